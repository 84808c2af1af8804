"""What nobody could be asked about first is Media Studio's alone until it was told, asked and agreed to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from consent.chasing_held import chase_held
from consent.documents import context_of
from consent.held import HeldAnswer, HoldPlan, may_hold, may_release, may_take_answer
from consent.models import Recording
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message, Task
from tests.consent.situations import RECORD, TEACHING, explained, patients_part, signed, started

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)
PLAN = HoldPlan(NOON, NOON, Route.HELD, by_media_studio=True, place="Studio safe, shelf 2")
ANSWERED = HeldAnswer(Route.ADULT, True, DAY, signed_on=DAY, told_on=DAY, given=frozenset({"record"}))
DIED = replace(ANSWERED, route=Route.REPRESENTATIVE, died_on=DAY, signed_on=DAY + timedelta(9), told_on=None)


def says(reasons):
    return " ".join(reason.says for reason in reasons)


@pytest.mark.rule("R-138", "E")
@pytest.mark.rule("R-154", "E")
def test_every_way_into_the_hold_needs_media_studio_a_place_and_a_patient_nobody_could_ask():
    assert may_hold(PLAN).verdict == "yes"
    assert may_hold(replace(PLAN, captured_at=None, place="")).verdict == "yes"
    refused = {
        "Only Media Studio": replace(PLAN, by_media_studio=False),
        "where Media Studio keeps it": replace(PLAN, place=" "),
        "future": replace(PLAN, captured_at=NOON + timedelta(seconds=1)),
        "another kind": replace(PLAN, kind_is_covered=False),
    }
    refused |= {f"does not say {route}": replace(PLAN, route=route) for route in Route if route != Route.HELD}
    for words, plan in refused.items():
        answer = may_hold(plan)
        assert answer.verdict == "no", words
        assert words.split(" competent")[0][:8] in says(answer.obstacles)


@pytest.mark.rule("R-154", "E")
@pytest.mark.rule("R-156", "E")
def test_every_way_out_of_the_hold_needs_the_right_persons_signature_for_the_record():
    assert may_release(ANSWERED).verdict == "yes"
    refused = (
        (replace(ANSWERED, is_signed=False, signed_on=None), "not answered yet"),
        (replace(ANSWERED, told_on=None), "who told them"),
        (replace(ANSWERED, told_on=DAY - timedelta(1)), "before it was made"),
        (replace(ANSWERED, given=frozenset({"teaching"})), "did not agree"),
        (replace(ANSWERED, died_on=DAY - timedelta(1)), "personal representative"),
        (replace(ANSWERED, is_signed=False, signed_on=None, died_on=DAY), "personal representative"),
        (replace(DIED, route=Route.ATTORNEY), "personal representative"),
        (replace(DIED, route=Route.PARENT), "personal representative"),
        (replace(DIED, is_signed=False, signed_on=None), "not answered yet"),
        (replace(DIED, given=frozenset()), "did not agree"),
    )
    for case, words in refused:
        assert may_release(case).verdict == "no", words
        assert words in says(may_release(case).obstacles)
    assert may_release(replace(ANSWERED, died_on=DAY)).verdict == "yes"  # they signed, and died after it
    assert may_release(replace(ANSWERED, route=Route.ATTORNEY, told_on=None)).verdict == "yes"
    assert may_release(DIED).verdict == "yes"


@pytest.mark.rule("R-156", "W")
def test_a_near_relative_who_was_not_asked_is_said_and_stops_nothing():
    assert "near relative" in says(may_release(DIED).conditions)
    assert not may_release(replace(DIED, relatives=True)).conditions
    assert not may_release(ANSWERED).conditions


@pytest.mark.rule("R-154", "E")
def test_only_the_patients_own_answer_waits_for_being_told():
    untold = replace(ANSWERED, told_on=None)
    assert {route for route in Route if may_take_answer(replace(untold, route=route)).verdict == "no"} == {
        Route.ADULT,
        Route.YOUNG_PERSON,
    }


def unconscious(days=14):
    return {
        "why": "Found during the operation",
        "integral": True,
        "because": "To plan the repair",
        "look_again_on": clock.today() + timedelta(days=days),
        "under_anaesthetic": True,
        "by_media_studio": True,
        "returns": None,
    }


def say(form, by, question, given, **words):
    form.say_who_signs(by=by, question=question, given=given, words=words)
    return form


def captured(form, by, **words):
    asked = {"captured_at": clock.now(), "kind": "photograph", "shows": "Liver", "place": "Studio safe"}
    return Recording.capture_held(by=by, form=form, **(asked | words))


@pytest.fixture
def asleep(consultant, department, patient):
    """A draft about an adult under anaesthetic: nobody could be asked."""
    form = started(consultant, department, patient, RECORD, TEACHING, can_decide=False)
    say(form, consultant, "circumstance", {"circumstance": "unconscious"})
    return say(form, consultant, "unconscious", unconscious())


@pytest.fixture
def held(asleep, media_studio):
    return captured(asleep, media_studio)


def awake(form, by, told=True):
    say(form, by, "capacity", {"can_decide": True, "look_again_on": None, "can_wait": False})
    if told:
        say(form, by, "told", {"on": clock.today(), "by": "Dr Example"})
    return form


db = pytest.mark.django_db


@db
@pytest.mark.rule("R-138", "E")
def test_only_media_studio_makes_what_could_not_be_asked_and_holds_it(asleep, consultant, media_studio):
    with pytest.raises(PermissionDenied):
        captured(asleep, consultant)
    with pytest.raises(ValidationError, match="where Media Studio keeps it"):
        captured(asleep, media_studio, place=" ")
    made = captured(asleep, media_studio)
    assert (made.status, made.basis, made.consented_at) == ("held", "held", None)
    assert made.look_again_on == clock.today() + timedelta(days=14)
    assert made.holds.get().place == "Studio safe"


@db
@pytest.mark.rule("R-138", "E")
@pytest.mark.rule("R-154", "E")
def test_nothing_is_held_under_a_form_of_somebody_who_can_be_asked(draft, media_studio):
    with pytest.raises(ValidationError, match="nobody could be asked"):
        captured(draft, media_studio)
    assert not Recording.objects.exists()


@db
@pytest.mark.rule("R-138", "E")
def test_what_is_held_is_seen_by_media_studio_and_nobody_else(
    signed_in, held, media_studio, consultant, radiographer, medical_records, ig_manager, caldicott_guardian
):
    for user in (consultant, radiographer, medical_records, ig_manager, caldicott_guardian):
        assert signed_in(user).get(held.get_absolute_url()).status_code == 404
        assert not Recording.objects.visible_to(user).exists()
    page = signed_in(media_studio).get(held.get_absolute_url()).content.decode()
    assert "Studio safe" in page
    assert "It stays held" in page
    form = signed_in(consultant).get(held.form.get_absolute_url()).content.decode()
    assert "Media Studio holds 1 recording" in form
    assert held.reference not in form
    assert held.shows not in form


@db
@pytest.mark.rule("R-154", "E")
def test_no_answer_counts_before_the_patient_was_told(held, asleep, consultant):
    awake(asleep, consultant, told=False)
    with pytest.raises(ValidationError, match="Tell them of the recording first"):
        explained(asleep, consultant)
    # Calling the case a usual one is no way round it.
    say(asleep, consultant, "circumstance", {"circumstance": "usual"})
    assert asleep.signer == "adult"
    with pytest.raises(ValidationError, match="who told them"):
        explained(asleep, consultant)
    say(asleep, consultant, "circumstance", {"circumstance": "unconscious"})
    say(asleep, consultant, "told", {"on": clock.today(), "by": "Dr Example"})
    assert explained(asleep, consultant).status == "awaiting_signatures"


@db
@pytest.mark.rule("R-154", "E")
@pytest.mark.rule("R-138", "E")
def test_it_leaves_the_hold_by_media_studio_once_the_patient_agreed(held, asleep, consultant, media_studio):
    explained(awake(asleep, consultant), consultant)
    with pytest.raises(ValidationError, match="not answered yet"):
        held.release(by=media_studio)
    signed(asleep, consultant)
    held.refresh_from_db()
    assert held.status == "held"
    with pytest.raises(PermissionDenied):
        held.release(by=consultant)
    held.release(by=media_studio)
    assert (held.status, held.consented_at) == ("logged", asleep.signed_at)
    assert held.holds.get().ended_by == media_studio
    assert Recording.objects.visible_to(consultant).get() == held


@db
@pytest.mark.rule("R-155", "E")
def test_a_no_afterwards_quarantines_it_in_the_same_moment(
    signed_in, held, asleep, consultant, media_studio, head_of_media_studio, ig_manager
):
    explained(awake(asleep, consultant), consultant)
    part = patients_part(asleep, record=False, teaching=False)
    asleep.answer(by=consultant, **part)
    held.refresh_from_db()
    assert (held.status, asleep.status) == ("quarantined", "declined")
    assert held.quarantine_reason == "Asked afterwards, the answer was no"
    for user in (media_studio, head_of_media_studio, consultant):
        assert signed_in(user).get(held.get_absolute_url()).status_code == 404
    assert not Recording.objects.visible_to(ig_manager).exists()
    assert Recording.objects.in_quarantine_for(head_of_media_studio).get() == held
    assert not Recording.objects.in_quarantine_for(media_studio).exists()
    assert signed_in(ig_manager).get(held.get_absolute_url()).status_code == 404


@db
@pytest.mark.rule("R-155", "E")
def test_a_yes_to_teaching_with_a_no_to_the_record_quarantines_it_too(held, asleep, consultant):
    explained(awake(asleep, consultant), consultant)
    signed(asleep, consultant, record=False)
    held.refresh_from_db()
    assert held.status == "quarantined"


@db
@pytest.mark.rule("R-156", "E")
def test_after_death_only_the_personal_representative_opens_the_hold(held, asleep, consultant, media_studio):
    died(asleep.patient)
    with pytest.raises(ValidationError, match="personal representative"):
        held.release(by=media_studio)
    with pytest.raises(ValidationError):
        explained(asleep, consultant)
    speaks(asleep, consultant)
    assert asleep.signer == "personal_representative"
    signed(explained(asleep, consultant), consultant)
    held = Recording.objects.get()
    assert "near relative" in says(held.release_answer().conditions)
    held.release(by=media_studio)
    assert held.status == "logged"


@db
@pytest.mark.rule("R-090", "E")
def test_a_form_of_life_covers_nothing_new_after_death(signed_form, media_studio):
    died(signed_form.patient, days=1)
    with pytest.raises(ValidationError, match="has died"):
        Recording.capture(
            by=media_studio, form=signed_form, captured_at=clock.now(), kind="film", shows="Left hand"
        )


@db
@pytest.mark.rule("R-154", "N")
def test_whoever_takes_consent_is_asked_to_tell_the_patient(held, asleep, consultant, media_studio):
    task = Task.objects.get(key=f"held-tell:{held.reference}:{asleep.reference}")
    assert (task.person, task.due_on, task.about_reference) == (
        consultant,
        held.look_again_on,
        asleep.reference,
    )
    signed(explained(awake(asleep, consultant), consultant), consultant)
    task.refresh_from_db()
    assert task.done_by == consultant
    release = Task.objects.get(key=f"held-release:{held.reference}:{asleep.reference}")
    assert (release.role, release.done_at) == ("media_studio", None)
    held.release(by=media_studio)
    release.refresh_from_db()
    assert release.done_by == media_studio


@db
@pytest.mark.rule("R-138", "N")
def test_a_missing_answer_is_chased_once_a_week_from_the_day_to_look_again(held):
    day = held.look_again_on
    with acting_as(None, job="a test"):
        assert chase_held(day - timedelta(days=1)) == 0
        for later in (0, 0, 6, 7, 13):
            chase_held(day + timedelta(days=later))
    assert Message.objects.count() == 2
    assert Task.objects.filter(key__startswith="held-chase:").count() == 1
    assert "Marigold" not in "".join(Message.objects.values_list("body", flat=True))


@db
@pytest.mark.rule("R-154", "E")
def test_another_day_to_look_again_moves_the_chasing(held, asleep, consultant):
    first = held.look_again_on
    say(asleep, consultant, "unconscious", unconscious(days=30))
    held.refresh_from_db()
    assert held.look_again_on == first + timedelta(days=16)
    with acting_as(None, job="a test"):
        assert chase_held(first) == 0


@db
@pytest.mark.rule("R-153", "R")
def test_after_a_death_nobody_is_reminded(held, patient):
    died(patient)
    with acting_as(None, job="a test"):
        chase_held(held.look_again_on)
        chase_held(held.look_again_on)
    assert not Message.objects.exists()
    assert Task.objects.filter(key__startswith="held-after-death:").count() == 1


BROKEN = {
    "recording_has_the_evidence_of_its_basis": "form_id = NULL",
    "recording_held_has_its_day_to_look_again": "look_again_on = NULL",
    "recording_made_unasked_stays_held_until_they_answered": "status = 'logged'",
    "recording_in_quarantine_says_since_when_and_why": "status = 'quarantined'",
    "recording_restricted_says_why": "access = 'restricted'",
    "recording_says_what_it_shows": "shows = ''",
}


@pytest.mark.both
@db
@pytest.mark.rule("R-138", "E")
@pytest.mark.rule("R-154", "E")
def test_the_database_itself_keeps_it_held(held):
    for name, change in BROKEN.items():
        statement = f"UPDATE consent_recording SET {change} WHERE id = %s"  # noqa: S608
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [held.pk])
    holds = {
        "hold_has_a_place": "place = ''",
        "hold_ends_after_it_began_by_somebody": "ended_at = at",
    }
    for name, change in holds.items():
        statement = f"UPDATE consent_hold SET {change} WHERE recording_id = %s"  # noqa: S608
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [held.pk])


def died(patient, days=0):
    with acting_as(None, job="a test"):
        patient.refresh_from_db()
        patient.death_date = clock.today() - timedelta(days=days)
        patient.save()


def speaks(form, by, **words):
    asked = {
        "name": "Ali Example",
        "proof": "Probate 12",
        "wishes": "none_known",
        "is_relative": False,
        "relatives_asked": "",
        "coroners_case": False,
        "coroners_leave": "",
        "others_instead": False,
    }
    return say(form, by, "representative", asked | words)


CANNOT = {"can_decide": False, "can_wait": False}
BEST = {
    "necessary": True,
    "benefit": True,
    "best": True,
    "distress": False,
    "others_instead": False,
    "because": "It shows how the wound heals.",
    "consulted": "Her sister agrees.",
}


@db
@pytest.mark.rule("R-154", "E")
def test_when_capacity_is_not_coming_back_whoever_decides_instead_signs(
    held, asleep, consultant, media_studio
):
    say(asleep, consultant, "unconscious", unconscious() | {"returns": False})
    assert asleep.signer == ""
    soon = clock.today() + timedelta(days=20)
    say(asleep, consultant, "capacity", CANNOT | {"look_again_on": soon}, because="She does not wake.")
    held.refresh_from_db()
    assert held.look_again_on == soon
    paper = {"kind": "lpa", "name": "Lee Example", "paper": "7000 1234", "seen_by": "Dr Example"}
    say(asleep, consultant, "authority", paper | {"seen_on": clock.today()})
    say(asleep, consultant, "best_interests", BEST)
    assert asleep.signer == "attorney_or_deputy"
    signed(explained(asleep, consultant), consultant)
    held.release(by=media_studio)
    assert held.status == "logged"


@db
@pytest.mark.rule("R-154", "E")
def test_the_paper_of_somebody_asked_afterwards_says_so(held, asleep, consultant, signed_form):
    assert "could not be asked" in context_of(awake(asleep, consultant), signed=False)["statement"]
    assert context_of(signed_form, signed=True)["statement"] == ""


@db
@pytest.mark.rule("R-138", "E")
def test_what_is_restricted_is_closed_to_everybody_who_treats_patients(
    signed_form, media_studio, consultant, radiographer
):
    words = {"captured_at": clock.now(), "kind": "film", "shows": "Left hand"}
    made = Recording.capture(by=media_studio, form=signed_form, **words)
    made.restrict(by=consultant, reason="The patient withdrew the record permission")
    assert (made.status, made.access) == ("captured", "restricted")
    for user in (consultant, radiographer):
        assert not Recording.objects.visible_to(user).exists()
    assert Recording.objects.visible_to(media_studio).get() == made


@db
@pytest.mark.rule("R-138", "E")
def test_media_studio_takes_a_recording_back_into_the_hold(signed_form, media_studio, consultant):
    words = {"captured_at": clock.now(), "kind": "film", "shows": "Left hand"}
    made = Recording.capture(by=media_studio, form=signed_form, **words)
    made.hold(by=media_studio, place="Studio safe", look_again_on=clock.today())
    assert not Recording.objects.visible_to(consultant).exists()
    made.release(by=media_studio)
    assert made.status == "logged"


@db
@pytest.mark.rule("R-138", "E")
def test_the_pages_of_the_hold_are_media_studios(
    signed_in, held, asleep, consultant, media_studio, at_most_queries
):
    assert signed_in(consultant).get("/consent/recordings/held/").status_code == 403
    client = signed_in(media_studio)
    with at_most_queries(12):
        page = client.get("/consent/recordings/held/").content.decode()
    assert held.reference in page
    release = f"/consent/recordings/{held.reference}/release/"
    assert "It stays held" in client.get(release).content.decode()
    assert client.post(release).status_code == 422
    signed(explained(awake(asleep, consultant), consultant), consultant)
    assert "Release the recording" in client.get(release).content.decode()
    assert client.post(release).status_code == 302
    held.refresh_from_db()
    assert held.status == "logged"


@db
@pytest.mark.rule("R-138", "E")
def test_the_page_registers_what_is_held_for_media_studio_alone(signed_in, asleep, consultant, media_studio):
    url = f"/consent/forms/{asleep.reference}/capture/"
    assert "Only Media Studio" in signed_in(consultant).get(url).content.decode()
    client = signed_in(media_studio)
    assert "Where does Media Studio keep it?" in client.get(url).content.decode()
    asked = {"kind": "photograph", "shows": "Liver", "place": "Studio safe", "identifiable": "no"}
    now = clock.local(clock.now())
    answer = client.post(url, asked | moment_boxes(now))
    assert answer.status_code == 302
    assert Recording.objects.get().status == "held"


def moment_boxes(at):
    boxes = {"captured_on_day": at.day, "captured_on_month": at.month, "captured_on_year": at.year}
    return {name: str(value) for name, value in boxes.items()} | {"captured_time": f"{at:%H:%M}"}


@db
@pytest.mark.rule("R-156", "E")
def test_death_between_explaining_and_signing_takes_the_held_recording_to_a_new_form(
    held, asleep, consultant, media_studio
):
    explained(awake(asleep, consultant), consultant)
    died(asleep.patient)
    with pytest.raises(ValidationError):
        asleep.answer(by=consultant, **patients_part(asleep))
    asked = {"kinds": asleep.kinds, "subject": asleep.subject, "purpose": asleep.purpose}
    asleep.change(
        by=consultant,
        because="The patient has died.",
        permissions=[RECORD],
        made_for="care",
        requested_by=asleep.requested_by,
        **asked,
    )
    made = asleep.replaced_by
    held.refresh_from_db()
    assert (asleep.status, held.status, held.form) == ("void", "held", made)
    with pytest.raises(ValidationError, match="made in place of its own"):
        held.go_with(by=consultant, form=asleep)
    speaks(made, consultant, relatives_asked="Her sister agrees.")
    signed(explained(made, consultant), consultant)
    held.release(by=media_studio)
    assert held.status == "logged"

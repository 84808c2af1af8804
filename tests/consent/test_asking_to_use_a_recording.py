"""May I use it? Asked of the register as it stands, answered with reasons, kept; asked again at the deed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from consent.asking_use import SWITCH, Wanted, answer_for, case_of
from consent.models import Permission, Recording, SecondReading, UseCheck
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from tests.consent.endings import recorded, taken_back
from tests.consent.situations import RECORD, TEACHING, explained, signed, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(signed_form, media_studio):
    return recorded(signed_form, media_studio)


@pytest.fixture
def for_care(consultant, department, patient, media_studio):
    form = explained(started(consultant, department, patient, RECORD), consultant)
    return recorded(signed(form, consultant), media_studio)


def ask(recording, by, use, **more):
    return UseCheck.ask(by=by, recording=recording, use=use, **more)


def named(recording):
    return Permission.objects.get(form=recording.form, kind="named_purpose")


def taken(recording, by, kind):
    row = recording.form.permissions.get(kind=kind)
    taken_back(recording.form, by, permissions=[row.pk])
    recording.refresh_from_db()


def page(recording):
    return reverse("consent:recording-use", kwargs={"reference": recording.reference})


@pytest.mark.rule("R-120", "E")
@pytest.mark.rule("R-122", "E")
def test_the_answer_follows_the_signatures_and_a_withdrawal_takes_effect_at_once(recording, consultant):
    assert ask(recording, consultant, "teach").verdict == "yes"
    assert ask(recording, consultant, "publish", permission=named(recording)).verdict == "yes"
    assert ask(recording, consultant, "publish").verdict == "new_form"
    taken(recording, consultant, "teaching")
    assert ask(recording, consultant, "teach").verdict == "no"
    assert ask(recording, consultant, "view").verdict == "yes"
    taken(recording, consultant, "record")
    assert ask(recording, consultant, "view").verdict == "restricted"


@pytest.mark.rule("R-129", "E")
def test_only_a_further_form_that_both_signed_opens_another_use(for_care, consultant, department, patient):
    assert ask(for_care, consultant, "teach").verdict == "new_form"
    words = {"made_for": "secondary", "further_to": for_care}
    further = explained(started(consultant, department, patient, TEACHING, **words), consultant)
    assert ask(for_care, consultant, "teach").verdict == "new_form"
    signed(further, consultant)
    assert ask(for_care, consultant, "teach").verdict == "yes"
    assert ask(for_care, consultant, "research").verdict == "new_form"


@pytest.mark.rule("R-120", "E")
def test_the_named_use_of_another_recording_opens_nothing(recording, for_care, consultant):
    assert ask(for_care, consultant, "publish", permission=named(recording)).verdict == "new_form"


@pytest.mark.rule("R-135", "E")
def test_what_came_out_is_marked_and_a_withdrawal_leaves_no_new_use(
    recording, consultant, head_of_media_studio
):
    row = named(recording)
    row.come_out(by=head_of_media_studio, on=clock.today(), where="Volume 12")
    taken(recording, consultant, "named_purpose")
    row.refresh_from_db()
    assert row.cannot_be_recalled
    assert ask(recording, consultant, "publish", permission=row).verdict == "beyond_recall"


@pytest.mark.rule("R-135", "E")
def test_the_register_says_that_what_came_out_cannot_be_called_back(
    recording, consultant, head_of_media_studio, signed_in
):
    named(recording).come_out(by=head_of_media_studio, on=clock.today(), where="Volume 12")
    entry = recording.get_absolute_url()
    assert b"Cannot be called back" not in signed_in(consultant).get(entry).content
    taken(recording, consultant, "named_purpose")
    assert b"Cannot be called back" in signed_in(consultant).get(entry).content


@pytest.mark.rule("R-194", "E")
@pytest.mark.rule("R-194", "R")
def test_a_download_is_kept_with_who_and_what_for_and_asked_once_more(recording, consultant, media_studio):
    check, late = (ask(recording, consultant, "download") for _ in range(2))
    with pytest.raises(ValidationError, match="Somebody else asked"):
        check.carry_out(by=media_studio, done_with="Students")
    with pytest.raises(ValidationError, match="what for"):
        check.carry_out(by=consultant, done_with=" ")
    kept = {"undertakes": True, "place_kind": "trust_drive", "place": "Teaching folder"}
    check.carry_out(by=consultant, done_with="Second-year students", **kept)
    assert (check.status, check.asked_by, check.done_with) == ("done", consultant, "Second-year students")
    taken(recording, consultant, "teaching")
    with pytest.raises(ValidationError, match="no longer yes"):
        late.carry_out(by=consultant, done_with="Second-year students")
    assert ask(recording, consultant, "download").verdict == "no"


@pytest.mark.rule("R-194", "E")
def test_an_answer_is_good_for_its_day(recording, consultant, monkeypatch):
    check, view = ask(recording, consultant, "download"), ask(recording, consultant, "view")
    with pytest.raises(ValidationError, match="Ask again"):
        view.carry_out(by=consultant, done_with="x")
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(days=1)).isoformat())
    with pytest.raises(ValidationError, match="for that day"):
        check.carry_out(by=consultant, done_with="x")


@pytest.mark.rule("R-072", "E")
@pytest.mark.rule("R-073", "E")
def test_in_the_public_interest_only_an_office_says_yes_and_is_named(
    recording, consultant, caldicott_guardian
):
    words = {"basis": "public_interest", "basis_reference": "A serious crime"}
    assert ask(recording, consultant, "disclose").verdict == "ask"
    asked = ask(recording, consultant, "disclose", **words)
    assert (asked.verdict, asked.approver) == ("ask", None)
    decided = ask(recording, caldicott_guardian, "disclose", **words)
    assert (decided.verdict, decided.approver) == ("yes", caldicott_guardian)
    decided.carry_out(by=caldicott_guardian, done_with="The police, case 12")


@pytest.mark.rule("R-076", "E")
def test_for_somebody_unable_the_answer_is_the_one_of_the_path(for_care, consultant, ig_manager):
    with acting_as(None, job="arranging a test"):
        for_care.form.signer = Route.CLINICIANS
        for_care.form.save()
    assert ask(for_care, consultant, "teach").verdict == "ask"
    for step, outcome in (
        ("anonymise", "not_possible"),
        ("authority", "nobody"),
        ("public_interest", "does_not"),
    ):
        for_care.decide_secondary_use(
            by=ig_manager, use="teaching", step=step, outcome=outcome, because="So."
        )
    assert ask(for_care, consultant, "teach").verdict == "no"
    assert ask(for_care, consultant, "view").verdict == "yes"


@pytest.mark.rule("R-082", "R")
@pytest.mark.rule("R-082", "W")
def test_a_second_person_reads_the_copy_and_only_then_may_the_switch_open_it(
    for_care, consultant, media_studio, head_of_media_studio, ig_manager
):
    with pytest.raises(ValidationError, match="no anonymised copy"):
        for_care.read_again(by=media_studio, looked_for="Face")
    for_care.keep_anonymised(by=media_studio, how="Face and label cut from the frame")
    with pytest.raises(ValidationError, match="Another person"):
        for_care.read_again(by=media_studio, looked_for="Face")
    Setting.choose(by=ig_manager, name=SWITCH, department=None, value="on", reason="Signed off")
    assert ask(for_care, consultant, "teach").verdict == "new_form"
    for_care.read_again(by=head_of_media_studio, looked_for="Face, marks, names")
    read = SecondReading.objects.get()
    assert (read.made_by, read.by, read.looked_for) == (
        media_studio,
        head_of_media_studio,
        "Face, marks, names",
    )
    assert ask(for_care, consultant, "teach").verdict == "yes"
    warned = ask(for_care, consultant, "publish")
    assert any("take care with journals" in says for says, _ in warned.says["conditions"])


@pytest.mark.rule("R-083", "E")
def test_the_year_it_was_made_is_that_of_the_register(recording, consultant):
    assert not case_of(recording, consultant, Wanted("teach")).is_from_before_1997
    recording.captured_at = datetime(1996, 12, 31, 12, tzinfo=UTC)
    assert case_of(recording, consultant, Wanted("teach")).is_from_before_1997
    taken_back(recording.form, consultant)
    assert answer_for(recording, consultant, Wanted("teach")).verdict == "no"


@pytest.mark.rule("R-071", "E")
def test_only_who_has_access_to_the_entry_opens_it_or_asks(
    recording, consultant, other_radiographer, outsider, signed_in
):
    for nobody, status in ((other_radiographer, 404), (outsider, 403)):
        client = signed_in(nobody)
        assert client.get(recording.get_absolute_url()).status_code == status
        assert client.post(page(recording), {"use": "view"}).status_code == status
        with pytest.raises(PermissionDenied):
            ask(recording, nobody, "view")
    assert not UseCheck.objects.exists()
    own = ask(recording, consultant, "view")
    assert signed_in(other_radiographer).get(own.get_absolute_url()).status_code == 404


@pytest.mark.rule("R-071", "E")
@pytest.mark.rule("R-122", "E")
def test_of_what_is_in_quarantine_the_page_says_that_it_exists_and_nothing_else(
    recording, consultant, media_studio, signed_in
):
    recording.quarantine(by=media_studio, reason="Asked for by the family")
    client = signed_in(consultant)
    assert client.get(recording.get_absolute_url()).status_code == 404
    asking = client.get(page(recording)).content.decode()
    shown = client.post(page(recording), {"use": "teach"}, follow=True).content.decode()
    assert "No: it is not available" in shown
    for text in (asking, shown):
        assert "In quarantine" in text
        for hidden in (recording.shows, "Asked for by", "Hands in contrast", recording.patient.family_name):
            assert hidden not in text


@pytest.mark.rule("R-138", "E")
def test_what_is_held_is_not_there_for_anybody_else(recording, consultant, media_studio, signed_in):
    recording.hold(by=media_studio, place="Safe", look_again_on=clock.today())
    assert signed_in(consultant).get(page(recording)).status_code == 404
    assert signed_in(media_studio).get(page(recording)).status_code == 200
    assert ask(recording, media_studio, "view").verdict == "held"


def test_the_page_asks_what_is_missing_and_keeps_question_answer_and_reading(
    recording, consultant, signed_in
):
    client = signed_in(consultant)
    assert client.post(page(recording), {"use": "marketing"}).status_code == 422
    assert client.post(page(recording), {"use": "publish"}).status_code == 422
    assert client.post(page(recording), {"use": "copy"}).status_code == 422
    assert client.post(page(recording), {"use": "disclose"}).status_code == 422
    answer = client.post(page(recording), {"use": "research", "permission": "another"}, follow=True)
    text = answer.content.decode()
    check = UseCheck.objects.get()
    assert "Not yet: a new form is needed" in text
    assert check.reference in text
    assert "Start the further form" in text
    assert Event.objects.filter(action="usecheck.read", object_id=str(check.pk)).exists()
    sent = {"use": "publish", "permission": str(named(recording).pk)}
    assert "Yes, you may" in client.post(page(recording), sent, follow=True).content.decode()
    client.post(page(recording), {"use": "download"})
    listed = UseCheck.objects.get(use="download")
    done = reverse("consent:use-check-carry-out", kwargs={"reference": listed.reference})
    assert client.get(done).status_code == 200
    kept = {"place_kind": "trust_drive", "place": "Teaching folder", "undertakes": "on"}
    assert "Done" in client.post(done, {"done_with": "Journal club"} | kept, follow=True).content.decode()
    assert "Journal club" in client.get(recording.get_absolute_url()).content.decode()


BROKEN = {
    "use_check_is_for_a_permitted_use": "use = 'marketing'",
    "use_check_for_disclosing_that_is_agreed_has_its_ground": "use = 'disclose', basis = '', verdict = 'yes'",
    "use_check_in_the_public_interest_names_its_approver": "basis = 'public_interest', verdict = 'yes'",
    "use_check_that_was_done_had_a_yes_and_says_what_for": "status = 'done'",
}
BROKEN_READING = {
    "second_reading_is_by_another_person": "made_by_id = by_id",
    "second_reading_says_what_was_looked_for": "looked_for = ''",
}


@pytest.mark.rule("R-073", "E")
@pytest.mark.rule("R-100", "E")
@pytest.mark.both
def test_the_database_itself_refuses(for_care, media_studio, head_of_media_studio):
    check = ask(for_care, media_studio, "teach")
    for_care.keep_anonymised(by=media_studio, how="Face cut away")
    for_care.read_again(by=head_of_media_studio, looked_for="Face")
    rows = ((UseCheck, check.pk, BROKEN), (SecondReading, SecondReading.objects.get().pk, BROKEN_READING))
    for model, pk, broken in rows:
        for name, change in broken.items():
            statement = f"UPDATE {model._meta.db_table} SET {change} WHERE id = %s"  # noqa: S608
            with (
                pytest.raises(IntegrityError, match=name),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [pk])
    assert Recording.objects.count() == 1

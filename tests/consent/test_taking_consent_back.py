"""Consent is taken back: always accepted, at once, and good until that moment."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import ConsentForm, Recording
from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.incidents.models import Incident
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState
from tests.consent.conftest import born
from tests.consent.endings import THEIR_OWN, childs, recorded, taken_back
from tests.consent.situations import ARTICLE, TEACHING, explained, patients_part, signed, started

pytestmark = pytest.mark.django_db

MAY = ("radiographer", "consultant", "media_studio", "head_of_media_studio", "ig_manager", "medical_records",
       "caldicott_guardian", "dpo")  # fmt: skip
MAY_NOT = ("governance_lead", "auditor", "student", "outsider", "other_radiographer")


def kinds(form, status):
    return {row.kind for row in form.permissions.filter(status=status)}


@pytest.fixture
def teaching_form(consultant, department, patient):
    """Only for teaching, signed."""
    form = started(consultant, department, patient, TEACHING, made_for="secondary")
    return signed(explained(form, consultant), consultant)


@pytest.fixture
def childs_form(consultant, department):
    """Of a child of eight, for whom a parent signed; only for teaching."""
    return childs(consultant, department, born(clock.today().year - 8), "secondary")


@pytest.mark.rule("R-133", "E")
@pytest.mark.parametrize("who", MAY)
def test_everybody_of_the_table_takes_it_and_it_counts_at_once(request, signed_form, who):
    taken_back(signed_form, request.getfixturevalue(who))
    assert kinds(signed_form, "withdrawn") == {"record", "teaching", "named_purpose"}
    assert signed_form.status == "signed"
    assert Event.objects.about(signed_form).filter(action="consentform.withdraw").exists()


@pytest.mark.parametrize("who", MAY_NOT)
def test_nobody_else_takes_it(request, signed_form, who):
    with pytest.raises(PermissionDenied):
        taken_back(signed_form, request.getfixturevalue(who))


@pytest.mark.rule("R-133", "E")
def test_one_permission_is_taken_back_and_the_others_stay(signed_form, media_studio, radiographer):
    recording = recorded(signed_form, media_studio)
    teaching = signed_form.permissions.get(kind="teaching")
    taken_back(signed_form, radiographer, permissions=[teaching.pk], route="letter")
    assert kinds(signed_form, "given") == {"record", "named_purpose"}
    withdrawal = signed_form.withdrawals.get()
    assert (withdrawal.is_whole, withdrawal.follows, withdrawal.route) == (False, "stays", "letter")
    recording.refresh_from_db()
    assert (recording.status, recording.access) == ("captured", "ordinary")


@pytest.mark.rule("R-134", "E")
def test_what_was_made_for_care_is_restricted(signed_form, media_studio, radiographer):
    recording = recorded(signed_form, media_studio)
    taken_back(signed_form, radiographer)
    recording.refresh_from_db()
    assert (recording.status, recording.access) == ("captured", "restricted")
    assert not Recording.objects.visible_to(radiographer).exists()


@pytest.mark.rule("R-134", "E")
@pytest.mark.rule("R-155", "E")
def test_what_was_made_for_teaching_is_quarantined(teaching_form, media_studio, radiographer):
    recording = recorded(teaching_form, media_studio)
    taken_back(teaching_form, radiographer)
    recording.refresh_from_db()
    assert (recording.status, recording.quarantined_by) == ("quarantined", radiographer)
    assert recording.quarantined_at
    assert Event.objects.about(recording).filter(action="recording.quarantine_as_asked").exists()


@pytest.mark.rule("R-134", "E")
def test_nothing_is_recorded_once_it_is_taken_back(signed_form, media_studio):
    taken_back(signed_form, media_studio)
    with pytest.raises(ValidationError, match="taken back before this"):
        recorded(signed_form, media_studio, captured_at=clock.now())


@pytest.mark.rule("R-133", "E")
def test_it_was_good_until_that_moment_and_a_late_entry_meets_what_followed(teaching_form, media_studio):
    made_at = clock.now()
    taken_back(teaching_form, media_studio)
    recording = recorded(teaching_form, media_studio, captured_at=made_at)
    assert recording.status == "quarantined"


@pytest.mark.rule("R-134", "E")
def test_what_was_made_after_the_word_is_quarantined_and_an_incident(signed_form, media_studio):
    said_at = clock.now()
    recording = recorded(signed_form, media_studio, captured_at=clock.now())
    taken_back(signed_form, media_studio, said_at=said_at)
    recording.refresh_from_db()
    assert recording.status == "quarantined"
    assert recording.reference in Incident.objects.get().what_happened


def test_it_cannot_be_said_before_it_was_signed_or_tomorrow(signed_form, media_studio):
    for said_at in (signed_form.signed_at - timedelta(minutes=5), clock.now() + timedelta(hours=1)):
        with pytest.raises(ValidationError):
            taken_back(signed_form, media_studio, said_at=said_at)
    assert not signed_form.withdrawals.exists()


def test_what_was_never_given_cannot_be_taken_back(form, signed_form, media_studio):
    taken_back(signed_form, media_studio)
    with pytest.raises(ValidationError, match="of what they agreed to"):
        taken_back(signed_form, media_studio)


def test_a_draft_has_nothing_to_take_back(draft, media_studio):
    with pytest.raises(WrongState):
        taken_back(draft, media_studio)


@pytest.mark.rule("R-133", "E")
def test_before_the_second_signature_it_is_simply_a_no(form, consultant, media_studio):
    form.answer(by=consultant, **patients_part(form))
    taken_back(form, media_studio)
    assert form.status == "declined"


@pytest.mark.rule("R-144", "E")
@pytest.mark.rule("R-144", "N")
def test_a_child_takes_it_back_and_whoever_recorded_goes_back_to_the_clinician(
    childs_form, media_studio, consultant
):
    recording = recorded(childs_form, media_studio)
    taken_back(childs_form, media_studio)
    recording.refresh_from_db()
    assert recording.status == "quarantined"
    withdrawal = childs_form.withdrawals.get()
    task = Task.objects.get(key=withdrawal.clinician_key)
    assert (task.person, task.rule, task.url) == (media_studio, "R-144", withdrawal.get_absolute_url())
    withdrawal.go_back(by=media_studio, on=clock.today(), words="Talked with Dr Example.")
    task.refresh_from_db()
    assert task.done_by == media_studio


@pytest.mark.rule("R-144", "N")
def test_the_clinician_hears_where_the_name_is_one_persons(consultant, department, media_studio):
    child = born(clock.today().year - 8)
    form = childs(consultant, department, child, "care", requested_by=str(consultant))
    taken_back(form, media_studio)
    assert Message.objects.get(to=consultant).subject.endswith("a child has taken back consent")


def test_an_adults_taking_back_sends_nobody_to_the_clinician(signed_form, media_studio):
    taken_back(signed_form, media_studio)
    withdrawal = signed_form.withdrawals.get()
    assert not Task.objects.filter(key=withdrawal.clinician_key).exists()
    with pytest.raises(ValidationError, match="No child took this back"):
        withdrawal.go_back(by=media_studio, on=clock.today(), words="x")


@pytest.mark.rule("R-133", "E")
def test_a_parent_takes_back_what_they_agreed_to_but_not_what_a_child_who_decides_did(
    consultant, department, media_studio, childs_form
):
    taken_back(childs_form, media_studio, who="parent", who_name="P Test")
    able = childs(consultant, department, born(clock.today().year - 14), "care", THEIR_OWN)
    with pytest.raises(ValidationError, match="They do not decide here"):
        taken_back(able, media_studio, who="parent", who_name="P Test")
    assert kinds(able, "given") == {"record"}


def test_whoever_took_it_back_is_answered(signed_form, media_studio):
    taken_back(signed_form, media_studio)
    withdrawal = signed_form.withdrawals.get()
    task = Task.objects.get(key=withdrawal.answer_key)
    assert task.role == "media_studio"
    with pytest.raises(ValidationError):
        withdrawal.tell(by=media_studio, on=clock.today() + timedelta(days=1))
    withdrawal.tell(by=media_studio, on=clock.today())
    task.refresh_from_db()
    assert (withdrawal.status, task.done_by) == ("told", media_studio)


def test_who_wants_no_contact_is_owed_none(signed_form, media_studio):
    taken_back(signed_form, media_studio, answer_by="none")
    assert signed_form.withdrawals.get().status == "not_wanted"
    assert not Task.objects.exists()


def test_a_newer_form_says_what_counts_from_now_on(signed_form, consultant, department, patient):
    newer = signed(
        explained(started(consultant, department, patient), consultant), consultant, teaching=False
    )
    with pytest.raises(ValidationError, match="Only a newer form"):
        newer.supersede(by=consultant, newer=signed_form)
    signed_form.supersede(by=consultant, newer=newer)
    assert (signed_form.status, signed_form.superseded_by) == ("superseded", newer)
    assert kinds(signed_form, "superseded") == {"record", "teaching", "named_purpose"}
    assert ConsentForm.objects.get(pk=newer.pk).status == "signed"


@pytest.mark.rule("R-134", "E")
def test_a_further_use_keeps_what_was_made_for_teaching_and_its_end_closes_it(
    teaching_form, consultant, department, patient, media_studio
):
    recording = recorded(teaching_form, media_studio)
    further = started(consultant, department, patient, ARTICLE, made_for="secondary", further_to=recording)
    signed(explained(further, consultant), consultant)
    taken_back(teaching_form, media_studio)
    recording.refresh_from_db()
    assert recording.status == "captured"
    taken_back(further, media_studio)
    recording.refresh_from_db()
    assert recording.status == "quarantined"

"""From a draft to a form that both have signed, through the verbs; and what the database refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from consent.models import (
    Asked,
    ConsentForm,
    CustodyEvent,
    Permission,
    PermissionKind,
    PermissionStatus,
    Signature,
    SigningRole,
)
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.workflow import WrongState
from tests.consent.conftest import born
from tests.consent.situations import RECORD, TEACHING, explained, patients_part, signed, started

pytestmark = pytest.mark.django_db


def open_purpose(text):
    return Asked(
        PermissionKind.NAMED_PURPOSE, title=text, outlet="The BMJ", shown="print", edition="June 2027"
    )


def test_a_draft_names_the_recording_and_each_permission(consultant, department, patient):
    form = started(consultant, department, patient)
    assert form.reference.startswith("CF-")
    assert form.status == "draft"
    assert [row.kind for row in form.permissions.all()] == ["record", "teaching", "named_purpose"]
    assert form.level == "Level 3: health record, teaching and one named use"


@pytest.mark.rule("R-125")
@pytest.mark.parametrize("text", ["publication as required", "any", "", "Future use"])
def test_an_open_ended_purpose_makes_no_form_at_all(consultant, department, patient, text):
    with pytest.raises(ValidationError) as refused:
        started(consultant, department, patient, RECORD, open_purpose(text))
    assert "title" in refused.value.error_dict
    assert not ConsentForm.objects.exists()


@pytest.mark.rule("R-125")
def test_the_database_keeps_no_named_use_without_its_name(consultant, department, patient):
    form = started(consultant, department, patient)
    row = Permission(form=form, kind="named_purpose")
    row.clean = lambda: None
    with pytest.raises(IntegrityError, match="permission_for_one_named_use_names_it"), acting_as(consultant):
        row.save()


def test_a_recording_for_care_asks_for_the_record_and_one_for_teaching_alone_does_not(
    consultant, department, patient
):
    with pytest.raises(ValidationError, match="health record first"):
        started(consultant, department, patient, TEACHING)
    with pytest.raises(ValidationError, match="never part of the chart"):
        started(consultant, department, patient, RECORD, made_for="secondary")
    assert (
        started(consultant, department, patient, TEACHING, made_for="secondary").level == "Level 2: teaching"
    )


def test_the_same_permission_is_asked_once(consultant, department, patient):
    with pytest.raises(IntegrityError, match="permission_for_record_and_teaching_is_asked_once"):
        started(consultant, department, patient, RECORD, RECORD)


@pytest.mark.rule("R-078", "E")
@pytest.mark.parametrize(("years", "signer"), [(15, ""), (16, "adult"), (17, "adult"), (18, "adult")])
def test_from_sixteen_the_patient_signs_and_below_it_is_asked_who(consultant, department, years, signer):
    today = clock.today()
    form = started(consultant, department, born(today.year - years, today.month, min(today.day, 28)))
    assert form.signer == signer
    if not signer:
        with pytest.raises(ValidationError, match="under 16"):
            explained(form, consultant)


def test_the_day_before_the_sixteenth_birthday_is_too_early(consultant, department, monkeypatch):
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-10T10:00")
    assert started(consultant, department, born(2010, 3, 11)).signer == ""
    assert started(consultant, department, born(2010, 3, 10)).signer == "adult"


def test_nobody_explains_a_form_for_somebody_who_cannot_decide_or_has_died(
    consultant, department, patient, setting_up
):
    with pytest.raises(ValidationError, match="not be able to decide"):
        explained(started(consultant, department, patient, can_decide=False), consultant)
    patient.death_date = clock.today()
    patient.save()
    with pytest.raises(ValidationError, match="personal representative"):
        explained(started(consultant, department, patient), consultant)


@pytest.mark.parametrize("nobody", ["outsider", "medical_records", "other_radiographer", "ig_manager"])
def test_consent_is_taken_in_ones_own_department_by_those_who_may(request, department, patient, nobody):
    with pytest.raises(PermissionDenied):
        started(request.getfixturevalue(nobody), department, patient)
    assert not ConsentForm.objects.exists()


@pytest.mark.rule("R-067", "E")
@pytest.mark.rule("R-068", "E")
@pytest.mark.parametrize("left_out", ["why", "other_purposes", "what", "who_sees", "kept", "take_back"])
def test_each_point_is_explained_before_anybody_signs(consultant, department, patient, left_out):
    form = started(consultant, department, patient)
    ticks = [tick.id for tick in wording().ticks if tick.id != left_out]
    with pytest.raises(ValidationError) as refused:
        explained(form, consultant, explained=ticks)
    assert "Explain this first" in str(refused.value)
    with pytest.raises(WrongState):
        form.answer(by=consultant, **patients_part(form))


@pytest.mark.rule("R-087", "E")
def test_nobody_agrees_to_publication_before_hearing_that_it_cannot_be_called_back(
    consultant, department, patient
):
    form = started(consultant, department, patient)
    ticks = [tick.id for tick in wording().ticks if tick.id != "cannot_recall"]
    with pytest.raises(ValidationError, match="may not be able to stop later use"):
        explained(form, consultant, explained=ticks)


@pytest.mark.rule("R-081", "E")
@pytest.mark.parametrize("left_out", ["why", "kept", "who_sees", "free_choice", "stop", "teaching_explained"])
def test_a_recording_for_teaching_alone_is_explained_in_full_first(consultant, department, patient, left_out):
    form = started(consultant, department, patient, TEACHING, made_for="secondary")
    ticks = [tick.id for tick in wording().ticks if tick.id != left_out]
    with pytest.raises(ValidationError, match="Explain this first"):
        explained(form, consultant, explained=ticks)


@pytest.mark.rule("R-067", "E")
@pytest.mark.parametrize(
    ("other", "reason", "wrong"),
    [
        ("none", "", ""),
        ("not_possible", "", "why other purposes"),
        ("not_possible", "Too early.", ""),
        ("", "", "first"),
    ],
)
def test_a_second_purpose_is_named_or_ruled_out_or_the_reason_is_given(
    consultant, draft, other, reason, wrong
):
    asked = {"other_purposes": other, "other_purposes_reason": reason}
    if not wrong:
        assert explained(draft, consultant, **asked).other_purposes == other
        return
    with pytest.raises((ValidationError, IntegrityError)):
        explained(draft, consultant, **asked)


@pytest.mark.rule("R-068", "E")
@pytest.mark.parametrize("empty", ["place_kept", "retention"])
def test_where_and_how_long_it_is_kept_is_said(consultant, department, patient, empty):
    form = started(consultant, department, patient)
    with pytest.raises(IntegrityError, match="consent_form_is_explained_before_it_is_signed"):
        explained(form, consultant, **{empty: " "})


@pytest.mark.rule("R-126")
def test_what_is_published_cannot_be_called_back_is_explained_and_initialled(consultant, department, patient):
    form = started(consultant, department, patient)
    ticks = [tick.id for tick in wording().ticks if tick.id != "cannot_recall"]
    with pytest.raises(ValidationError, match="consent cannot really be taken back"):
        explained(form, consultant, explained=ticks)
    explained(form, consultant)
    with pytest.raises(IntegrityError, match="permission_to_publish_is_given_with_initials"):
        form.answer(by=consultant, **(patients_part(form) | {"initials": " "}))
    assert form.status == "awaiting_signatures"
    assert not Signature.objects.exists()


@pytest.mark.rule("R-069")
def test_a_form_is_not_complete_without_the_main_points_and_drafts_their_note(
    consultant, department, patient, form
):
    with pytest.raises(IntegrityError, match="consent_form_is_explained_before_it_is_signed"):
        explained(started(consultant, department, patient), consultant, discussion=" ")
    signed(form, consultant)
    note = HealthRecordNote.objects.about(form).get()
    assert "She asked who sees it" in note.text
    assert note.owed_by > clock.today()


@pytest.mark.rule("R-110", "E")
@pytest.mark.rule("R-118")
def test_both_signatures_are_needed_in_either_order(consultant, department, patient, form):
    form.answer(by=consultant, **patients_part(form))
    assert form.status == "awaiting_signatures"
    form.countersign(by=consultant, signed_at=clock.now())
    assert form.status == "signed"

    other = explained(started(consultant, department, patient), consultant)
    other.countersign(by=consultant, signed_at=clock.now())
    assert other.status == "awaiting_signatures"
    other.answer(by=consultant, **patients_part(other))
    assert other.status == "signed"
    assert other.signed_at == max(other.signed_times().values())


def test_each_yes_has_a_signature_of_its_own_and_a_no_has_none(consultant, form):
    signed(form, consultant, teaching=False)
    given = {row.permission.kind for row in form.signatures.filter(role=SigningRole.PATIENT)}
    assert given == {"record", "named_purpose"}
    assert form.permissions.get(kind="teaching").status == PermissionStatus.DECLINED
    assert form.status == "signed"
    assert form.level == "Level 3: health record and one named use"


def test_a_patient_who_says_no_to_everything_signs_nothing_and_the_form_ends(consultant, form):
    signed(form, consultant, record=False, teaching=False, named_purpose=False)
    assert form.status == "declined"
    assert not form.signatures.exists()


def test_every_permission_is_answered(consultant, form):
    part = patients_part(form)
    part["answers"].popitem()
    with pytest.raises(ValidationError, match="each permission"):
        form.answer(by=consultant, **part)


@pytest.mark.rule("R-110", "E")
def test_nobody_but_who_explained_it_signs_for_that(consultant, radiographer, form):
    with pytest.raises(ValidationError, match="Only Consultant"):
        form.countersign(by=radiographer, signed_at=clock.now())


def test_signatures_are_dated_between_the_explanation_and_now(consultant, form):
    early, late = form.explained_at - timedelta(minutes=2), clock.now() + timedelta(minutes=1)
    for moment, words in ((early, "Nobody signs before"), (late, "future"), (None, "date and time")):
        with pytest.raises(ValidationError, match=words):
            form.answer(by=consultant, **(patients_part(form) | {"signed_at": moment}))
        if moment:
            with pytest.raises(ValidationError, match=words):
                form.countersign(by=consultant, signed_at=moment)


@pytest.mark.parametrize(
    ("name", "role", "minutes"),
    [
        ("signature_of_the_taker_stands_once", "taker", 0),
        ("signature_is_not_dated_in_the_future", "taker", 60),
        ("signature_of_the_patient_names_its_permission", "patient", 0),
    ],
)
def test_the_database_refuses_a_signature_that_cannot_be(signed_form, setting_up, name, role, minutes):
    moment = clock.now() + timedelta(minutes=minutes)
    row = Signature(form=signed_form, role=role, name="Somebody", signed_at=moment)
    with pytest.raises(IntegrityError, match=name):
        row.save()


def test_a_signed_form_is_not_answered_again(consultant, signed_form):
    with pytest.raises(WrongState, match="signed now"):
        signed_form.answer(by=consultant, **patients_part(signed_form))


@pytest.mark.rule("R-110", "E")
def test_media_studio_receives_a_signed_form_once(media_studio, consultant, form):
    with pytest.raises(WrongState):
        form.receive(by=media_studio)
    signed(form, consultant)
    assert list(ConsentForm.objects.not_received()) == [form]
    with pytest.raises(PermissionDenied):
        form.receive(by=consultant)
    form.receive(by=media_studio)
    assert not ConsentForm.objects.not_received().exists()
    with pytest.raises(IntegrityError, match="custody_reaches_each_station_once"):
        form.receive(by=media_studio)
    assert CustodyEvent.objects.count() == 1


def test_every_step_is_in_the_log_with_who_did_it(consultant, media_studio, form):
    signed(form, consultant)
    form.receive(by=media_studio)
    told = [(event.action, event.actor_label) for event in Event.objects.about(form).order_by("id")]
    assert told == [
        ("consentform.created", "Consultant"),
        ("consentform.explain", "Consultant"),
        ("consentform.answer", "Consultant"),
        ("consentform.countersign", "Consultant"),
        ("consentform.receive", "Media Studio"),
    ]


@pytest.mark.parametrize("text", ["hand\u0000", "hand\u202e", "x" * 1_000_000])
def test_hidden_or_endless_text_is_refused(consultant, department, patient, text):
    with pytest.raises(ValidationError):
        started(consultant, department, patient, subject=text)
    assert not ConsentForm.objects.exists()


def test_a_form_says_what_why_and_who_asked(consultant, department, patient):
    for empty in ("subject", "purpose", "requested_by"):
        with pytest.raises((ValidationError, IntegrityError)):
            started(consultant, department, patient, **{empty: "  "})

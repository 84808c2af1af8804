"""Two offices, two people, neither the applicant, each bound to what they saw."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from consent.models import Approval, Office
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState
from tests.consent.situations import applied, ready

pytestmark = pytest.mark.django_db
MS, IG = Office.MEDIA_STUDIO, Office.INFORMATION_GOVERNANCE


def approve(registration, by, office, seen=None):
    registration.approve(by=by, office=office, seen=seen or registration.digest)


@pytest.mark.rule("R-115")
@pytest.mark.parametrize("first", [MS, IG])
def test_two_different_people_approve_in_either_order(radiographer, head_of_media_studio, ig_manager, first):
    people = {MS: head_of_media_studio, IG: ig_manager}
    second = IG if first == MS else MS
    registration = ready(radiographer)

    approve(registration, people[first], first)
    assert registration.status == "submitted"
    assert registration.activated_at is None

    approve(registration, people[second], second)
    assert registration.status == "active"
    assert registration.expires_on == clock.today() + timedelta(days=365)


@pytest.mark.rule("R-115")
def test_one_person_never_holds_both_offices(radiographer, both_offices):
    registration = ready(radiographer)
    approve(registration, both_offices, MS)
    with pytest.raises(ValidationError, match="Another person"):
        approve(registration, both_offices, IG)
    row = stolen(registration, both_offices, IG)
    with (
        pytest.raises(IntegrityError, match="registration_approvers_are_two_people"),
        acting_as(both_offices),
    ):
        row.save()
    assert registration.status == "submitted"


@pytest.mark.rule("R-115")
@pytest.mark.parametrize("office", [MS, IG])
def test_nobody_approves_what_they_applied_for(both_offices, office):
    registration = ready(both_offices)
    with pytest.raises(ValidationError, match="You applied for it"):
        approve(registration, both_offices, office)
    row = stolen(registration, both_offices, office)
    with (
        pytest.raises(IntegrityError, match="registration_is_not_approved_by_its_applicant"),
        acting_as(both_offices),
    ):
        row.save()


@pytest.mark.rule("R-115")
def test_each_office_approves_once(radiographer, head_of_media_studio, both_offices):
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    with pytest.raises(ValidationError, match="approved it already"):
        approve(registration, both_offices, MS)
    row = stolen(registration, both_offices, MS)
    with (
        pytest.raises(IntegrityError, match="registration_is_approved_once_by_each_office"),
        acting_as(both_offices),
    ):
        row.save()


def stolen(registration, by, office):
    """An approval that goes round the verb."""
    return Approval(
        registration=registration,
        office=office,
        approver=by,
        applicant=registration.applicant,
        digest_seen=registration.digest,
        at=clock.now(),
    )


@pytest.mark.rule("R-115")
def test_each_office_needs_its_own_right(radiographer, head_of_media_studio, ig_manager, governance_lead):
    registration = ready(radiographer)
    for wrong, office in (
        (head_of_media_studio, IG),
        (ig_manager, MS),
        (governance_lead, MS),
        (radiographer, IG),
    ):
        with pytest.raises(PermissionDenied):
            approve(registration, wrong, office)
    assert not Approval.objects.exists()


@pytest.mark.rule("R-115")
def test_an_approval_is_bound_to_what_was_seen(radiographer, head_of_media_studio):
    registration = ready(radiographer)
    seen = registration.digest
    registration.correct(by=radiographer, purpose="Walking, for the record")
    with pytest.raises(ValidationError, match="changed since you opened it"):
        approve(registration, head_of_media_studio, MS, seen)
    approve(registration, head_of_media_studio, MS)
    assert Approval.objects.get().digest_seen == registration.digest != seen


@pytest.mark.rule("R-115")
def test_any_edit_voids_the_approvals(radiographer, head_of_media_studio, ig_manager):
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    registration.correct(by=radiographer, serial="NM-9999")
    assert not registration.approvals.standing().exists()
    approve(registration, ig_manager, IG)
    assert registration.status == "submitted"
    with pytest.raises(ValidationError, match="equipment is not checked"):
        approve(registration, head_of_media_studio, MS)
    registration.assess_kit(by=head_of_media_studio, is_fit=True, samples_seen=True)
    approve(registration, head_of_media_studio, MS)
    assert registration.status == "active"
    assert registration.approvals.count() == 3


def test_saving_without_a_change_voids_nothing(radiographer, head_of_media_studio):
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    registration.correct(by=radiographer, serial=registration.serial)
    assert registration.approvals.standing().count() == 1


@pytest.mark.rule("R-113")
def test_every_check_and_the_training_come_before_approval(radiographer, head_of_media_studio):
    registration = ready(radiographer, checks=["consent"], trained_on=None)
    with pytest.raises(ValidationError, match="checks are not made") as refused:
        approve(registration, head_of_media_studio, MS)
    assert "training is not done" in str(refused.value)
    assert not Approval.objects.exists()


def test_a_draft_and_an_active_registration_are_not_approved(radiographer, head_of_media_studio, ig_manager):
    draft = applied(radiographer)
    with pytest.raises(WrongState):
        approve(draft, head_of_media_studio, MS)
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    approve(registration, ig_manager, IG)
    with pytest.raises(WrongState, match="active now"):
        approve(registration, head_of_media_studio, MS)


@pytest.mark.rule("R-114")
def test_only_who_answers_for_the_equipment_fills_in_and_submits(
    radiographer, colleague, head_of_media_studio
):
    draft = applied(radiographer)
    assert draft.applicant == radiographer
    for other in (colleague, head_of_media_studio):
        with pytest.raises(ValidationError, match="Only the person responsible"):
            draft.submit(by=other, declared=True)
        with pytest.raises(ValidationError, match="Only the person responsible"):
            draft.correct(by=other, serial="X")
    with pytest.raises(ValidationError, match="Confirm that you are responsible"):
        draft.submit(by=radiographer, declared=False)
    draft.submit(by=radiographer, declared=True)
    assert draft.status == "submitted"


def test_a_student_does_not_apply(student):
    with pytest.raises(PermissionDenied):
        applied(student)


@pytest.mark.rule("R-115")
def test_rejecting_needs_a_reason_and_somebody_else(radiographer, ig_manager, both_offices):
    registration = ready(radiographer)
    with pytest.raises(IntegrityError, match="registration_rejected_with_reason"):
        registration.reject(by=ig_manager, reason="  ")
    registration.reject(by=ig_manager, reason="The camera has no secure store.")
    assert registration.status == "rejected"
    own = ready(both_offices)
    with pytest.raises(ValidationError, match="Other people decide"):
        own.reject(by=both_offices, reason="Changed my mind.")


def test_the_applicant_hears_what_was_decided_once_and_without_names(
    radiographer, head_of_media_studio, ig_manager
):
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    assert not Message.objects.exists()
    approve(registration, ig_manager, IG)
    message = Message.objects.get()
    assert message.to == radiographer
    assert registration.reference in message.subject


def test_an_active_registration_is_not_changed(radiographer, head_of_media_studio, ig_manager):
    registration = ready(radiographer)
    approve(registration, head_of_media_studio, MS)
    approve(registration, ig_manager, IG)
    with pytest.raises(WrongState):
        registration.correct(by=radiographer, serial="NM-1")


@pytest.mark.parametrize("text", ["Canon\u0000", "Canon\u202e", "x" * 1_000_000, "  "])
def test_hidden_endless_or_empty_text_names_no_equipment(radiographer, text):
    with pytest.raises((ValidationError, IntegrityError)):
        applied(radiographer, make=text)

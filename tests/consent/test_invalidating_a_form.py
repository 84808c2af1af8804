"""A form that never counted: as if never signed, for the past as well."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import Recording, UseCheck
from recordings_gov import clock
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.models import Incident
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState
from tests.consent.endings import held_then_refused, invalid, recorded, taken_back

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R-134", "E")
@pytest.mark.rule("R-155", "E")
def test_it_is_as_if_it_had_never_been_signed(signed_form, media_studio, ig_manager, consultant):
    recording = recorded(signed_form, media_studio)
    invalid(signed_form, ig_manager)
    assert signed_form.status == "invalidated"
    assert set(signed_form.permissions.values_list("status", flat=True)) == {"invalid"}
    recording.refresh_from_db()
    assert recording.status == "quarantined"
    with pytest.raises(ValidationError, match="no longer stands"):
        recorded(signed_form, media_studio, captured_at=clock.now())


@pytest.mark.rule("R-155", "E")
def test_what_was_recorded_becomes_an_incident_that_names_each_entry(signed_form, media_studio, ig_manager):
    made = [recorded(signed_form, media_studio), recorded(signed_form, media_studio)]
    invalid(signed_form, ig_manager)
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == ("used_without_consent", signed_form.reference)
    assert all(row.reference in incident.what_happened for row in made)
    invalidation = signed_form.invalidation
    assert (invalidation.recordings, invalidation.incident_reference) == (2, incident.reference)


@pytest.mark.rule("R-155", "E")
def test_every_use_that_was_allowed_under_it_is_part_of_the_incident(signed_form, media_studio, ig_manager):
    recording = recorded(signed_form, media_studio)
    UseCheck.ask(by=media_studio, recording=recording, use="teach")
    row = signed_form.permissions.get(kind="named_purpose")
    row.come_out(by=media_studio, on=clock.today(), where="Page 12")
    invalid(signed_form, ig_manager)
    told = Incident.objects.get().what_happened
    assert signed_form.invalidation.uses == 2
    assert "came out, Page 12" in told
    assert told.count(recording.reference) == 2


def test_a_forged_form_is_an_incident_even_when_nothing_was_recorded(signed_form, caldicott_guardian):
    invalid(signed_form, caldicott_guardian, why="forged")
    assert Incident.objects.get().reference == signed_form.invalidation.incident_reference


def test_a_wrong_signer_of_an_unused_form_is_no_incident(signed_form, head_of_media_studio):
    invalid(signed_form, head_of_media_studio)
    assert not Incident.objects.exists()


def test_three_offices_say_so_and_nobody_else(
    signed_form, consultant, media_studio, dpo, governance_lead, medical_records, outsider
):
    for who in (consultant, media_studio, dpo, governance_lead, medical_records, outsider):
        with pytest.raises(PermissionDenied):
            invalid(signed_form, who)


def test_whoever_took_the_consent_never_says_so_themselves(signed_form, consultant):
    with acting_as(None, job="arranging a test"):
        Membership(user=consultant, role=Role.IG_MANAGER, department=None).save()
    del consultant.roles
    with pytest.raises(ValidationError, match="You took this consent"):
        invalid(signed_form, consultant)


def test_what_was_taken_back_before_may_still_be_found_never_to_have_counted(
    signed_form, media_studio, ig_manager
):
    recording = recorded(signed_form, media_studio)
    taken_back(signed_form, media_studio)
    invalid(signed_form, ig_manager)
    recording.refresh_from_db()
    assert (recording.status, recording.access) == ("quarantined", "restricted")


def test_there_is_no_way_back_and_an_unsigned_form_has_no_need_of_it(signed_form, form, draft, ig_manager):
    invalid(signed_form, ig_manager)
    with pytest.raises(WrongState):
        invalid(signed_form, ig_manager)


def test_the_other_offices_hear_and_media_studio_tells_the_patient(
    signed_form, ig_manager, head_of_media_studio, caldicott_guardian, media_studio
):
    invalid(signed_form, ig_manager)
    told = set(Message.objects.values_list("to__username", flat=True))
    assert told == {"head_of_media_studio", "caldicott_guardian"}
    row = signed_form.invalidation
    task = Task.objects.get(key=row.answer_key)
    row.tell(by=media_studio, on=clock.today())
    task.refresh_from_db()
    assert (row.status, task.done_by) == ("told", media_studio)


@pytest.mark.rule("R-155", "E")
def test_a_later_no_quarantines_what_was_held_and_closes_it_to_every_reader(
    request, consultant, department, patient, media_studio
):
    recording = held_then_refused(consultant, media_studio, department, patient)
    assert (recording.status, bool(recording.quarantined_at)) == ("quarantined", True)
    everybody = (
        "radiographer", "consultant", "media_studio", "head_of_media_studio", "ig_manager", "outsider",
        "governance_lead", "medical_records", "caldicott_guardian", "dpo", "auditor",
    )  # fmt: skip
    for who in everybody:
        assert not Recording.objects.visible_to(request.getfixturevalue(who)).exists(), who

"""What research, the app route and secret recording promise holds in the database, whoever writes."""

from typing import Any

import pytest

from consent.models import (
    AppDevice,
    CovertAuthorisation,
    CovertRecording,
    Recording,
    ResearchApproval,
    ResearchProject,
)
from consent.models.app_photo import APP_CONSTRAINTS
from consent.models.research_links import RESEARCH_CONSTRAINTS
from recordings_gov.accounts.roles import Role
from tests.conftest import person
from tests.consent.test_promising_exceptions_in_sql import refused
from tests.consent.test_recording_in_secret import entered
from tests.consent.test_registering_research import registered, waiting
from tests.consent.test_taking_a_photo_with_an_app import DEVICE, words

pytestmark = pytest.mark.django_db

OF_A_PROJECT = {
    "research_says_what_it_is": "lead = ''",
    "research_registered_has_its_approvals": "rd_reference = ''",
    "research_runs_since_both_registrations": "activated_at = NULL",
    "research_refused_or_ended_says_why": "status = 'ended'",
}
OF_AN_APPROVAL = {
    "consent_researchapproval.project_id, consent_researchapproval.office"
    "|research_is_registered_once_by_each_office": "office = 'media_studio'",
    "consent_researchapproval.project_id, consent_researchapproval.approver_id"
    "|research_is_registered_by_two_people": "approver_id = {head}",
    "research_is_not_registered_by_its_applicant": "approver_id = applicant_id",
}
OF_A_RECORDING = {
    "recording_for_research_comes_after_every_gate": "research_id = {project}",
    "recording_by_app_has_its_evidence": "app_chaperone = ''",
    "recording_by_app_is_never_in_the_library": "library_due_on = '2026-05-01'",
}
OF_A_DEVICE = {
    "app_device_says_what_it_is": "app_name = ''",
    "app_device_withdrawn_says_why": "status = 'withdrawn'",
}
OF_AN_AUTHORISATION = {
    "covert_recording_has_its_authorisation": "authorisation = ''",
    "covert_authorisation_is_on_one_of_two_grounds": "ground = 'convenience'",
    "covert_authorisation_ends_after_it_begins": "expires_at = begins_at",
}
OF_WHAT_RAN = {"covert_recording_says_where": "place = ''"}


@pytest.mark.rule("R-163", "E")
@pytest.mark.rule("R-196", "E")
@pytest.mark.rule("R-197", "E")
@pytest.mark.rule("R-093", "E")
@pytest.mark.both
def test_the_database_itself_refuses(
    signed_form: Any, consultant: Any, head_of_media_studio: Any, ig_manager: Any
) -> None:
    project = registered(waiting(consultant), head_of_media_studio, ig_manager)
    refused(ResearchProject, project.pk, OF_A_PROJECT)
    newest = project.approvals.last()
    refused(ResearchApproval, newest.pk, OF_AN_APPROVAL, head=head_of_media_studio.pk)
    device = AppDevice.register(by=ig_manager, **DEVICE)
    refused(AppDevice, device.pk, OF_A_DEVICE)
    made = Recording.capture_by_app(by=consultant, form=signed_form, **words(device))
    refused(Recording, made.pk, OF_A_RECORDING, project=project.pk)
    row = entered(person("lsms", Role.LSMS, None))
    refused(CovertAuthorisation, row.pk, OF_AN_AUTHORISATION)
    row.start(by=row.entered_by, place="Room 4")
    refused(CovertRecording, row.recordings.get().pk, OF_WHAT_RAN)


def test_every_promise_of_these_is_broken_once_above() -> None:
    kept = {
        ResearchProject: OF_A_PROJECT,
        AppDevice: OF_A_DEVICE,
        CovertAuthorisation: OF_AN_AUTHORISATION,
    }
    for model, broken in kept.items():
        assert {each.name for each in model._meta.constraints} == set(broken)
    assert {each.name for each in (*RESEARCH_CONSTRAINTS, *APP_CONSTRAINTS)} == set(OF_A_RECORDING)
    once = {"covert_recording_runs_once_at_a_time"}
    assert {each.name for each in CovertRecording._meta.constraints} == {*OF_WHAT_RAN, *once}
    assert {name.split("|")[-1] for name in OF_AN_APPROVAL} == {
        each.name for each in ResearchApproval._meta.constraints
    }

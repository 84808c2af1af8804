"""A policy in force, and a request as it is usually logged."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from policies.models import PolicyVersion
from policies.starter.loading import People, bring_into_force, draft_starter_policy
from recordings_gov import clock
from requests_app.models import RecordingRequest
from tests.keeping_rows import KeptRows

IN_FORCE: dict[date, KeptRows] = {}

TOLD = ["open_and_honest", "note_in_record", "thanks_and_no_leave_needed", "private_and_yours"]
TOLD += ["personal_use", "misuse_may", "may_need_to_stop", "sharing"]
TOLD_BY_ANOTHER = [item for item in TOLD if item != "thanks_and_no_leave_needed"]
TOLD_BY_ANOTHER += ["patient_says_yes", "recording_is_the_patients"]


@pytest.fixture
def policy(
    department: Any,
    communications: Any,
    caldicott_guardian: Any,
    ig_manager: Any,
    governance_lead: Any,
    dpo: Any,
    executive_sponsor: Any,
) -> PolicyVersion:
    """The starter policy of the department, brought into force by its people."""
    signers = (dpo, caldicott_guardian, ig_manager, governance_lead, dpo, executive_sponsor)

    def make() -> PolicyVersion:
        version = draft_starter_policy(by=communications, department=department)
        bring_into_force(version, People(communications, *signers))
        return version

    known = (department.site, department, communications, *signers)
    day = clock.today()
    if day not in IN_FORCE:
        IN_FORCE[day] = KeptRows(make, known)
        return PolicyVersion.objects.get(pk=IN_FORCE[day].made_pk)
    version: PolicyVersion = IN_FORCE[day].put_back(known)
    return version


@pytest.fixture
def usual(department: Any, patient: Any) -> dict[str, Any]:
    """CT, sound of the explanation, a hearing loss, agreed."""
    return {
        "department": department,
        "patient": patient,
        "room": "CT 2",
        "modality": "ct",
        "setting": "examination",
        "media": ["audio"],
        "subject": "explanation",
        "recorder": "patient",
        "reasons": ["hearing"],
        "told": TOLD,
        "outcome": "agreed",
    }


@pytest.fixture
def log(policy: Any, radiographer: Any, usual: dict[str, Any]) -> Callable[..., RecordingRequest]:
    """``log(media=["video"])``: a request like the usual one, logged by the radiographer."""

    def logged(**other: Any) -> RecordingRequest:
        return RecordingRequest.log(**{"by": radiographer, **usual, **other})

    return logged

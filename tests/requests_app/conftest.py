"""A policy in force, and a request as it is usually logged."""

from collections.abc import Callable
from typing import Any

import pytest

from policies.models import PolicyVersion
from policies.starter.loading import People, bring_into_force, draft_starter_policy
from requests_app.models import RecordingRequest

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
    version = draft_starter_policy(by=communications, department=department)
    signers = (dpo, caldicott_guardian, ig_manager, governance_lead, dpo, executive_sponsor)
    bring_into_force(version, People(communications, *signers))
    version.refresh_from_db()
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

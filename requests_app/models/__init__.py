"""Requests to record, what colleagues said to them, how they ended, and standing objections."""

from requests_app.models.outcome import Outcome
from requests_app.models.recording_request import RecordingRequest, RecordingRequestQuerySet
from requests_app.models.staff_answer import StaffAnswer
from requests_app.models.staff_objection import ObjectionStatus, StaffObjection
from requests_app.models.words import Covers, Ended, Made, Permission, RequestStatus, Said

__all__ = [
    "Covers",
    "Ended",
    "Made",
    "ObjectionStatus",
    "Outcome",
    "Permission",
    "RecordingRequest",
    "RecordingRequestQuerySet",
    "RequestStatus",
    "Said",
    "StaffAnswer",
    "StaffObjection",
]

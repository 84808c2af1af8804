"""Requests to record, what colleagues said to them, how they ended, and standing objections."""

from requests_app.models.confidential_reason import ConfidentialReason
from requests_app.models.copy_offer import CopyCame, CopyOffer, HeldAs
from requests_app.models.home_code import HomeCode
from requests_app.models.outcome import Outcome
from requests_app.models.recording_request import RecordingRequest, RecordingRequestQuerySet
from requests_app.models.staff_answer import StaffAnswer
from requests_app.models.staff_objection import ObjectionStatus, StaffObjection
from requests_app.models.words import (
    Covers,
    Ended,
    Made,
    Permission,
    RequestStatus,
    Said,
    VoiceMet,
)

__all__ = [
    "ConfidentialReason",
    "CopyCame",
    "CopyOffer",
    "Covers",
    "Ended",
    "HeldAs",
    "HomeCode",
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
    "VoiceMet",
]

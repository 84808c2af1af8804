"""Requests to record, what colleagues said to them, how they ended, and standing objections."""

from requests_app.models.confidential_reason import ConfidentialReason
from requests_app.models.copy_offer import CopyCame, CopyOffer, HeldAs
from requests_app.models.hindrance import Hindrance
from requests_app.models.home_code import HomeCode
from requests_app.models.impact_statement import ImpactStatement
from requests_app.models.outcome import Outcome
from requests_app.models.raised_incident import RaisedIncident
from requests_app.models.recording_request import RecordingRequest, RecordingRequestQuerySet
from requests_app.models.staff_answer import StaffAnswer
from requests_app.models.staff_concern import ConcernStatus, ConcernWords, StaffConcern
from requests_app.models.staff_objection import ObjectionStatus, StaffObjection
from requests_app.models.visit_prompt import VisitPrompt
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
    "ConcernStatus",
    "ConcernWords",
    "ConfidentialReason",
    "CopyCame",
    "CopyOffer",
    "Covers",
    "Ended",
    "HeldAs",
    "Hindrance",
    "HomeCode",
    "ImpactStatement",
    "Made",
    "ObjectionStatus",
    "Outcome",
    "Permission",
    "RaisedIncident",
    "RecordingRequest",
    "RecordingRequestQuerySet",
    "RequestStatus",
    "Said",
    "StaffAnswer",
    "StaffConcern",
    "StaffObjection",
    "VisitPrompt",
    "VoiceMet",
]

"""Incidents and complaints about recordings, and what is learnt from them."""

from recordings_gov.incidents.models.consideration import Checklist, Consideration
from recordings_gov.incidents.models.correcting import CorrectiveAction
from recordings_gov.incidents.models.evaluation import SEATS, Attendance, Evaluation
from recordings_gov.incidents.models.incident import Incident
from recordings_gov.incidents.models.measure import CovertMeasure, Measure
from recordings_gov.incidents.models.referral import Office, Referral
from recordings_gov.incidents.models.step import OfferAnswer, StepDone, tick
from recordings_gov.incidents.models.words import CameAs, IncidentStatus, Kind

__all__ = [
    "SEATS",
    "Attendance",
    "CameAs",
    "Checklist",
    "Consideration",
    "CorrectiveAction",
    "CovertMeasure",
    "Evaluation",
    "Incident",
    "IncidentStatus",
    "Kind",
    "Measure",
    "OfferAnswer",
    "Office",
    "Referral",
    "StepDone",
    "tick",
]

"""Sources, policies and their versions, leaflets and the reminders of their reviews."""

from policies.models.accountability import Dissemination, OfficeHolder
from policies.models.acknowledgement import Acknowledgement, AcknowledgementReminder
from policies.models.calendar_token import CalendarToken
from policies.models.clause_judgement import ClauseJudgement
from policies.models.comment import SectionComment
from policies.models.confirmation import Confirmation
from policies.models.conflict_decision import ConflictDecision
from policies.models.consultation import Asked, Consultation, GroupFigure
from policies.models.dates import Precision
from policies.models.leaflet import Leaflet
from policies.models.leaflet_edition import LeafletEdition
from policies.models.leaflet_parts import LayReview, PrintOverride
from policies.models.legal_advice import LegalAdvice
from policies.models.parts import Section
from policies.models.policy import Direction, Policy
from policies.models.related import RelatedKind, RelatedPolicy
from policies.models.reminder import Reminder
from policies.models.review import EarlyTrigger, Review
from policies.models.revision import Revision
from policies.models.risk_assessment import Hazard, RiskAssessment
from policies.models.signoff import SignOff
from policies.models.snapshot import Snapshot
from policies.models.source import Source
from policies.models.stance import Stance
from policies.models.survey import Survey, SurveyToken
from policies.models.survey_answer import SurveyAnswer
from policies.models.version import PolicyVersion
from policies.models.versionstatus import VersionStatus

__all__ = [
    "Acknowledgement",
    "AcknowledgementReminder",
    "Asked",
    "CalendarToken",
    "ClauseJudgement",
    "Confirmation",
    "ConflictDecision",
    "Consultation",
    "Direction",
    "Dissemination",
    "EarlyTrigger",
    "GroupFigure",
    "Hazard",
    "LayReview",
    "Leaflet",
    "LeafletEdition",
    "LegalAdvice",
    "OfficeHolder",
    "Policy",
    "PolicyVersion",
    "Precision",
    "PrintOverride",
    "RelatedKind",
    "RelatedPolicy",
    "Reminder",
    "Review",
    "Revision",
    "RiskAssessment",
    "Section",
    "SectionComment",
    "SignOff",
    "Snapshot",
    "Source",
    "Stance",
    "Survey",
    "SurveyAnswer",
    "SurveyToken",
    "VersionStatus",
]

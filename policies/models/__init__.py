"""Sources, policies and their versions, leaflets and the reminders of their reviews."""

from policies.models.dates import Precision
from policies.models.leaflet import Leaflet, LeafletEdition
from policies.models.parts import Asked, Consultation, Section, SignOff, Stance
from policies.models.policy import Direction, Policy
from policies.models.reminder import Reminder
from policies.models.source import Source
from policies.models.version import PolicyVersion
from policies.models.versionstatus import VersionStatus

__all__ = [
    "Asked",
    "Consultation",
    "Direction",
    "Leaflet",
    "LeafletEdition",
    "Policy",
    "PolicyVersion",
    "Precision",
    "Reminder",
    "Section",
    "SignOff",
    "Source",
    "Stance",
    "VersionStatus",
]

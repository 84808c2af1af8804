"""What this room keeps: forms, permissions, signatures, custody, recordings, registrations."""

from consent.models.consent_form import ConsentForm
from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.form_choices import CopyOfForm, FormStatus, MadeFor, OtherPurposes
from consent.models.permission import Asked, Permission, PermissionKind, PermissionStatus
from consent.models.recording import Recording, RecordingKind, RecordingStatus
from consent.models.registration import Registration
from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import RegistrationStatus
from consent.models.signature import Signature, SigningRole
from consent.models.signing_answer import SigningAnswer

__all__ = [
    "Approval",
    "Asked",
    "ConsentForm",
    "CopyOfForm",
    "CustodyEvent",
    "CustodyStep",
    "FormStatus",
    "MadeFor",
    "Office",
    "OtherPurposes",
    "Permission",
    "PermissionKind",
    "PermissionStatus",
    "Recording",
    "RecordingKind",
    "RecordingStatus",
    "Registration",
    "RegistrationStatus",
    "Signature",
    "SigningAnswer",
    "SigningRole",
]

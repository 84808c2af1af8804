"""What this room keeps: forms, permissions, signatures, custody, recordings, registrations."""

from consent.models.anonymisation import Anonymisation
from consent.models.authority import AuthorityStatus, Ground, RecordingAuthority
from consent.models.consent_form import ConsentForm
from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.ending_choices import AnswerBy, PartMade, TakenBackBy, WhyInvalid, WhyStopped
from consent.models.form_choices import CopyOfForm, FormStatus, MadeFor, OtherPurposes
from consent.models.hold import Hold
from consent.models.invalidation import Invalidation
from consent.models.local_form import LocalForm, LocalFormStatus
from consent.models.others_answer import OthersAnswer
from consent.models.parents_told import ParentsTold
from consent.models.particulars import Particulars
from consent.models.permission import Asked, Permission, PermissionKind, PermissionStatus
from consent.models.procedure import Procedure, ProcedureStatus
from consent.models.quality_check import QualityCheck
from consent.models.recording import Access, Basis, Recording, RecordingKind, RecordingStatus
from consent.models.registration import Registration
from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import RegistrationStatus
from consent.models.registration_course import Suspension
from consent.models.registration_kit import KitAssessment, KitLoss
from consent.models.scan_batch import ScanBatch, ScanFile, ScanTurn
from consent.models.scanned_page import Finding, PageStatus, ScannedPage
from consent.models.second_reading import SecondReading
from consent.models.secondary_step import SecondaryPurpose, SecondaryStep
from consent.models.signature import Signature, SigningRole
from consent.models.signing_answer import SigningAnswer
from consent.models.stop import RecordingStop
from consent.models.training import Training, TrainingStatus
from consent.models.use_check import UseCheck, UseCheckStatus
from consent.models.withdrawal import Withdrawal

__all__ = [
    "Access",
    "Anonymisation",
    "AnswerBy",
    "Approval",
    "Asked",
    "AuthorityStatus",
    "Basis",
    "ConsentForm",
    "CopyOfForm",
    "CustodyEvent",
    "CustodyStep",
    "Finding",
    "FormStatus",
    "Ground",
    "Hold",
    "Invalidation",
    "KitAssessment",
    "KitLoss",
    "LocalForm",
    "LocalFormStatus",
    "MadeFor",
    "Office",
    "OtherPurposes",
    "OthersAnswer",
    "PageStatus",
    "ParentsTold",
    "PartMade",
    "Particulars",
    "Permission",
    "PermissionKind",
    "PermissionStatus",
    "Procedure",
    "ProcedureStatus",
    "QualityCheck",
    "Recording",
    "RecordingAuthority",
    "RecordingKind",
    "RecordingStatus",
    "RecordingStop",
    "Registration",
    "RegistrationStatus",
    "ScanBatch",
    "ScanFile",
    "ScanTurn",
    "ScannedPage",
    "SecondReading",
    "SecondaryPurpose",
    "SecondaryStep",
    "Signature",
    "SigningAnswer",
    "SigningRole",
    "Suspension",
    "TakenBackBy",
    "Training",
    "TrainingStatus",
    "UseCheck",
    "UseCheckStatus",
    "WhyInvalid",
    "WhyStopped",
    "Withdrawal",
]

"""What this room keeps: forms, permissions, signatures, custody, recordings, registrations."""

from consent.models.anonymisation import Anonymisation
from consent.models.app_device import AppDevice, AppDeviceStatus
from consent.models.appearance import Appearance
from consent.models.authority import AuthorityStatus, Ground, RecordingAuthority
from consent.models.consent_form import ConsentForm
from consent.models.copy import Copy
from consent.models.copy_leaver import Erased, Leaver, LeaverStatus
from consent.models.copy_words import CopyStatus
from consent.models.covert import CovertAuthorisation, CovertGround, CovertRecording, CovertStatus
from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.disclosure import Disclosure
from consent.models.disposal_rows import Disposal, LegalHold
from consent.models.edit import Edit
from consent.models.ending_choices import AnswerBy, PartMade, TakenBackBy, WhyInvalid, WhyStopped
from consent.models.filming import Filming
from consent.models.filming_course import FilmingTake
from consent.models.filming_people import FilmingPerson
from consent.models.filming_rows import FilmingAgreement, FilmingAssurance, FilmingConcern, FilmingContract
from consent.models.filming_words import FilmingStatus
from consent.models.fingerprint import Fingerprint, FingerprintCheck, Found, GivenBy
from consent.models.form_choices import CopyOfForm, FormStatus, MadeFor, OtherPurposes
from consent.models.hold import Hold
from consent.models.image_database import ImageDatabase, ImageDatabaseStatus
from consent.models.invalidation import Invalidation
from consent.models.library_access import AccessStatus, LibraryAccess
from consent.models.library_check import LibraryCheck
from consent.models.library_import import ImportStatus, LibraryColumns, LibraryImport
from consent.models.library_item import LibraryItem, LibraryRow, LibraryWatermark
from consent.models.local_form import LocalForm, LocalFormStatus
from consent.models.mismatch import Mismatch, MismatchKind, MismatchStatus
from consent.models.model_release import ModelRelease
from consent.models.others_answer import OthersAnswer
from consent.models.parents_told import ParentsTold
from consent.models.particulars import Particulars
from consent.models.permission import Asked, Permission, PermissionKind, PermissionStatus
from consent.models.picture import Picture
from consent.models.picture_use import PictureUse
from consent.models.print_order import PrintOrder, PrintStatus
from consent.models.procedure import Procedure, ProcedureStatus
from consent.models.publication import Publication
from consent.models.publication_words import Clause, Medium, PublicationStatus
from consent.models.quality_check import QualityCheck
from consent.models.quarantine_rows import OpeningGround, QuarantineOpening, QuarantineRelease, ReleaseGround
from consent.models.recording import Access, Basis, Recording, RecordingKind, RecordingStatus
from consent.models.recording_custody import RecordingCustody, RecordingStep
from consent.models.recording_storage import Copyright, Custodian
from consent.models.registration import Registration
from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import RegistrationStatus
from consent.models.registration_course import Suspension
from consent.models.registration_kit import KitAssessment, KitLoss
from consent.models.release_use import ReleaseUse
from consent.models.release_words import (
    Appears,
    PersonIs,
    PictureKind,
    PictureStatus,
    ReleaseKind,
    ReleasePurpose,
    ReleaseStatus,
    SignedAs,
)
from consent.models.research import ResearchProject
from consent.models.research_rows import ResearchApproval, ResearchStatus
from consent.models.scan_batch import ScanBatch, ScanFile, ScanTurn
from consent.models.scanned_page import Finding, PageStatus, ScannedPage
from consent.models.second_reading import SecondReading
from consent.models.secondary_step import SecondaryPurpose, SecondaryStep
from consent.models.signature import Signature, SigningRole
from consent.models.signing_answer import SigningAnswer
from consent.models.stop import RecordingStop
from consent.models.subject_access_search import SubjectAccessSearch
from consent.models.training import Training, TrainingStatus
from consent.models.upload_request import UploadRequest
from consent.models.use_check import UseCheck, UseCheckStatus
from consent.models.withdrawal import Withdrawal

__all__ = [
    "Access",
    "AccessStatus",
    "Anonymisation",
    "AnswerBy",
    "AppDevice",
    "AppDeviceStatus",
    "Appearance",
    "Appears",
    "Approval",
    "Asked",
    "AuthorityStatus",
    "Basis",
    "Clause",
    "ConsentForm",
    "Copy",
    "CopyOfForm",
    "CopyStatus",
    "Copyright",
    "CovertAuthorisation",
    "CovertGround",
    "CovertRecording",
    "CovertStatus",
    "Custodian",
    "CustodyEvent",
    "CustodyStep",
    "Disclosure",
    "Disposal",
    "Edit",
    "Erased",
    "Filming",
    "FilmingAgreement",
    "FilmingAssurance",
    "FilmingConcern",
    "FilmingContract",
    "FilmingPerson",
    "FilmingStatus",
    "FilmingTake",
    "Finding",
    "Fingerprint",
    "FingerprintCheck",
    "FormStatus",
    "Found",
    "GivenBy",
    "Ground",
    "Hold",
    "ImageDatabase",
    "ImageDatabaseStatus",
    "ImportStatus",
    "Invalidation",
    "KitAssessment",
    "KitLoss",
    "Leaver",
    "LeaverStatus",
    "LegalHold",
    "LibraryAccess",
    "LibraryCheck",
    "LibraryColumns",
    "LibraryImport",
    "LibraryItem",
    "LibraryRow",
    "LibraryWatermark",
    "LocalForm",
    "LocalFormStatus",
    "MadeFor",
    "Medium",
    "Mismatch",
    "MismatchKind",
    "MismatchStatus",
    "ModelRelease",
    "Office",
    "OpeningGround",
    "OtherPurposes",
    "OthersAnswer",
    "PageStatus",
    "ParentsTold",
    "PartMade",
    "Particulars",
    "Permission",
    "PermissionKind",
    "PermissionStatus",
    "PersonIs",
    "Picture",
    "PictureKind",
    "PictureStatus",
    "PictureUse",
    "PrintOrder",
    "PrintStatus",
    "Procedure",
    "ProcedureStatus",
    "Publication",
    "PublicationStatus",
    "QualityCheck",
    "QuarantineOpening",
    "QuarantineRelease",
    "Recording",
    "RecordingAuthority",
    "RecordingCustody",
    "RecordingKind",
    "RecordingStatus",
    "RecordingStep",
    "RecordingStop",
    "Registration",
    "RegistrationStatus",
    "ReleaseGround",
    "ReleaseKind",
    "ReleasePurpose",
    "ReleaseStatus",
    "ReleaseUse",
    "ResearchApproval",
    "ResearchProject",
    "ResearchStatus",
    "ScanBatch",
    "ScanFile",
    "ScanTurn",
    "ScannedPage",
    "SecondReading",
    "SecondaryPurpose",
    "SecondaryStep",
    "Signature",
    "SignedAs",
    "SigningAnswer",
    "SigningRole",
    "SubjectAccessSearch",
    "Suspension",
    "TakenBackBy",
    "Training",
    "TrainingStatus",
    "UploadRequest",
    "UseCheck",
    "UseCheckStatus",
    "WhyInvalid",
    "WhyStopped",
    "Withdrawal",
]

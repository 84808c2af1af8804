"""All that keeps a recording safe: its place, its fingerprint, its quarantine, its end, and every step."""

from typing import Any

from consent.models.disposal import DISPOSAL_CONSTRAINTS, DisposalOfRecording
from consent.models.fingerprint import FingerprintOfRecording
from consent.models.quarantine import QuarantineOfRecording
from consent.models.recording_custody import CustodyOfRecording
from consent.models.recording_storage import STORAGE_CONSTRAINTS, StorageOfRecording


class KeptRecording(
    StorageOfRecording,
    FingerprintOfRecording,
    QuarantineOfRecording,
    DisposalOfRecording,
    CustodyOfRecording,
):
    """Rules: R-096, R-155, R-174, R-182, R-183, R-185, R-248."""

    class Meta:
        abstract = True


KEPT_CONSTRAINTS: list[Any] = [*STORAGE_CONSTRAINTS, *DISPOSAL_CONSTRAINTS]

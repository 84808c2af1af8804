"""All that keeps a recording safe: its place, its fingerprint, its quarantine, its end, and every step."""

from typing import TYPE_CHECKING, Any

from consent.models.disposal import DISPOSAL_CONSTRAINTS, DisposalOfRecording
from consent.models.fingerprint import FingerprintOfRecording
from consent.models.quarantine import QuarantineOfRecording
from consent.models.recording_custody import CustodyOfRecording
from consent.models.recording_storage import STORAGE_CONSTRAINTS, StorageOfRecording
from consent.models.recording_words import RecordingStatus
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import tasks_due

SHUT_OR_GONE = (RecordingStatus.QUARANTINED, RecordingStatus.DESTROYED)


class KeptRecording(
    StorageOfRecording,
    FingerprintOfRecording,
    QuarantineOfRecording,
    DisposalOfRecording,
    CustodyOfRecording,
):
    """Rules: R-096, R-155, R-174, R-182, R-183, R-185, R-248."""

    if TYPE_CHECKING:
        reference: str
        status: str

    class Meta:
        abstract = True

    def follows(self, verb: str, by: Any) -> None:
        """What is shut or destroyed is no longer anybody's to do, save information governance's.

        A file that does not match is theirs to look into from then on. Rules: R-155, R-248.
        """
        if self.status not in SHUT_OR_GONE:
            return
        tasks_due.finish_about(self, by, but_of=Role.IG_MANAGER)
        if self.status == RecordingStatus.QUARANTINED and self.does_not_match:
            self.ask_to_look()


KEPT_CONSTRAINTS: list[Any] = [*STORAGE_CONSTRAINTS, *DISPOSAL_CONSTRAINTS]

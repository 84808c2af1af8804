"""A recording that is shut calls its copies back, whoever shut it and how."""

from typing import TYPE_CHECKING, Any

from consent.models.copy_notices import tell_holders
from consent.models.recording_words import Access, RecordingStatus

SHUT = (RecordingStatus.QUARANTINED, RecordingStatus.HELD, RecordingStatus.DESTROYED)


class CopiesOfRecording:
    """Told by every verb of the recording, in its own transaction. Rules: R-155, R-176."""

    if TYPE_CHECKING:
        status: str
        access: str

    def follows(self, verb: str, by: Any) -> None:
        """Whatever else follows from the verb, no copy stays out that nothing agrees to."""
        if self.status in SHUT or self.access == Access.RESTRICTED:
            tell_holders(self, by=by)

"""What we hold of a patient, for a subject access request: everything that exists, quarantine among it."""

from typing import Any

from consent.models.recording_words import Access, RecordingStatus
from recordings_gov import clock

UNDECIDED = "exists – IG decision required"
RESTRICTED = "Restricted. Information governance decides before it is passed on"
HELD = "Held: they were not asked yet. Information governance decides"
READY = "Can be passed on"
GONE = "Destroyed"


def entry(row: Any) -> dict[str, str]:
    """One recording as the extract tells it: what it shows only where that is open.

    What is in quarantine has no line: it is counted, and nothing else. Rules: R-102. Conflict: C-12.
    """
    state = _state(row)
    made = clock.local(row.captured_at)
    kind = str(row.get_kind_display())
    return {
        "reference": row.reference,
        "what": f"{kind}: {row.shows}" if state == READY else kind,
        "made": f"{made.day} {made:%B %Y}",
        "where": row.where_kept,
        "state": state,
    }


def _state(row: Any) -> str:
    if row.status == RecordingStatus.HELD:
        return HELD
    if row.access == Access.RESTRICTED:
        return RESTRICTED
    return READY if row.status in (RecordingStatus.CAPTURED, RecordingStatus.LOGGED) else GONE

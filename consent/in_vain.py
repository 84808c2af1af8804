"""Asking for what lies in quarantine: not available, and the asking is kept."""

from typing import Any

from consent.models import Edit, Recording, RecordingStatus
from recordings_gov.audit import log


def asked_in_vain(reference: str, user: Any) -> None:
    """Whoever asks for what is in quarantine is not told that it exists, and the asking is kept.

    Rules: R-155, R-210. Conflict: C-12.
    """
    row = Recording.objects.filter(reference=reference, status=RecordingStatus.QUARANTINED).first()
    if row is not None and user.is_authenticated:
        log.record("recording.not_available.read", row)


def asked_for_edit(reference: str, user: Any) -> None:
    """The same, for an edit of what is in quarantine: its page shows the original. Rules: R-155, R-210."""
    edit = Edit.objects.filter(reference=reference).select_related("recording").first()
    if edit is not None:
        asked_in_vain(edit.recording.reference, user)

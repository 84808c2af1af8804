"""Notes that are owed, as home shows them."""

from datetime import date
from typing import Any

from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def notes_of(user: Any, today: date) -> list[Need]:
    """The notes this person may file, earliest first, those not taken by the record system among them.

    Rules: R-041.
    """
    if not user.holds("note.file"):
        return []
    rows = HealthRecordNote.objects.visible_to(user).waiting().order_by("owed_by", "pk")[:MOST_SHOWN]
    return [Need(_deed(note), note.get_absolute_url(), note.owed_by, note.about_reference) for note in rows]


def _deed(note: HealthRecordNote) -> str:
    if note.status == NoteStatus.FAILED:
        return f"See why the note {note.reference} was not taken"
    if note.status == NoteStatus.DRAFTED:
        return f"File the note {note.reference}"
    return f"The note {note.reference} is sent and not filed yet"

"""Notes that are owed, as home shows them."""

from datetime import date
from typing import Any

from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def notes_of(user: Any, today: date) -> list[Need]:
    """The notes this person may file, earliest first. Rules: R-041."""
    if not user.holds("note.file"):
        return []
    rows = HealthRecordNote.objects.visible_to(user).owed().order_by("owed_by", "pk")[:MOST_SHOWN]
    return [
        Need(f"File the note {note.reference}", note.get_absolute_url(), note.owed_by, note.about_reference)
        for note in rows
    ]

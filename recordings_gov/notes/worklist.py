"""Notes that are owed, as home shows them."""

from datetime import date
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.pages.cards import Card
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


def cards_of(user: Any, today: date) -> list[Card]:
    """How many notes are owed in the whole Trust, for those who read figures. One query. Rules: R-041."""
    if not user.holds("statistics.view"):
        return []
    found = HealthRecordNote.objects.waiting().aggregate(count=Count("pk"), oldest=Min("owed_by"))
    late = (today - found["oldest"]).days if found["oldest"] else 0
    says = "None is owed." if not found["count"] else "None is late."
    if late > 0:
        says = f"The oldest is {late:,} day{'s' if late > 1 else ''} late."
    url = reverse("notes:worklist") if user.holds("note.view") else ""
    return [
        Card(
            f"{found['count']:,}", "Notes not yet filed", says, "watch" if late > 0 else "good", url, order=30
        )
    ]

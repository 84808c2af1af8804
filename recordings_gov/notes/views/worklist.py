"""The worklist of notes: what still has to get into the record, and for how long it has been waiting."""

from datetime import date, datetime
from typing import Any

from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.pages.views import Column, Filter, ListView

STATES = (("waiting", "Waiting"), *NoteStatus.choices, ("all", "All notes"))


def when(owed_by: date | None) -> str:
    """By when it is to be filed, in words."""
    if owed_by is None:
        return "Not owed yet"
    days = (clock.today() - owed_by).days
    if days > 0:
        return f"Overdue by {days} day{'s' if days != 1 else ''}"
    return "Due today" if days == 0 else f"Due {owed_by.day} {owed_by:%b %Y}"


def _age(created_at: datetime) -> str:
    days = (clock.today() - clock.local(created_at).date()).days
    return f"{days} day{'s' if days != 1 else ''}" if days else "Today"


def _rows(rows: Any, state: str) -> Any:
    if state == "all":
        return rows
    return rows.waiting() if state == "waiting" else rows.filter(status=state)


class NoteList(ListView):
    """Notes still to go into the record, the oldest first. Rules: R-041."""

    model = HealthRecordNote
    action = "note.view"
    heading = "Notes for the health record"
    empty = "No note is owed. Notes appear here when a recording was made."
    order = "created_at"
    export_name = "notes"
    columns = (
        Column("Note", ("reference",)),
        Column("About", ("about_reference",), wide_only=True),
        Column("Written by", ("written_by__name",), wide_only=True),
        Column("State", ("status",), lambda status: str(NoteStatus(status).label)),
        Column("Age", ("created_at",), _age, sort="created_at"),
        Column("To be filed", ("owed_by",), when, sort="owed_by"),
    )
    filters = (Filter("state", "Show", STATES, _rows),)

    def rows(self) -> Any:
        """What waits, unless another state is asked for."""
        rows = super().rows()
        return rows if self.request.GET.get("state") in dict(STATES) else rows.waiting()

"""The worklist of notes, one note, and what can be done to it."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from recordings_gov import clock
from recordings_gov.notes.forms import FileByHandForm, RewordForm
from recordings_gov.notes.models import UNFILED, HealthRecordNote, NoteStatus
from recordings_gov.pages.templatetags.pages import bdi
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

COLOURS = {
    NoteStatus.DRAFTED: "yellow",
    NoteStatus.SENT: "blue",
    NoteStatus.ACKNOWLEDGED: "blue",
    NoteStatus.FILED: "green",
    NoteStatus.FAILED: "red",
}


def _told(note: HealthRecordNote) -> str:
    if note.patient_told_at:
        return f"Yes, {clock.local(note.patient_told_at):%-d %B %Y %H:%M}"
    return f"No: {note.not_told_reason}" if note.not_told_reason else "Not yet"


def _when(owed_by: date | None) -> str:
    if owed_by is None:
        return "Not owed yet"
    days = (clock.today() - owed_by).days
    if days > 0:
        return f"Overdue by {days} day{'s' if days != 1 else ''}"
    return "Due today" if days == 0 else f"Due {owed_by.day} {owed_by:%b %Y}"


class NoteList(ListView):
    """Notes still to go into the record. Rules: R-041."""

    model = HealthRecordNote
    action = "note.view"
    heading = "Notes for the health record"
    empty = "No note is owed. Notes appear here when a recording was made."
    order = "created_at"
    export_name = "notes"
    columns = (
        Column("Note", ("reference",)),
        Column("About", ("about_reference",)),
        Column("Written by", ("written_by__name",), wide_only=True),
        Column("State", ("status",), lambda status: str(NoteStatus(status).label)),
        Column("To be filed", ("owed_by",), _when, sort="owed_by"),
    )
    filters = (
        Filter(
            "state",
            "Show",
            (("owed", "To be filed"), ("filed", "Filed"), ("all", "All notes")),
            lambda rows, value: {
                "owed": rows.owed(),
                "filed": rows.filter(status=NoteStatus.FILED),
                "all": rows,
            }[value],
        ),
    )

    def rows(self) -> Any:
        """What is owed, unless another state is asked for."""
        rows = super().rows()
        return (
            rows if self.request.GET.get("state") else rows.filter(status__in=UNFILED, owed_by__isnull=False)
        )

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The note's own page."""
        return reverse("notes:note-detail", kwargs={"reference": row[1]})


class NoteDetail(RecordView):
    """One note."""

    model = HealthRecordNote
    action = "note.view"
    template_name = "notes/note_detail.html"

    def rows(self) -> Any:
        """With patient and writer at hand."""
        return super().rows().select_related("patient", "written_by", "filed_by", "department")

    def context(self) -> dict[str, Any]:
        """The facts, and which buttons belong there now."""
        note, user = self.record, self.request.user
        return super().context() | {
            "colour": COLOURS[note.status],
            "rows": self._facts(note),
            "rules": ("R-040", "R-041"),
            "may_file": may(note, "file_by_hand", user),
            "may_reword": may(note, "reword", user),
        }

    def _facts(self, note: HealthRecordNote) -> list[tuple[str, Any]]:
        facts: list[tuple[str, Any]] = [("About", note.about_reference)]
        if note.patient:
            facts.append(
                ("Patient", format_html("{}, NHS number {}", bdi(note.patient.name), note.patient.number))
            )
        facts.append(("Patient told", _told(note)))
        facts.append(("To be filed", _when(note.owed_by)))
        if note.filed_at:
            facts.append(("Filed", f"{note.filed_by}, {clock.local(note.filed_at):%-d %B %Y %H:%M}"))
            facts.append(("In the record as", note.record_reference))
        return facts


class FileNote(StepView):
    """Say that the note is in the record, and where. Rules: R-041."""

    model = HealthRecordNote
    action = "note.file"
    form_class = FileByHandForm
    template_name = "notes/note_file_by_hand.html"
    step = "file_by_hand"
    heading = "I filed it by hand"
    button = "Mark as filed"
    done = "Note filed"


class RewordNote(StepView):
    """Change the words of a note that is not in the record yet."""

    model = HealthRecordNote
    action = "note.file"
    form_class = RewordForm
    step = "reword"
    heading = "Change the words of the note"
    button = "Save the words"
    done = "Words changed"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from the words as they stand."""
        return RewordForm(data, initial=initial or {"text": self.record.text})

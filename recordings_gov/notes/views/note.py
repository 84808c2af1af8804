"""One note: its words and what they were before, the facts about it, and what has happened on its way."""

from typing import Any

from django.utils.html import format_html

from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.notes import connectors
from recordings_gov.notes.models import Delivery, HealthRecordNote, NoteStatus
from recordings_gov.notes.views.worklist import when
from recordings_gov.pages.templatetags.pages import bdi
from recordings_gov.pages.views import RecordView
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
        context = super().context()
        context["timeline"] = [*_to_come(note), *context["timeline"]]
        may_send = note.patient is not None and may(note, "send", user) and connectors.chosen() is not None
        return context | {
            "colour": COLOURS[note.status],
            "rows": self._facts(note),
            "rules": ("R-040", "R-041"),
            "may_send": may_send,
            "may_file": may(note, "file_by_hand", user),
            "may_reword": may(note, "reword", user),
            "may_tell": may(note, "say_told", user),
            "versions": _versions(note) if note.version > 1 else [],
        }

    def _facts(self, note: HealthRecordNote) -> list[tuple[str, Any]]:
        facts: list[tuple[str, Any]] = [("About", note.about_reference)]
        if note.patient:
            kind = "NHS number" if note.patient.nhs_number else "local number"
            facts.append(
                ("Patient", format_html("{}, {} {}", bdi(note.patient.name), kind, note.patient.number))
            )
        facts.append(("Patient told", _told(note)))
        facts.append(("To be filed", when(note.owed_by)))
        if note.filed_at:
            facts.append(("Filed", f"{_filed_by(note)}, {clock.local(note.filed_at):%-d %B %Y %H:%M}"))
            facts.append(("In the record as", note.record_reference))
        return facts


def _filed_by(note: HealthRecordNote) -> str:
    by_itself = Event.objects.about(note).filter(action="healthrecordnote.file_as_answered").exists()
    return f"By the record system, sent by {note.filed_by}" if by_itself else str(note.filed_by)


def _versions(note: HealthRecordNote) -> list[dict[str, Any]]:
    """The words before these, newest first, with who wrote them and when."""
    rows = note.history.filter(version__lt=note.version).order_by("version", "history_id")
    kept: dict[int, dict[str, Any]] = {}
    for row in rows.values("version", "text", "history_date", "history_user__name"):
        kept.setdefault(row["version"], row)
    return [kept[number] for number in sorted(kept, reverse=True)]


def _to_come(note: HealthRecordNote) -> list[dict[str, Any]]:
    """The next attempt, or the receipt that is awaited."""
    delivery = Delivery.objects.open().filter(note=note).first()
    if delivery is None:
        return []
    if delivery.handed_over_at:
        return [{"title": "A receipt is awaited", "state": "next"}]
    title = "To be tried again" if delivery.attempts else "To be sent"
    at = clock.local(delivery.send_after)
    return [{"title": title, "when": f"{at:%-d %B %Y %H:%M}", "state": "next"}]

"""What can be done to a note: its words, whether the patient was told, and its way into the record."""

from typing import Any

from django import forms

from recordings_gov.notes import connectors
from recordings_gov.notes.forms import FileByHandForm, RewordForm, TellForm
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.pages.views import StepView


class NoteStep(StepView):
    """What all of them share."""

    model = HealthRecordNote
    action = "note.file"

    def rows(self) -> Any:
        """With patient and department at hand."""
        return super().rows().select_related("patient", "department")


class SendNote(NoteStep):
    """Have it sent to the record system; a job does it. Rules: R-041."""

    template_name = "notes/note_send.html"
    step = "send"
    heading = "Send the note to the health record"
    button = "Send"
    done = "The note is on its way"

    def context(self) -> dict[str, Any]:
        """By which way it goes."""
        connector = connectors.chosen()
        return super().context() | {"way": connector.name if connector else ""}


class FileNote(NoteStep):
    """Say that the note is in the record, and where. Rules: R-041."""

    form_class = FileByHandForm
    template_name = "notes/note_file_by_hand.html"
    step = "file_by_hand"
    heading = "I filed it by hand"
    button = "Mark as filed"
    done = "Note filed"


class RewordNote(NoteStep):
    """Change the words of a note that is not in the record yet; the words before are kept."""

    form_class = RewordForm
    step = "reword"
    heading = "Change the words of the note"
    button = "Save the words"
    done = "Words changed"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from the words as they stand."""
        return RewordForm(data, initial=initial or {"text": self.record.text})


class TellNote(NoteStep):
    """Say when the patient was told of the note, or why not. Rules: R-040."""

    form_class = TellForm
    step = "say_told"
    heading = "Was the patient told of this note?"
    button = "Save"
    done = "Saved"

"""The note for the health record: drafted with the request, owed once a recording was made."""

from typing import Any

from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from requests_app.drafting import worded
from requests_app.models import RecordingRequest


def note_of(request: RecordingRequest) -> HealthRecordNote | None:
    """The note of this request, if one was drafted."""
    found: HealthRecordNote | None = HealthRecordNote.objects.about(request).order_by("-pk").first()
    return found


def draft_note(request: RecordingRequest, by: Any) -> HealthRecordNote:
    """The request's one note, drafted now if there is none. Rules: R-041."""
    note = note_of(request)
    if note is None:
        wording = worded(request, by)
        note = HealthRecordNote(
            kind=wording.kind,
            about_type=request._meta.label_lower,
            about_reference=request.reference,
            department=request.department,
            patient=request.patient,
            text=wording.text,
            written_by=by,
            patient_told_at=request.told_at,
            not_told_reason=request.not_told_reason and wording.not_told,
        )
        note.save()
    return note


def owe_note(request: RecordingRequest, note: HealthRecordNote, by: Any) -> None:
    """Owe the note by the same working day, in new words unless somebody wrote their own. Rules: R-041."""
    if note.status == NoteStatus.FILED:
        return
    rewritten = Event.objects.about(note).filter(action="healthrecordnote.reword").exists()
    text = note.text if rewritten else worded(request, by).text
    owed_by = note.owed_by or request.department.site.same_working_day(clock.today())
    note.owe(by=by, owed_by=owed_by, text=text)


def note_filed(note: HealthRecordNote, by: Any) -> None:
    """The note's room says that it is in the record. Rules: R-041."""
    RecordingRequest.objects.get(reference=note.about_reference).take_note_as_filed(by=by, note=note)

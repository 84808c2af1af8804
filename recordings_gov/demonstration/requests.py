"""Requests of the demonstration department, each brought as far as it has come by its own people."""

from typing import Any

from recordings_gov.accounts.models import Department, User
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.patients.models import Patient
from requests_app.models import RecordingRequest, VisitPrompt

People = dict[str, User]
TOLD = (
    "open_and_honest",
    "note_in_record",
    "thanks_and_no_leave_needed",
    "private_and_yours",
    "personal_use",
    "misuse_may",
    "may_need_to_stop",
    "sharing",
)
# Of each visit: its number, what was offered, and the answer; without an answer nobody asked.
VISITS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("NMH26118801", ("company", "notes", "audio"), "takes_up"),
    ("NMH26118802", ("company", "notes", "audio"), "no"),
    ("NMH26118803", ("notes", "audio"), "takes_up"),
    ("NMH26118804", (), ""),
    ("NMH26118805", ("company", "notes", "audio"), "no"),
    ("NMH26118806", ("company", "notes"), "no"),
)


def load_requests(people: People, departments: dict[str, Department], patients: dict[str, Patient]) -> None:
    """Closed, waiting and stopped ones; a second run finds them there and adds none."""
    if RecordingRequest.objects.exists():
        return
    by, imaging = people["sonographer"], departments["imaging"]
    visit = {
        "by": by,
        "department": imaging,
        "setting": "examination",
        "recorder": "patient",
        "told": list(TOLD),
    }
    _recorded(visit, patients["Ottilie"], minutes=2)
    _declined(visit, patients["Odette"], minutes=0)
    _stopped(visit, patients["Ines"], minutes=6)
    _waiting(visit, patients["Casimir"])
    for minutes in (1, 3):
        _declined(visit, patients["Odette"], minutes)
    for number, offered, answer in VISITS:
        VisitPrompt.note(by=by, department=imaging, accession_number=number, offered=offered, answer=answer)


def _recorded(visit: dict[str, Any], patient: Patient, minutes: int) -> None:
    """Sound of the explanation, made, its note filed by hand: closed."""
    asked = {"room": "Ultrasound 1", "modality": "general_ultrasound", "subject": "explanation"}
    request = RecordingRequest.log(
        **visit, **asked, patient=patient, media=["audio"], reasons=["memory_or_learning"], outcome="agreed"
    )
    _delayed(request, visit["by"], minutes)
    request.say_whether_made(by=visit["by"], made="made")
    note = HealthRecordNote.objects.about(request).get()
    note.file_by_hand(by=visit["by"], record_reference="NMH-RIS-204417")


def _declined(visit: dict[str, Any], patient: Patient, minutes: int) -> None:
    """A picture of the screen at the end; they took the printed picture instead."""
    asked = {"room": "Ultrasound 2", "modality": "obstetric_ultrasound", "subject": "short_moment"}
    request = RecordingRequest.log(
        **visit,
        **asked,
        patient=patient,
        media=["photo"],
        reasons=["show_others"],
        scan_purpose="social",
        outcome="patient_chose_not_to",
    )
    _delayed(request, visit["by"], minutes)


def _stopped(visit: dict[str, Any], patient: Patient, minutes: int) -> None:
    """A film of the whole exam that got in the way: its note is owed."""
    asked = {"room": "Ultrasound 1", "modality": "general_ultrasound", "subject": "whole_exam"}
    request = RecordingRequest.log(
        **visit, **asked, patient=patient, media=["video"], outcome="advised_and_discouraged"
    )
    request.note_hindrance(
        by=visit["by"],
        got_in_the_way=True,
        paused=True,
        recording_stopped=True,
        extra_minutes=minutes,
        words="The phone was held over the probe",
    )


def _waiting(visit: dict[str, Any], patient: Patient) -> None:
    """Agreed just now: whether a recording was made is said when the visit ends."""
    asked = {"room": "Ultrasound 2", "modality": "general_ultrasound", "subject": "explanation"}
    request = RecordingRequest.log(
        **visit, **asked, patient=patient, media=["audio"], reasons=["another_language"], outcome="agreed"
    )
    _delayed(request, visit["by"], 0)


def _delayed(request: RecordingRequest, by: User, minutes: int) -> None:
    request.note_hindrance(by=by, got_in_the_way=False, extra_minutes=minutes)

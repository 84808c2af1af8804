"""The note for the health record that says an explanation was given; filed, it is the second confirmation."""

from datetime import timedelta
from typing import Any

from recordings_gov import clock
from recordings_gov.incidents.deadlines import set_to
from recordings_gov.incidents.models.candour import NOTE_KIND
from recordings_gov.incidents.models.facts import said
from recordings_gov.notes.models import HealthRecordNote


def draft(incident: Any, by: Any) -> HealthRecordNote:
    """The note, owed from now on. Rules: R-204, R-205."""
    to = incident.get_explained_to_display().lower()
    who = ", ".join(part for part in (by.name, by.job_title) if part)
    note = HealthRecordNote(
        kind=NOTE_KIND,
        about_type=incident._meta.label_lower,
        about_reference=incident.reference,
        department=incident.department,
        patient=incident.patient,
        text=(
            f"On {said(incident.explained_on)} {to} had a full explanation of incident {incident.reference}, "
            f"given by {who}.\n\n{incident.explanation}"
        ),
        written_by=by,
        patient_told_at=clock.now() if incident.explained_to == "patient" else None,
        not_told_reason="" if incident.explained_to == "patient" else f"The explanation was given to {to}",
        owed_by=clock.today() + timedelta(days=set_to("incident-note-days", incident.department)),
    )
    note.save()
    return note


def heard_of_filing(note: HealthRecordNote, by: Any) -> None:
    """The note of the conversation is in the health record: the second confirmation. Rules: R-205."""
    from recordings_gov.incidents.models import Incident

    incident = Incident.objects.filter(candour_note=note).first()
    if incident is not None and incident.is_open:
        incident.confirm_in_record(by=by)

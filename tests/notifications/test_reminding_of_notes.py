"""A note that is late is written about, once, and without a word about the patient."""

from datetime import timedelta
from typing import Any

import pytest

from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notes.tasks import flag_unfiled
from recordings_gov.notifications.models import Message


@pytest.fixture
def late_note(patient: Any, department: Any, radiographer: Any, setting_up: None) -> HealthRecordNote:
    note = HealthRecordNote(
        kind="request",
        about_type="consent.consentform",
        about_reference="CF-0000-0000-0",
        department=department,
        patient=patient,
        text="Marigold Test recorded the explanation.",
        written_by=radiographer,
        owed_by=clock.today() - timedelta(days=1),
    )
    note.save()
    return note


@pytest.mark.rule("R-041", "N")
def test_the_author_of_a_late_note_is_written_to_once(late_note: HealthRecordNote) -> None:
    assert flag_unfiled() == 1
    assert flag_unfiled() == 0
    assert Message.objects.get().to == late_note.written_by


@pytest.mark.rule("R-041", "N")
def test_a_note_that_is_filed_or_not_late_is_left_alone(
    late_note: HealthRecordNote, medical_records: Any
) -> None:
    late_note.file_by_hand(by=medical_records, record_reference="EPR 12")
    assert flag_unfiled() == 0


def test_the_message_names_the_note_and_nobody(late_note: HealthRecordNote, patient: Any) -> None:
    flag_unfiled()
    message = Message.objects.get()
    assert late_note.reference in message.subject
    assert late_note.get_absolute_url() in message.body
    for told in (patient.family_name, patient.given_name, patient.nhs_number, "1951", patient.reference):
        assert told not in message.subject + message.body

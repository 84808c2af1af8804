"""A status changes by its verb alone: locked, in order, by somebody who may, and written down."""

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import ConstraintBroken, Event
from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.workflow import WrongState, may


@pytest.fixture
def note(radiographer: Any, department: Any, patient: Any) -> HealthRecordNote:
    return drafted(radiographer, department, patient)


def drafted(by: Any, department: Any, patient: Any) -> HealthRecordNote:
    with acting_as(by):
        note = HealthRecordNote(
            kind="test",
            about_type="tests.nothing",
            about_reference="REQ-0000-0000-0",
            department=department,
            patient=patient,
            text="Patient made a sound recording of the explanation.",
            written_by=by,
        )
        note.save()
    return note


def test_a_verb_moves_the_record_and_writes_who_did_it(note: HealthRecordNote, medical_records: Any) -> None:
    note.file_by_hand(by=medical_records, record_reference="EPR 12")
    assert (note.status, note.filed_by) == (NoteStatus.FILED, medical_records)
    event = Event.objects.about(note).latest("id")
    assert (event.action, event.actor) == ("healthrecordnote.file_by_hand", medical_records)
    assert event.payload.body["status"] == ["drafted", "filed"]
    assert note.history.latest().history_user == medical_records


def test_a_verb_out_of_turn_says_how_the_record_stands(note: HealthRecordNote, medical_records: Any) -> None:
    note.file_by_hand(by=medical_records, record_reference="EPR 12")
    with pytest.raises(WrongState, match="is filed now"):
        note.reword(by=medical_records, text="Something else")


def test_a_verb_asks_the_role_table(note: HealthRecordNote, other_radiographer: Any) -> None:
    with pytest.raises(PermissionDenied):
        note.file_by_hand(by=other_radiographer, record_reference="EPR 12")
    note.refresh_from_db()
    assert note.status == NoteStatus.DRAFTED


def test_state_is_looked_at_before_authority(
    note: HealthRecordNote, medical_records: Any, outsider: Any
) -> None:
    note.file_by_hand(by=medical_records, record_reference="EPR 12")
    with pytest.raises(WrongState):
        note.file_by_hand(by=outsider, record_reference="EPR 13")


def test_a_constraint_undoes_the_whole_verb(note: HealthRecordNote, medical_records: Any) -> None:
    before = Event.objects.count()
    with pytest.raises(ConstraintBroken, match="note_filed_with_a_reference"):
        note.file_by_hand(by=medical_records, record_reference=" ")
    assert Event.objects.count() == before
    assert HealthRecordNote.objects.get().status == NoteStatus.DRAFTED


def test_a_status_set_by_hand_is_refused(note: HealthRecordNote, setting_up: None) -> None:
    note.status = NoteStatus.FILED
    with pytest.raises(TypeError, match="through a transition"):
        note.save()


def test_a_record_cannot_be_born_in_a_later_state(note: HealthRecordNote, setting_up: None) -> None:
    note.pk, note._state.adding, note.status = None, True, NoteStatus.FILED
    with pytest.raises(TypeError, match="through a transition"):
        note.save()


def test_unsaved_values_are_an_error_and_not_lost(note: HealthRecordNote, medical_records: Any) -> None:
    note.text = "Half a sentence"
    with pytest.raises(TypeError, match="unsaved values: text"):
        note.file_by_hand(by=medical_records, record_reference="EPR 12")


def test_a_page_can_ask_whether_a_button_belongs_there(
    note: HealthRecordNote, medical_records: Any, other_radiographer: Any
) -> None:
    assert may(note, "file_by_hand", medical_records)
    assert not may(note, "file_by_hand", other_radiographer)
    note.file_by_hand(by=medical_records, record_reference="EPR 12")
    assert not may(note, "file_by_hand", medical_records)


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_two_people_in_the_same_instant_one_is_first(
    department: Any, patient: Any, radiographer: Any, medical_records: Any
) -> None:
    """Without the row lock both read *drafted* and both file: this goes red on PostgreSQL."""
    for _ in range(5):
        note = drafted(radiographer, department, patient)
        outcomes = race([filing(note, by) for by in (radiographer, medical_records)])
        assert sorted(outcomes) == ["WrongState", "done"]
        assert Event.objects.about(note).filter(action="healthrecordnote.file_by_hand").count() == 1


def filing(note: HealthRecordNote, by: Any) -> Any:
    """One person's own copy of the note, about to be filed."""
    copy = HealthRecordNote.objects.get(pk=note.pk)
    return lambda: copy.file_by_hand(by=by, record_reference=f"EPR {by.pk}")


def race(acts: list[Any]) -> list[str]:
    """Each act in a thread and a connection of its own, started together: what came of each."""
    barrier, outcomes = threading.Barrier(len(acts)), []

    def run(act: Any) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            act()
            outcomes.append("done")
        except ValidationError as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes

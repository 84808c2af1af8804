"""A note goes to the record system by a job, comes back filed or refused, and is never sent in a request."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.notes import settling
from recordings_gov.notes.hl7.answers import Answer
from recordings_gov.notes.models import Delivery, HealthRecordNote, NoteStatus
from recordings_gov.notes.models.delivery import MOST_ATTEMPTS
from recordings_gov.notes.tasks import send_notes
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState
from tests.notes.test_filing_notes import a_note
from tests.servers.mllp import RecordSystem, nobody_listens, once_each, saying

Sweep = Callable[[], int]


def page_of(note: HealthRecordNote, step: str = "detail") -> str:
    return reverse(f"notes:note-{step}", kwargs={"reference": note.reference})


def actions(note: HealthRecordNote) -> list[str]:
    rows = Event.objects.about(note).exclude(action__endswith=".read").order_by("id")
    return [each.removeprefix("healthrecordnote.") for each in rows.values_list("action", flat=True)]


@pytest.mark.rule("R-041", "E")
def test_a_sent_note_leaves_with_the_job_and_comes_back_filed(
    ready: HealthRecordNote, record_system: RecordSystem, signed_in: Any, radiographer: Any
) -> None:
    record_system.answer = saying("AA", "EPR-4711")
    answer = signed_in(radiographer).post(page_of(ready, "send"), follow=True)
    assert "The note is on its way" in answer.content.decode()
    ready.refresh_from_db()
    assert (ready.status, record_system.received) == (NoteStatus.SENT, [])
    assert send_notes() == 1
    assert send_notes() == 0
    ready.refresh_from_db()
    assert (ready.status, ready.record_reference, ready.filed_by) == (
        NoteStatus.FILED,
        "EPR-4711",
        radiographer,
    )
    assert record_system.control_ids == [f"{ready.reference}.1"]
    event = Event.objects.about(ready).get(action="healthrecordnote.file_as_answered")
    assert (event.actor, event.on_behalf_of_job) == (radiographer, "notes.send")


def test_without_a_number_of_theirs_it_is_filed_under_ours(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    record_system.answer = saying("AA", "Message accepted")
    ready.send(by=radiographer)
    send_notes()
    ready.refresh_from_db()
    assert ready.record_reference == ready.reference


@pytest.mark.parametrize("code", ["AE", "AR"])
def test_a_refusal_is_shown_with_its_reason_and_the_note_goes_again_as_a_new_message(
    ready: HealthRecordNote, record_system: RecordSystem, signed_in: Any, radiographer: Any, code: str
) -> None:
    record_system.answer = saying(code, "Patient 999 000 1073 is not known here")
    ready.send(by=radiographer)
    send_notes()
    ready.refresh_from_db()
    assert ready.status == NoteStatus.FAILED
    browser = signed_in(radiographer)
    page = browser.get(page_of(ready)).content.decode()
    assert f"Patient 999 000 1073 is not known here ({code})" in page
    assert f"See why the note {ready.reference} was not taken" in browser.get("/").content.decode()
    mail = Message.objects.get()
    assert mail.to == radiographer
    assert "1073" not in mail.subject + mail.body
    record_system.answer = saying("AA")
    ready.send(by=radiographer)
    send_notes()
    ready.refresh_from_db()
    assert (ready.status, ready.failed_reason) == (NoteStatus.FILED, "")
    assert record_system.control_ids == [f"{ready.reference}.1", f"{ready.reference}.2"]


def test_every_try_has_the_same_number_so_a_second_copy_does_no_harm(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, swept: Sweep, settings: Any
) -> None:
    record_system.answer, record_system.pause = once_each("EPR-1"), 60.0
    settings.NOTES_MLLP_SECONDS = 0.5
    ready.send(by=radiographer)
    swept()
    record_system.pause, settings.NOTES_MLLP_SECONDS = 0.0, 4.0
    assert len(record_system.received) == 1
    swept()
    ready.refresh_from_db()
    assert record_system.control_ids == [f"{ready.reference}.1"] * 2
    assert record_system.received[0] == record_system.received[1]
    assert ready.status == NoteStatus.ACKNOWLEDGED
    assert actions(ready)[-2:] == ["known_there", "acknowledge"]
    assert not Delivery.objects.open().exists()
    ready.file_by_hand(by=radiographer, record_reference="EPR-1")


def test_a_duplicate_that_we_never_sent_is_a_refusal(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    record_system.answer = saying("AR", "Seen before", "205")
    ready.send(by=radiographer)
    send_notes()
    ready.refresh_from_db()
    assert ready.status == NoteStatus.FAILED


def test_after_the_last_try_a_person_is_asked_and_may_send_it_again_under_the_same_number(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, swept: Sweep, settings: Any
) -> None:
    ready.send(by=radiographer)
    record_system.answer = lambda _: b"\x0bMSH|^~\\&|EPR\rMSA|AA|ANOTHER.1\r\x1c\r"
    for _ in range(MOST_ATTEMPTS + 2):
        swept()
    ready.refresh_from_db()
    assert len(record_system.received) == MOST_ATTEMPTS
    assert ready.status == NoteStatus.FAILED
    assert ready.failed_reason == "The record system acknowledged another message. It was tried 8 times"
    assert actions(ready).count("attempted") == MOST_ATTEMPTS
    assert Message.objects.count() == 1
    record_system.answer = once_each("EPR-1")
    ready.send(by=radiographer)
    swept()
    assert set(record_system.control_ids) == {f"{ready.reference}.1"}


def test_it_is_tried_again_later_and_later(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, later: Any, settings: Any
) -> None:
    settings.NOTES_MLLP_ADDRESS = nobody_listens()
    ready.send(by=radiographer)
    tried = []
    for minutes in range(16):
        later(1 if minutes else 0)
        send_notes()
        tried.append(Delivery.objects.get().attempts)
    assert tried == [1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4]
    assert Delivery.objects.get().may_have_arrived is False


def test_who_does_not_answer_one_is_not_asked_for_the_next(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, patient: Any, department: Any
) -> None:
    other = a_note(radiographer, department, patient)
    ready.send(by=radiographer)
    other.send(by=radiographer)
    record_system.answer = lambda _: None
    send_notes()
    assert record_system.control_ids == [f"{ready.reference}.1"]
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 1]


def test_a_note_filed_by_hand_meanwhile_is_not_sent(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    ready.send(by=radiographer)
    ready.file_by_hand(by=radiographer, record_reference="EPR 1")
    send_notes()
    assert record_system.received == []


def test_an_answer_that_comes_after_it_was_filed_by_hand_changes_nothing(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    ready.send(by=radiographer)
    delivery = Delivery.objects.get()
    ready.file_by_hand(by=radiographer, record_reference="EPR 1")
    with acting_as(radiographer, job="notes.send"):
        settling.settle(delivery, Answer("AE", delivery.control_id, "Too late"))
    ready.refresh_from_db()
    assert (ready.status, ready.record_reference) == (NoteStatus.FILED, "EPR 1")
    assert actions(ready)[-1] == "answer_too_late"


def test_an_answer_for_somebody_who_may_no_longer_file_is_left_to_a_person(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    ready.send(by=radiographer)
    radiographer.is_active = False
    radiographer.save()
    send_notes()
    ready.refresh_from_db()
    assert ready.status == NoteStatus.SENT
    assert actions(ready)[-1] == "answer_left_to_a_person"
    assert not Delivery.objects.open().exists()


def test_nothing_is_sent_without_a_record_system_or_a_patient(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, department: Any, settings: Any
) -> None:
    with pytest.raises(ValidationError, match="whose record"):
        a_note(radiographer, department).send(by=radiographer)
    settings.NOTES_CONNECTOR = ""
    with pytest.raises(ValidationError, match="by hand"):
        ready.send(by=radiographer)
    assert send_notes() == 0
    assert not Delivery.objects.exists()


def test_words_cannot_change_while_they_are_under_way(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any
) -> None:
    ready.send(by=radiographer)
    with pytest.raises(WrongState):
        ready.reword(by=radiographer, text="Other words.")
    with pytest.raises(WrongState):
        ready.send(by=radiographer)


def test_the_rows_of_the_job_hold_nothing_of_the_patient(
    ready: HealthRecordNote, record_system: RecordSystem, radiographer: Any, caplog: Any, swept: Sweep
) -> None:
    record_system.answer = lambda _: b"\x0bMarigold Test 9990001073\x1c\r"
    ready.send(by=radiographer)
    swept()
    row = " ".join(str(value) for value in Delivery.objects.values().get().values())
    for secret in ("9990001073", "Marigold", "explanation"):
        assert secret not in row
        assert secret not in caplog.text


def test_a_student_cannot_send(
    ready: HealthRecordNote, record_system: RecordSystem, signed_in: Any, student: Any
) -> None:
    browser = signed_in(student)
    assert browser.post(page_of(ready, "send")).status_code == 403
    assert "Send to the health record" not in browser.get(page_of(ready)).content.decode()

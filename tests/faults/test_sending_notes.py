"""The record system may be down, slow, confused or rude: a note is filed once, or a person is told."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from celery import Task

from recordings_gov.accounts.models import User
from recordings_gov.launch.children import until
from recordings_gov.notes.connectors import Undelivered
from recordings_gov.notes.connectors.mllp import Mllp
from recordings_gov.notes.hl7.answers import LONGEST
from recordings_gov.notes.models import Delivery, HealthRecordNote, NoteStatus
from recordings_gov.notes.tasks import send_notes
from tests.servers.mllp import (
    END,
    START,
    RecordSystem,
    acknowledgement,
    nobody_listens,
    once_each,
    running_record_system,
    saying,
)
from tests.servers.worker import running_worker

Send = Callable[[Task], None]
MESSAGE = b"MSH|^~\\&|RECORDINGS_GOV|||||" + b"|MDM^T02^MDM_T02|N.1|T|2.5\r"
LATE, PATIENT = 0.5, 5.0


def result_of(address: str, seconds: float) -> tuple[str, bool]:
    host, _, port = address.rpartition(":")
    with pytest.raises(Undelivered) as caught:
        Mllp(host, int(port), seconds).deliver(MESSAGE, "N.1")
    return caught.value.result, caught.value.may_have_arrived


@pytest.mark.fault
@pytest.mark.on_sqlite
@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (b"", "closed"),
        (acknowledgement("AA", "N.1")[:40], "closed"),
        (acknowledgement("AA", "N.1")[:-1], "closed"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "garbage"),
        (b"\x00\xff" * 50, "garbage"),
        (acknowledgement("AA", "N.1")[1:], "garbage"),
        (START + b"hello" + END, "garbage"),
        (START + END, "garbage"),
        (acknowledgement("YES", "N.1"), "garbage"),
        (acknowledgement("AA", "N.2"), "wrong_message"),
        (acknowledgement("AA", "N.11"), "wrong_message"),
        (START + b"x" * (2 * LONGEST), "too_long"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_the_note_may_have_arrived(answer: bytes, result: str) -> None:
    with running_record_system(answer=lambda _: answer) as system:
        assert result_of(system.address, PATIENT) == (result, True)


@pytest.mark.fault
@pytest.mark.on_sqlite
def test_a_record_system_that_is_down_has_certainly_not_got_the_note() -> None:
    assert result_of(nobody_listens(), PATIENT) == ("unreachable", False)


@pytest.mark.fault
@pytest.mark.on_sqlite
@pytest.mark.parametrize("said", [{"pause": 3.0}, {"drip": 0.05}])
def test_a_slow_one_has_its_time_in_all_and_not_for_each_byte(said: dict[str, float]) -> None:
    with running_record_system(**said) as system:
        assert result_of(system.address, LATE) == ("late", True)


@pytest.mark.fault
@pytest.mark.on_sqlite
def test_two_answers_on_one_line_are_one() -> None:
    with running_record_system(
        answer=lambda _: acknowledgement("AA", "N.1", "EPR-1") + acknowledgement("AE", "N.1")
    ) as system:
        host, _, port = system.address.rpartition(":")
        assert Mllp(host, int(port), PATIENT).deliver(MESSAGE, "N.1").reference == "EPR-1"


def leading_to(system: RecordSystem) -> dict[str, str]:
    return {"NOTES_CONNECTOR": "mllp", "NOTES_MLLP_ADDRESS": system.address, "NOTES_MLLP_SECONDS": "4"}


def is_now(note: HealthRecordNote, status: str) -> bool:
    note.refresh_from_db()
    return note.status == status


@pytest.mark.fault
@pytest.mark.on_sqlite
def test_a_real_worker_sends_the_note_once_and_the_answer_files_it(
    note: HealthRecordNote, radiographer: User, house: dict[str, str], send: Send, settings: Any
) -> None:
    with running_record_system(answer=saying("AA", "EPR-4711")) as system:
        settings.NOTES_CONNECTOR, settings.NOTES_MLLP_ADDRESS = "mllp", system.address
        note.send(by=radiographer)
        with running_worker(house | leading_to(system)) as worker:
            send(send_notes)
            send(send_notes)
            assert until(lambda: is_now(note, NoteStatus.FILED), 60), worker.log.read_text()
            said = worker.log.read_text()
        assert system.control_ids == [f"{note.reference}.1"]
    assert note.record_reference == "EPR-4711"
    assert "9990001073" not in said
    assert "Marigold" not in said


@pytest.mark.fault
def test_a_worker_killed_while_the_record_system_thinks_leaves_one_note_and_a_person_to_look(
    note: HealthRecordNote, radiographer: User, house: dict[str, str], send: Send, settings: Any
) -> None:
    """The first copy arrived, its answer was lost with the worker, the second is refused as known."""
    with running_record_system(answer=once_each("EPR-4711"), pause=60.0) as system:
        settings.NOTES_CONNECTOR, settings.NOTES_MLLP_ADDRESS = "mllp", system.address
        note.send(by=radiographer)
        slow = leading_to(system) | {"NOTES_MLLP_SECONDS": "50", "OUTBOX_LEASE_SECONDS": "5"}
        with running_worker(house | slow, concurrency=1) as worker:
            send(send_notes)
            assert until(lambda: len(system.received) == 1, 60), worker.log.read_text()
            worker.signal(signal.SIGKILL)
        system.pause = 0.0
        with running_worker(house | leading_to(system), concurrency=1):
            assert until(lambda: swept(send, note, NoteStatus.ACKNOWLEDGED), 60)
        assert system.control_ids == [f"{note.reference}.1"] * 2
    assert Delivery.objects.get().ended_at is not None


def swept(send: Send, note: HealthRecordNote, status: str) -> bool:
    """As beat would, every few seconds."""
    send(send_notes)
    return until(lambda: is_now(note, status), 2)

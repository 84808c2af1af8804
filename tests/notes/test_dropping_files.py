"""The file drop: whole files under numbers of ours, and receipts that are read once, whatever lies there."""

import os
from pathlib import Path
from typing import Any

import pytest

from recordings_gov.audit.models import Event
from recordings_gov.notes.connectors import Undelivered
from recordings_gov.notes.connectors.filedrop import FileDrop
from recordings_gov.notes.models import Delivery, HealthRecordNote, NoteStatus
from recordings_gov.notes.tasks import send_notes
from tests.servers.mllp import acknowledgement


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """What both systems see."""
    for name in ("out", "back"):
        (tmp_path / name).mkdir()
    settings.NOTES_CONNECTOR, settings.NOTES_FOLDER = "files", tmp_path
    return tmp_path


@pytest.fixture
def dropped(ready: HealthRecordNote, folder: Path, radiographer: Any) -> HealthRecordNote:
    """A note whose file lies there."""
    ready.send(by=radiographer)
    send_notes()
    ready.refresh_from_db()
    return ready


def receipt(folder: Path, code: str, control_id: str, text: str = "", name: str = "1.ack") -> Path:
    path = folder / "back" / name
    path.write_bytes(acknowledgement(code, control_id, text)[1:-2])
    return path


def test_the_file_is_whole_named_by_our_number_and_for_nobody_else(
    dropped: HealthRecordNote, folder: Path
) -> None:
    [file] = (folder / "out").iterdir()
    assert file.name == f"{dropped.reference}.1.hl7"
    assert "||19510504" in file.read_text()
    assert file.stat().st_mode & 0o007 == 0
    assert dropped.status == NoteStatus.SENT
    assert send_notes() == 0


def test_the_receipt_files_the_note_and_goes(dropped: HealthRecordNote, folder: Path) -> None:
    path = receipt(folder, "AA", f"{dropped.reference}.1", "EPR-9")
    assert send_notes() == 1
    dropped.refresh_from_db()
    assert (dropped.status, dropped.record_reference) == (NoteStatus.FILED, "EPR-9")
    assert not path.exists()


def test_taken_first_and_filed_later(dropped: HealthRecordNote, folder: Path) -> None:
    for code, status in (
        ("CA", NoteStatus.ACKNOWLEDGED),
        ("CA", NoteStatus.ACKNOWLEDGED),
        ("AA", NoteStatus.FILED),
    ):
        receipt(folder, code, f"{dropped.reference}.1")
        send_notes()
        dropped.refresh_from_db()
        assert dropped.status == status


def test_a_refusal_comes_back_with_its_reason(dropped: HealthRecordNote, folder: Path) -> None:
    receipt(folder, "AE", f"{dropped.reference}.1", "Unknown patient")
    send_notes()
    dropped.refresh_from_db()
    assert (dropped.status, dropped.failed_reason) == (NoteStatus.FAILED, "Unknown patient (AE)")


def test_what_is_no_receipt_of_ours_is_put_aside_and_stops_nothing(
    dropped: HealthRecordNote, folder: Path, tmp_path: Path, caplog: Any
) -> None:
    back, secret = folder / "back", folder / "secret"
    secret.write_bytes(acknowledgement("AA", f"{dropped.reference}.1")[1:-2])
    (back / "0 Marigold Test.ack").write_bytes(b"\x00garbage")
    (back / "0-link.ack").symlink_to(secret)
    os.mkfifo(back / "0-pipe.ack")
    (back / "0-folder.ack").mkdir()
    (back / "half.part").write_text("not ready")
    receipt(folder, "AA", "NOTE-0000-0000-0.1", name="0-stranger.ack")
    receipt(folder, "AE", f"{dropped.reference}.1", "No", name="9.ack")
    assert send_notes() == 1
    dropped.refresh_from_db()
    assert dropped.failed_reason == "No (AE)"
    assert {each.name for each in (back / "not-understood").iterdir()} == {
        "0 Marigold Test.ack",
        "0-link.ack",
        "0-pipe.ack",
        "0-folder.ack",
        "0-stranger.ack",
    }
    assert {each.name for each in back.iterdir()} == {"half.part", "not-understood"}
    assert "Marigold" not in caplog.text


def test_without_a_receipt_a_person_is_asked_and_a_late_one_still_counts(
    dropped: HealthRecordNote, folder: Path, later: Any
) -> None:
    later(23 * 60)
    send_notes()
    dropped.refresh_from_db()
    assert dropped.status == NoteStatus.SENT
    later(61)
    send_notes()
    dropped.refresh_from_db()
    assert dropped.failed_reason.startswith("No receipt came back")
    receipt(folder, "AA", f"{dropped.reference}.1", "EPR-9")
    send_notes()
    dropped.refresh_from_db()
    assert dropped.status == NoteStatus.FILED


def test_a_late_receipt_does_not_count_for_other_words(
    dropped: HealthRecordNote, folder: Path, later: Any, radiographer: Any
) -> None:
    later(25 * 60)
    send_notes()
    dropped.refresh_from_db()
    dropped.reword(by=radiographer, text="Other words.")
    receipt(folder, "AA", f"{dropped.reference}.1", "EPR-9")
    send_notes()
    dropped.refresh_from_db()
    assert dropped.status == NoteStatus.DRAFTED
    assert Event.objects.about(dropped).latest("id").action == "healthrecordnote.answer_too_late"


def test_a_folder_that_is_not_there_is_tried_again_and_leaves_no_half_file(
    ready: HealthRecordNote, folder: Path, radiographer: Any
) -> None:
    (folder / "out").rmdir()
    ready.send(by=radiographer)
    send_notes()
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.may_have_arrived) == (1, False)
    (folder / "out" / "N.1.hl7").mkdir(parents=True)
    with pytest.raises(Undelivered):
        FileDrop(folder).deliver(b"x", "N.1")
    assert [each.name for each in (folder / "out").iterdir()] == ["N.1.hl7"]

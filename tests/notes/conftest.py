"""Notes that are ready to go, and the record system they go to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notes.tasks import send_notes
from tests.servers.mllp import RecordSystem, running_record_system


@pytest.fixture
def ready(radiographer: Any, department: Any, patient: Any) -> HealthRecordNote:
    """A drafted note that is owed today, of a patient who was told."""
    with acting_as(radiographer):
        note = HealthRecordNote(
            kind="discussion",
            about_type="tests.nothing",
            about_reference="REQ-0000-0000-0",
            department=department,
            patient=patient,
            text="Patient made a sound recording\nof the explanation | with ^ & ~ \\ in it.",
            written_by=radiographer,
            patient_told_at=clock.now(),
            owed_by=clock.today(),
        )
        note.save()
    return note


@pytest.fixture
def record_system(settings: Any) -> Iterator[RecordSystem]:
    """A listener that says AA, and the settings that lead to it."""
    with running_record_system() as system:
        settings.NOTES_CONNECTOR = "mllp"
        settings.NOTES_MLLP_ADDRESS = system.address
        settings.NOTES_MLLP_SECONDS = 4.0
        yield system


@pytest.fixture
def swept(monkeypatch: pytest.MonkeyPatch, later: Callable[[float], None]) -> Callable[[], Any]:
    """``swept()``: the job runs once, as beat would have it after an hour."""

    def sweep() -> Any:
        later(61)
        return send_notes()

    return sweep


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """``later(minutes)``: the clock goes on."""

    def go_on(minutes: float) -> None:
        moment = clock.now() + timedelta(minutes=minutes)
        monkeypatch.setenv("RECORDINGS_GOV_NOW", moment.isoformat())

    return go_on

"""A request closes with its note in the record, and not before we know whether there is a recording."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.workflow import WrongState
from requests_app.models import Made, RecordingRequest, RequestStatus

Log = Callable[..., RecordingRequest]
NEED = {"outcome_reason": "The injection", "need_met": "A hearing loop"}
RECORDED = ["begun", "made", "found"]


def note_of(request: RecordingRequest) -> HealthRecordNote:
    found: HealthRecordNote = HealthRecordNote.objects.about(request).get()
    return found


def file(request: RecordingRequest, by: Any) -> None:
    note_of(request).file_by_hand(by=by, record_reference="EPR 17")
    request.refresh_from_db()


@pytest.mark.rule("R-041", "E")
@pytest.mark.parametrize("made", RECORDED)
def test_a_recording_owes_the_note_and_filing_it_closes_the_request(
    log: Log, radiographer: Any, medical_records: Any, made: str
) -> None:
    request = log()
    request.say_whether_made(by=radiographer, made=made)
    assert request.status == RequestStatus.NOTE_OWED
    assert note_of(request).owed_by is not None
    file(request, medical_records)
    assert request.status == RequestStatus.CLOSED
    assert request.note_filed_at == note_of(request).filed_at


def test_no_recording_closes_the_request_and_owes_nothing(log: Log, radiographer: Any) -> None:
    request = log()
    request.say_whether_made(by=radiographer, made="no")
    assert request.status == RequestStatus.CLOSED
    assert note_of(request).owed_by is None


@pytest.mark.rule("R-041", "E")
def test_a_note_filed_early_does_not_close_while_it_is_not_known(log: Log, radiographer: Any) -> None:
    request = log()
    file(request, radiographer)
    assert request.status == RequestStatus.OUTCOME_GIVEN
    assert request.recording_made == Made.NOT_KNOWN
    request.say_whether_made(by=radiographer, made="made")
    assert request.status == RequestStatus.CLOSED


@pytest.mark.rule("R-041", "E")
def test_only_its_own_filed_note_closes_a_request(log: Log, radiographer: Any) -> None:
    request, other = log(), log()
    request.say_whether_made(by=radiographer, made="made")
    with pytest.raises(ValidationError, match="not in the record"):
        request.take_note_as_filed(by=radiographer, note=note_of(request))
    file(other, radiographer)
    with pytest.raises(ValidationError, match="not in the record"):
        request.take_note_as_filed(by=radiographer, note=note_of(other))
    request.refresh_from_db()
    assert request.status == RequestStatus.NOTE_OWED


@pytest.mark.parametrize(("outcome", "used_by"), [("patient_chose_not_to", ""), ("out_of_scope", "press")])
def test_an_outcome_without_recording_closes_at_once_and_drafts_no_note(
    log: Log, outcome: str, used_by: str
) -> None:
    request = log(outcome=outcome, used_by=used_by, told=[])
    assert (request.status, request.recording_made) == (RequestStatus.CLOSED, Made.NO)
    assert not HealthRecordNote.objects.about(request).exists()


@pytest.mark.rule("R-039", "E")
@pytest.mark.parametrize("outcome", ["stopped_for_safety", "stopped_for_interference", "went_ahead_contrary"])
def test_a_stop_means_that_a_recording_was_begun_and_owes_the_note(log: Log, outcome: str) -> None:
    request = log(outcome=outcome, **NEED)
    assert (request.status, request.recording_made) == (RequestStatus.NOTE_OWED, Made.BEGUN)
    assert "begun" in note_of(request).text


@pytest.mark.rule("R-039", "E")
@pytest.mark.rule("R-043", "E")
def test_a_stop_after_saving_is_recorded_and_the_note_says_so(log: Log, radiographer: Any) -> None:
    request = log()
    request.record_outcome(by=radiographer, outcome="stopped_for_safety", **NEED)
    assert request.status == RequestStatus.NOTE_OWED
    assert "stopped for safety: The injection" in note_of(request).text


def test_words_that_somebody_wrote_themselves_are_kept(log: Log, radiographer: Any) -> None:
    request = log()
    note_of(request).reword(by=radiographer, text="In my own words.")
    request.say_whether_made(by=radiographer, made="made")
    assert note_of(request).text == "In my own words."
    assert note_of(request).owed_by is not None


def test_it_is_asked_once(log: Log, radiographer: Any) -> None:
    request = log()
    request.say_whether_made(by=radiographer, made="made")
    with pytest.raises(WrongState):
        request.say_whether_made(by=radiographer, made="no")


@pytest.mark.parametrize("made", ["not_known", "", "perhaps"])
def test_it_must_be_an_answer(log: Log, radiographer: Any, made: str) -> None:
    request = log()
    with pytest.raises(ValidationError):
        request.say_whether_made(by=radiographer, made=made)
    assert request.status == RequestStatus.OUTCOME_GIVEN


def test_another_departments_radiographer_cannot_say(log: Log, other_radiographer: Any) -> None:
    request = log()
    with pytest.raises(PermissionDenied):
        request.say_whether_made(by=other_radiographer, made="no")
    with pytest.raises(PermissionDenied):
        request.record_outcome(by=other_radiographer, outcome="patient_chose_not_to")


@pytest.mark.rule("R-041", "E")
def test_the_note_is_owed_by_the_same_working_day(
    log: Log, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-22T10:00:00+00:00")
    assert clock.today() == date(2026, 11, 22)
    request = log()
    request.say_whether_made(by=radiographer, made="made")
    assert note_of(request).owed_by == date(2026, 11, 23)

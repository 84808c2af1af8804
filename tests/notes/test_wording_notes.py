"""Every version of a note's words is kept, and so is when the patient was told of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.broken import ConstraintBroken
from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from tests.notes.test_filing_notes import a_note, page_of


def test_the_words_before_stand_on_the_page_with_who_wrote_them(
    ready: HealthRecordNote, signed_in: Any, radiographer: Any, consultant: Any
) -> None:
    first = ready.text
    ready.reword(by=consultant, text="Second words.")
    ready.reword(by=radiographer, text="Third words.")
    ready.refresh_from_db()
    assert ready.version == 3
    answer = signed_in(radiographer).get(page_of(ready))
    kept = [
        (each["version"], each["text"], each["history_user__name"]) for each in answer.context["versions"]
    ]
    assert kept == [(2, "Second words.", consultant.name), (1, first, radiographer.name)]
    page = answer.content.decode()
    assert "What it said before" in page
    assert "Second words." in page


def test_saving_the_same_words_makes_no_version(ready: HealthRecordNote, radiographer: Any) -> None:
    ready.reword(by=radiographer, text=ready.text)
    assert ready.version == 1


@pytest.mark.rule("R-040", "E")
def test_the_patient_is_told_later_and_the_reason_why_not_makes_way(
    ready: HealthRecordNote, signed_in: Any, radiographer: Any
) -> None:
    browser, page = signed_in(radiographer), page_of(ready, "told")
    assert browser.post(page, {"told": "no", "not_told_reason": " "}).status_code == 422
    assert browser.post(page, {"told": "no", "not_told_reason": "Left early"}).status_code == 302
    ready.refresh_from_db()
    assert (ready.patient_told_at, ready.not_told_reason) == (None, "Left early")
    assert browser.post(page, {"told": "yes"}).status_code == 422
    told = {"told": "yes", "told_on_day": "2", "told_on_month": "11", "told_on_year": "2026"}
    future = told | {"told_on_year": "2099", "told_time": "10:00"}
    assert "in the future" in browser.post(page, future).content.decode()
    assert browser.post(page, told | {"told_time": "10:00", "not_told_reason": "Left"}).status_code == 302
    ready.refresh_from_db()
    assert clock.local(ready.patient_told_at).isoformat() == "2026-11-02T10:00:00+00:00"
    assert (ready.not_told_reason, ready.status) == ("", NoteStatus.DRAFTED)


def test_told_and_not_told_cannot_both_be(radiographer: Any, ready: HealthRecordNote) -> None:
    with pytest.raises(ValidationError):
        ready.say_told(by=radiographer)
    ready.not_told_reason = "Left early"
    with acting_as(radiographer), pytest.raises(ConstraintBroken):
        ready.save()


def test_a_note_fails_with_a_reason(radiographer: Any, ready: HealthRecordNote, settings: Any) -> None:
    settings.NOTES_CONNECTOR, settings.NOTES_FOLDER = "files", "/nowhere"
    ready.send(by=radiographer)
    with pytest.raises(ConstraintBroken, match="Say why"):
        ready.fail(by=radiographer, reason="")


def test_owing_a_note_under_way_sets_its_day_and_leaves_its_words(
    radiographer: Any, ready: HealthRecordNote, settings: Any
) -> None:
    settings.NOTES_CONNECTOR, settings.NOTES_FOLDER = "files", "/nowhere"
    said = ready.text
    ready.send(by=radiographer)
    ready.owe(by=radiographer, owed_by=clock.today(), text="Other words.")
    assert (ready.status, ready.text, ready.owed_by) == (NoteStatus.SENT, said, clock.today())


@pytest.mark.rule("R-041", "P")
def test_the_worklist_shows_each_state_and_what_failed_though_it_is_not_owed(
    radiographer: Any, department: Any, patient: Any, signed_in: Any, settings: Any, at_most_queries: Any
) -> None:
    settings.NOTES_CONNECTOR, settings.NOTES_FOLDER = "files", "/nowhere"
    failed = a_note(radiographer, department, patient)
    failed.send(by=radiographer)
    failed.fail(by=radiographer, reason="No (AE)")
    drafted = a_note(radiographer, department, patient)
    browser, page = signed_in(radiographer), reverse("notes:worklist")
    browser.get("/")
    with at_most_queries(5):
        waiting = browser.get(page).content.decode()
    assert failed.reference in waiting
    assert drafted.reference not in waiting
    shown = {
        state: browser.get(page, {"state": state}).content.decode() for state in ("failed", "drafted", "sent")
    }
    assert [failed.reference in shown[state] for state in shown] == [True, False, False]
    assert [drafted.reference in shown[state] for state in shown] == [False, True, False]

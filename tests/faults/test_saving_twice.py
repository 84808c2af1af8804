"""A double tap, a resubmit after a lost network, a key used again: one deed, one answer, no leak."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.pages.models import IdempotencyKey
from requests_app.models import RecordingRequest
from tests.faults.scanner import PAGE, request_form, save
from tests.faults.visitor import Answer, Fields, Visitor

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def path_of(note: HealthRecordNote) -> str:
    return f"/notes/{note.reference}/reword/"


def deeds(note: HealthRecordNote) -> int:
    return int(Event.objects.about(note).filter(action="healthrecordnote.reword").count())


def both_at_once(visitor: Visitor, path: str, form: Fields) -> list[Answer]:
    with ThreadPoolExecutor(2) as taps:
        return list(taps.map(lambda _: visitor.post(path, form), range(2)))


@pytest.mark.on_sqlite
def test_a_double_tap_does_it_once_and_both_taps_get_the_same_answer(
    note: HealthRecordNote, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = visitor.form(path_of(note), text="Only the explanation.")

    first, second = both_at_once(visitor, path_of(note), form)

    assert (
        (first.status, first.location) == (second.status, second.location) == (302, note.get_absolute_url())
    )
    assert deeds(note) == 1


@pytest.mark.on_sqlite
def test_a_double_tap_at_the_scanner_logs_one_request(radiographer: Any, patient: Any, service: str) -> None:
    visitor = Visitor(service, "radiographer")
    form = request_form(visitor)

    first, second = both_at_once(visitor, PAGE, form)
    again = save(visitor, form)

    request = RecordingRequest.objects.get()
    assert {answer.status for answer in (first, second, again)} == {302}
    assert {answer.location for answer in (first, second, again)} == {request.get_absolute_url()}


def test_a_request_sent_again_with_another_answer_is_refused_and_the_first_stands(
    radiographer: Any, patient: Any, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = request_form(visitor)
    assert save(visitor, form).status == 302
    other = [(name, "whole_exam" if name == "subject" else value) for name, value in form]

    refused = save(visitor, other)

    assert refused.status == 422
    assert "sent before with other words" in refused.text
    assert [request.subject for request in RecordingRequest.objects.all()] == ["explanation"]


def test_what_is_sent_again_after_a_lost_network_is_not_done_again(
    note: HealthRecordNote, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = visitor.form(path_of(note), text="Only the explanation.")
    first = visitor.post(path_of(note), form)
    again = visitor.post(path_of(note), form)
    assert (first.status, first.location) == (again.status, again.location)
    assert deeds(note) == 1


def test_the_same_key_with_other_words_is_refused_and_changes_nothing(
    note: HealthRecordNote, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    form = visitor.form(path_of(note), text="Only the explanation.")
    visitor.post(path_of(note), form)
    other = [(name, "Something else." if name == "text" else value) for name, value in form]

    refused = visitor.post(path_of(note), other)

    assert refused.status == 422
    assert "sent before with other words" in refused.text
    note.refresh_from_db()
    assert note.text == "Only the explanation."


def test_another_persons_same_key_is_a_key_of_their_own(
    note: HealthRecordNote, colleague: Any, service: str
) -> None:
    mine, theirs = Visitor(service, "radiographer"), Visitor(service, "colleague")
    form = mine.form(path_of(note), text="Only the explanation.")
    assert mine.post(path_of(note), form).status == 302
    key = dict(form)["idempotency_key"]
    their_form = theirs.form(path_of(note), text="What they heard.", idempotency_key=key)

    assert theirs.post(path_of(note), their_form).status == 302

    note.refresh_from_db()
    assert note.text == "What they heard."
    assert deeds(note) == 2
    assert IdempotencyKey.objects.filter(key=key).count() == 2

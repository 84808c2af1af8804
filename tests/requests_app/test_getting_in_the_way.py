"""Interference, what was done, extra minutes and repeats: kept at any time, told to governance once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notifications.models import Message, Task
from recordings_gov.pages.cards import cards_of
from recordings_gov.pages.needs import needs_of
from recordings_gov.rulebook.registered import live
from requests_app.delay import HIDDEN, average_delay
from requests_app.models import Hindrance, Made, RecordingRequest, RequestStatus

Log = Callable[..., RecordingRequest]
NEED = {"need_met": "A written summary"}


def address(name: str, record: Any) -> str:
    return reverse(f"requests:{name}", kwargs={"reference": record.reference})


@pytest.mark.rule("R-039", "R")
@pytest.mark.rule("R-043", "R")
def test_what_got_in_the_way_is_kept_with_what_was_done_and_how_long_it_took(
    log: Log, radiographer: Any
) -> None:
    request = log()
    request.note_hindrance(
        by=radiographer, got_in_the_way=True, words="The phone lay on the coil", paused=True, extra_minutes=4
    )
    request.note_hindrance(by=radiographer, got_in_the_way=False, extra_minutes=0)
    first, second = request.hindrances.order_by("pk")
    assert (first.done, first.extra_minutes, first.said_by) == (["Paused the exam"], 4, radiographer)
    assert (second.got_in_the_way, second.extra_minutes) == (False, 0)
    assert request.status == RequestStatus.OUTCOME_GIVEN


@pytest.mark.rule("R-039", "R")
def test_stopping_the_recording_is_an_outcome_too_and_both_rows_stay(log: Log, radiographer: Any) -> None:
    request = log()
    request.note_hindrance(
        by=radiographer, got_in_the_way=True, recording_stopped=True, words="It shone in", **NEED
    )
    assert [row.ended for row in request.outcomes.order_by("pk")] == ["agreed", "stopped_for_interference"]
    assert (request.recording_made, request.status) == (Made.BEGUN, RequestStatus.NOTE_OWED)
    request.note_hindrance(by=radiographer, got_in_the_way=True, recording_stopped=True, words="Once more")
    assert request.outcomes.count() == 2


@pytest.mark.rule("R-043", "E")
def test_a_safety_stop_overrides_an_earlier_agreement_and_both_rows_are_kept(
    log: Log, radiographer: Any
) -> None:
    request = log()
    request.record_outcome(
        by=radiographer, outcome="stopped_for_safety", outcome_reason="The field", need_met="A summary"
    )
    assert request.outcome == "stopped_for_safety"
    assert [row.ended for row in request.outcomes.order_by("pk")] == ["agreed", "stopped_for_safety"]
    for agreement in ("agreed", "agreed_with_conditions"):
        with pytest.raises(ValidationError, match="not how this request can end"):
            request.record_outcome(by=radiographer, outcome=agreement)


@pytest.mark.rule("R-039", "E")
def test_a_stop_may_be_said_of_a_request_that_was_closed(log: Log, radiographer: Any) -> None:
    request = log(outcome="patient_chose_not_to", told=[])
    assert request.status == RequestStatus.CLOSED
    stop = {"outcome": "stopped_for_safety", "outcome_reason": "They filmed after all", "need_met": "A talk"}
    with pytest.raises(ValidationError, match="told"):
        request.record_outcome(by=radiographer, **stop)
    request.refresh_from_db()
    request.record_outcome(by=radiographer, **stop, not_told_reason="had_left")
    assert (request.status, request.recording_made) == (RequestStatus.NOTE_OWED, Made.BEGUN)
    assert HealthRecordNote.objects.about(request).get().owed_by is not None


@pytest.mark.rule("R-039", "N")
def test_the_governance_lead_hears_of_a_repeated_exam_once_and_of_no_patient(
    log: Log, radiographer: Any, governance_lead: Any, patient: Any
) -> None:
    request = log()
    for _ in range(2):
        request.note_hindrance(
            by=radiographer, got_in_the_way=True, repeated=True, words="Moved", extra_minutes=9
        )
    (message,) = Message.objects.filter(key__startswith=f"request:{request.reference}:repeated")
    task = Task.objects.get(key=f"request:{request.reference}:repeated")
    assert message.to == governance_lead
    assert request.reference in message.subject
    for said in (message.subject + message.body, task.what):
        assert patient.family_name not in said
        assert patient.number not in said
    assert task.what in [need.deed for need in needs_of(governance_lead, clock.today())]
    request.look_at_repeat(by=governance_lead, words="Repeated for the lost centring")
    task.refresh_from_db()
    assert task.done_by == governance_lead
    assert {row.looked_at_by for row in request.hindrances.all()} == {governance_lead}


BROKEN = {
    "hindrance_is_dealt_with_only_where_there_was_one": "got_in_the_way = {false}",
    "hindrance_says_why_it_was_stopped_or_repeated": "repeated = {true}, words = ''",
    "hindrance_takes_a_possible_time": "extra_minutes = 241",
    "hindrance_looked_at_is_a_repeat_with_words": "looked_at_by_id = said_by_id",
}


@pytest.mark.rule("R-039", "R")
@pytest.mark.both
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_itself_refuses(log: Log, radiographer: Any, name: str) -> None:
    log().note_hindrance(by=radiographer, got_in_the_way=True, paused=True, words="It shone in")
    words = (
        {"true": "true", "false": "false"} if connection.vendor == "postgresql" else {"true": 1, "false": 0}
    )
    statement = f"UPDATE requests_app_hindrance SET {BROKEN[name].format(**words)}"  # noqa: S608
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.rule("R-043", "P")
def test_the_average_delay_says_numerator_denominator_period_and_definition(
    log: Log, radiographer: Any, auditor: Any, django_assert_num_queries: Any
) -> None:
    today = clock.today()
    for minutes in (0, 3, 6, 6, 9):
        request = log()
        request.note_hindrance(by=radiographer, got_in_the_way=minutes > 0, extra_minutes=minutes)
    request.note_hindrance(by=radiographer, got_in_the_way=True, extra_minutes=1)
    log().note_hindrance(by=radiographer, got_in_the_way=True)
    with django_assert_num_queries(1):
        figure = average_delay(None, today, today)
    assert (figure.numerator, figure.denominator, figure.average) == (25, 5, "5 minutes")
    for part in ("25 minutes over 5 visits", f"{today.day} {today:%B %Y}", figure.definition):
        assert part in figure.says
    (card,) = [each for each in cards_of(auditor, today) if "delay" in each.label]
    assert (card.number, card.note[:24]) == ("5 minutes", "25 minutes over 5 visits")
    assert [each.number for each in live("R-043", auditor)] == ["5 minutes"]
    assert not [each for each in cards_of(radiographer, today) if "delay" in each.label]
    assert average_delay([], today, today).is_hidden
    yesterday = today - timedelta(days=1)
    assert average_delay(None, yesterday, yesterday).denominator == 0


@pytest.mark.rule("R-043", "P")
def test_a_small_count_shows_no_number_at_all(log: Log, radiographer: Any) -> None:
    for minutes in (7, 11, 13, 17):
        log().note_hindrance(by=radiographer, got_in_the_way=True, extra_minutes=minutes)
    figure = average_delay(None, clock.today(), clock.today())
    assert figure.average == "Not shown"
    assert HIDDEN in figure.says
    assert "48" not in figure.says


def test_the_page_asks_what_belongs_together_and_shows_what_was_kept(
    log: Log, radiographer: Any, other_radiographer: Any, governance_lead: Any, signed_in: Any
) -> None:
    request = log()
    page, detail = address("request-hindrance", request), request.get_absolute_url()
    browser = signed_in(radiographer)
    for posted, says in (
        ({}, "Say whether it got in the way"),
        ({"got_in_the_way": "no", "done": ["paused"]}, "nothing was done about it"),
        ({"got_in_the_way": "yes", "done": ["repeated"]}, "Say what got in the way of what"),
        ({"got_in_the_way": "yes", "extra_minutes": "300"}, "Minutes must be 240 or fewer"),
        (
            {"got_in_the_way": "yes", "done": ["recording_stopped"], "words": "x"},
            "Say what you did about their need",
        ),
    ):
        answer = browser.post(page, posted)
        assert (answer.status_code, says in answer.content.decode()) == (422, True), says
    posted = {"got_in_the_way": "yes", "done": ["repeated"], "words": "Blurred", "extra_minutes": "5"}
    assert browser.post(page, posted).status_code == 302
    shown = browser.get(detail).content.decode()
    assert "Repeated part of the exam." in shown
    assert "5 more minutes." in shown
    assert address("request-repeat", request) not in shown
    assert signed_in(other_radiographer).get(page).status_code == 404
    lead = signed_in(governance_lead)
    assert lead.get(page).status_code == 403
    assert address("request-repeat", request) in lead.get(detail).content.decode()
    assert lead.post(address("request-repeat", request), {"words": "Looked into"}).status_code == 302
    assert Hindrance.objects.get().looked_at_by == governance_lead

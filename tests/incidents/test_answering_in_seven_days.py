"""Day 7 is in time, day 8 is late; reminders on days 5 and 7, once each; the figure says what it counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.accounts.models import Setting
from recordings_gov.incidents import figures
from recordings_gov.incidents.figures import Figure
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.incidents.tasks import remind_of_answers
from recordings_gov.notifications.models import Message
from tests.incidents.conftest import TODAY, report


def came(by: Any, department: Any, days_ago: int, kind: str = Kind.WRONG_PATIENT) -> Incident:
    day = TODAY - timedelta(days=days_ago)
    return report(by, department, kind, discovered_on=day)


def reminders(person: Any) -> list[str]:
    rows = Message.objects.filter(to=person, key__contains=":answer-").order_by("pk")
    return [key.rsplit(":", 1)[1] for key in rows.values_list("key", flat=True)]


@pytest.mark.rule("R-213", "P")
def test_day_seven_is_in_time_and_day_eight_is_late(
    radiographer: Any, department: Any, head_of_media_studio: Any
) -> None:
    for days in (7, 8):
        incident = came(radiographer, department, days)
        incident.respond(by=head_of_media_studio, responded_on=TODAY, answer="Put right.")
        assert incident.is_late(TODAY) is (days == 8)
    figure = figures.answered_in_time(None, date(2026, 1, 1), TODAY, TODAY)
    assert (figure.numerator, figure.denominator, figure.still_in_time) == (1, 2, 0)


@pytest.mark.both
@pytest.mark.rule("R-213", "P")
def test_patients_recordings_are_counted_apart_and_what_is_still_in_time_is_not_counted(
    radiographer: Any, department: Any, head_of_media_studio: Any, at_most_queries: Any
) -> None:
    came(radiographer, department, 7)
    came(radiographer, department, 8)
    came(radiographer, department, 9, Kind.CONTRARY)
    span = (None, date(2026, 1, 1), TODAY, TODAY)
    with at_most_queries(2):
        ours, theirs = figures.answered_in_time(*span), figures.answered_in_time_apart(*span)
    assert (ours.numerator, ours.denominator, ours.still_in_time) == (0, 1, 1)
    assert (theirs.numerator, theirs.denominator) == (0, 1)
    assert "day 0" in ours.definition
    assert "apart" in theirs.definition


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "met"),
    [
        (0, 0, "None yet", None),
        (19, 20, "95%", True),
        (189, 199, "94.9%", False),
        (190, 200, "95%", True),
        (949, 1000, "94.9%", False),
        (1999, 2000, "99.9%", True),
        (7, 7, "100%", True),
    ],
)
def test_a_figure_is_never_rounded_up_to_a_target_it_misses(
    numerator: int, denominator: int, percent: str, met: bool | None
) -> None:
    figure = Figure("t", numerator, denominator, 0, TODAY, TODAY, "d")
    assert (figure.percent, figure.is_met) == (percent, met)


@pytest.mark.both
@pytest.mark.rule("R-213", "N")
def test_reminders_go_out_on_days_five_and_seven_once_each(
    radiographer: Any, department: Any, head_of_media_studio: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(radiographer, department, 0)
    expected = {4: [], 5: ["answer-soon"], 6: ["answer-soon"], 7: ["answer-soon", "answer-due"]}
    for day, told in expected.items():
        monkeypatch.setenv("RECORDINGS_GOV_NOW", f"2026-11-{20 + day}T07:00:00+00:00")
        remind_of_answers()
        remind_of_answers()
        assert reminders(head_of_media_studio) == told
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-29T07:00:00+00:00")
    assert remind_of_answers() == 0


@pytest.mark.rule("R-213", "N")
def test_of_two_missed_reminders_only_the_later_goes_and_none_after_an_answer(
    radiographer: Any, department: Any, head_of_media_studio: Any, governance_lead: Any, at_most_queries: Any
) -> None:
    for _ in range(3):
        came(radiographer, department, 9)
    answered = came(radiographer, department, 9)
    answered.respond(by=head_of_media_studio, responded_on=TODAY, answer="Put right.")
    patients = came(radiographer, department, 6, Kind.COVERT)
    with at_most_queries(14):
        remind_of_answers()
    assert reminders(head_of_media_studio) == ["answer-due"] * 3
    assert reminders(governance_lead) == ["answer-soon"]
    assert patients.is_open


def test_an_answer_is_given_once_and_not_before_it_came(reported: Incident, governance_lead: Any) -> None:
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(ValidationError):
            reported.respond(by=governance_lead, responded_on=day, answer="Hello.")
    reported.respond(by=governance_lead, responded_on=TODAY, answer="Hello.")
    with pytest.raises(ValidationError, match="answered before"):
        reported.respond(by=governance_lead, responded_on=TODAY, answer="Again.")


def test_a_department_may_shorten_the_seven_days_and_not_lengthen_them(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    asked = {
        "by": governance_lead,
        "department": department,
        "name": "incident-answer-days",
        "reason": "Ours.",
    }
    with pytest.raises(ValidationError, match="from 1 to 7"):
        Setting.choose(**asked, value="8")
    Setting.choose(**asked, value="3")
    assert report(radiographer, department).response_due_on == TODAY + timedelta(days=3)

"""What may be reviewed by when, and which revisions were in time: tables, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from policies.review_decisions import plannable, refused, sooner
from policies.review_figures import Share, share_in_time
from policies.revision_reminders import reminder_day
from recordings_gov.clock import months_after

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 3, 1)),
        (date(2026, 3, 28), date(2026, 6, 28)),
    ],
)
@pytest.mark.rule("R-214")
def test_three_months_are_calendar_months_and_end_on_a_day_there_is(opened: date, due: date) -> None:
    assert months_after(opened, 3) == due


@pytest.mark.rule("R-003")
def test_a_review_comes_sooner_and_never_later() -> None:
    due = TODAY + 100 * DAY
    assert sooner(due, TODAY, TODAY, TODAY) == TODAY
    assert sooner(due, due - DAY, TODAY - 400 * DAY, TODAY) == due - DAY
    for asked, came_on, says in (
        (due, TODAY, "2 March 2027, when the review is due anyway"),
        (due + DAY, TODAY, "due anyway"),
        (TODAY - DAY, TODAY, "today or a later day"),
        (TODAY, TODAY + DAY, "a day that has been"),
    ):
        with pytest.raises(ValidationError, match=says):
            sooner(due, asked, came_on, TODAY)


def test_what_is_overdue_stays_overdue() -> None:
    for due in (TODAY, TODAY - 500 * DAY):
        assert sooner(due, TODAY + 30 * DAY, TODAY, TODAY) == due


def test_a_review_is_planned_no_later_than_it_is_due() -> None:
    due = TODAY + 10 * DAY
    assert plannable(due, due, TODAY) == due
    assert plannable(TODAY - DAY, TODAY + 30 * DAY, TODAY) == TODAY + 30 * DAY
    assert plannable(TODAY - DAY, TODAY - DAY, TODAY) == TODAY - DAY
    with pytest.raises(ValidationError, match="it is due then"):
        plannable(due, due + DAY, TODAY)
    with pytest.raises(ValidationError, match="today or a later day"):
        plannable(due, TODAY - DAY, TODAY)


@pytest.mark.parametrize(
    ("status", "ended", "says"),
    [
        ("retired", date(2026, 3, 3), "It was retired on 3 March 2026, so there is no review"),
        ("superseded", date(2026, 3, 3), "Review the version that took its place"),
        ("replaced", None, "Review the edition that is on show"),
        ("draft", None, "not in force yet"),
        ("approved", None, "not in force yet"),
    ],
)
def test_what_does_not_hold_is_not_reviewed(status: str, ended: date | None, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        refused(SimpleNamespace(status=status, superseded_on=ended, review_due_on=TODAY))
    refused(SimpleNamespace(status="disseminated", review_due_on=TODAY))
    with pytest.raises(ValidationError, match="no review date"):
        refused(SimpleNamespace(status="published", review_due_on=None))


@pytest.mark.rule("R-214")
def test_the_last_day_is_in_time_and_the_day_after_is_late() -> None:
    first = date(2026, 1, 1)
    due = date(2026, 4, 30)
    for done, in_time in ((due - DAY, 1), (due, 1), (due + DAY, 0), (None, 0)):
        assert share_in_time([(due, done)], first, TODAY) == Share(in_time, 1, first, TODAY)


@pytest.mark.rule("R-214")
def test_only_what_fell_due_in_the_period_counts() -> None:
    first = date(2026, 1, 1)

    def of(due: date, done: date | None = None) -> int:
        return share_in_time([(due, done)], first, TODAY).of

    assert of(first - DAY, first) == 0
    assert of(first, first) == 1
    assert of(TODAY, None) == 0  # it may still be done today
    assert of(TODAY, TODAY) == 1
    assert of(TODAY - DAY, None) == 1
    assert of(TODAY + DAY, TODAY) == 0  # early, and counted when it would have been due


@pytest.mark.rule("R-214")
@pytest.mark.parametrize(
    ("done", "of", "percent", "is_met"),
    [
        (0, 0, "None yet", True),
        (85, 100, "85.0%", True),
        (17, 20, "85.0%", True),
        (84, 100, "84.0%", False),
        (849, 1000, "84.9%", False),
        (8499, 10000, "84.9%", False),
        (6, 7, "85.7%", True),
        (5, 6, "83.3%", False),
        (1, 1, "100.0%", True),
    ],
)
def test_the_target_is_met_at_exactly_eighty_five_in_a_hundred(
    done: int, of: int, percent: str, is_met: bool
) -> None:
    share = Share(done, of, date(2026, 1, 1), TODAY)
    assert (share.percent, share.is_met) == (percent, is_met)
    assert share.says == f"{done:,} of {of:,} since 1 January 2026. Target 85%"


@pytest.mark.parametrize(
    ("left", "day"),
    [
        (31, None),
        (30, 30),
        (8, 30),
        (7, 7),
        (1, 7),
        (0, 0),
        (-1, 0),
        (-6, 0),
        (-7, -7),
        (-13, -7),
        (-14, -14),
    ],
)
def test_a_revision_is_reminded_of_on_its_days_and_weekly_when_late(left: int, day: int | None) -> None:
    assert reminder_day(TODAY + left * DAY, TODAY) == day

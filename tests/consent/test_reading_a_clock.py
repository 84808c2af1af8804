"""A day and a time as staff write them, and the instant they mean in London."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from consent.moments import moment, read_time


@pytest.mark.parametrize(
    ("text", "read"),
    [("14:05", time(14, 5)), ("1405", time(14, 5)), ("9.30", time(9, 30)), ("2:05 pm", time(14, 5)),
     ("12:00am", time(0, 0)), ("12:30pm", time(12, 30)), ("00:00", time(0, 0))],
)  # fmt: skip
def test_a_time_is_read_as_it_is_written(text, read):
    assert read_time(text) == read


@pytest.mark.parametrize(
    "text", ["", "24:00", "12:60", "noon", "13:00pm", "0:30am", "١٤:٠٥", "１４:０５", "1:2", "-1:00"]
)
def test_a_time_that_is_none_is_refused(text):
    with pytest.raises(ValidationError, match="14:05"):
        read_time(text)


def test_summer_and_winter_are_kept_apart():
    assert moment(date(2026, 7, 1), time(0, 30)) == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert moment(date(2026, 12, 1), time(0, 30)) == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_the_first():
    with pytest.raises(ValidationError, match="clocks went forward"):
        moment(date(2026, 3, 29), time(1, 30))
    assert moment(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

"""Days are London's, whatever the instant is in UTC."""

from datetime import UTC, date, datetime

import pytest

from recordings_gov import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-06-30T22:59:59+00:00", date(2026, 6, 30)),
        ("2026-06-30T23:30:00+00:00", date(2026, 7, 1)),
        ("2026-12-31T23:59:59+00:00", date(2026, 12, 31)),
        ("2026-03-29T00:59:59+00:00", date(2026, 3, 29)),
        ("2026-10-25T00:30:00+00:00", date(2026, 10, 25)),
        ("2026-10-24T23:30:00+00:00", date(2026, 10, 25)),
        ("2027-03-28T23:30:00+00:00", date(2027, 3, 29)),
        ("2027-10-31T23:30:00+00:00", date(2027, 10, 31)),
    ],
)
def test_today_is_the_day_in_london(monkeypatch: pytest.MonkeyPatch, instant: str, day: date) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", instant)
    assert clock.today() == day


def test_a_told_time_without_a_zone_is_londons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-07-01T09:00:00")
    assert clock.now() == datetime(2026, 7, 1, 8, tzinfo=UTC)

"""The same working day: weekends, bank holidays of the nation, the hour before midnight, summer time."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from consent.library import Stage, stage
from consent.library_due import overdue, same_day
from consent.models import Recording
from recordings_gov import clock
from recordings_gov.accounts.models import Site
from tests.consent.endings import recorded


@pytest.mark.rule("R-186", "W")
def test_the_working_day_of_a_capture_is_its_own_or_the_next_one_of_its_nation() -> None:
    england, scotland = Site(nation="ENG"), Site(nation="SCT")
    days = {
        # captured: due in England, due in Scotland
        date(2026, 11, 20): (date(2026, 11, 20), date(2026, 11, 20)),  # a Friday
        date(2026, 11, 21): (date(2026, 11, 23), date(2026, 11, 23)),  # a Saturday
        date(2026, 11, 30): (date(2026, 11, 30), date(2026, 12, 1)),  # St Andrew's Day
        date(2026, 12, 25): (date(2026, 12, 29), date(2026, 12, 29)),  # Boxing Day falls on a Saturday
        date(2026, 12, 31): (date(2026, 12, 31), date(2026, 12, 31)),
        date(2027, 1, 1): (date(2027, 1, 4), date(2027, 1, 5)),  # 2 January, moved to the Monday
        date(2027, 3, 26): (date(2027, 3, 30), date(2027, 3, 29)),  # Good Friday; Easter Monday is England's
        date(2026, 8, 31): (date(2026, 9, 1), date(2026, 8, 31)),  # the late summer bank holiday
    }
    for captured, due in days.items():
        assert (england.same_working_day(captured), scotland.same_working_day(captured)) == due, captured
    assert stage(date(2026, 11, 23), None, date(2026, 11, 22)) == Stage.WAITS


LONDONS = (
    # Made and off the camera, as London's clock says it; in summer a day begins an hour before that of UTC.
    ("2031-11-19T23:58+00:00", "2031-11-19T23:59+00:00", True),
    ("2031-11-19T23:59+00:00", "2031-11-20T00:01+00:00", False),
    ("2031-07-09T00:10+01:00", "2031-07-09T23:59+01:00", True),
    ("2031-07-09T23:59+01:00", "2031-07-10T00:00+01:00", False),
    # The nights on which the clocks go back and forward: Sundays, so due on the Monday; the second on the
    # Tuesday, for that Monday is Easter Monday.
    ("2031-10-26T01:30+01:00", "2031-10-27T23:30+00:00", True),
    ("2032-03-28T00:30+00:00", "2032-03-31T00:30+01:00", False),
)


@pytest.mark.both
@pytest.mark.rule("R-186", "W")
@pytest.mark.rule("R-186", "P")
def test_the_day_is_londons_at_every_hour_of_the_year(
    signed_form: Any, media_studio: Any, monkeypatch: Any
) -> None:
    for made, gone, is_in_time in LONDONS:
        monkeypatch.setenv("RECORDINGS_GOV_NOW", gone)
        recording = recorded(signed_form, media_studio, datetime.fromisoformat(made))
        due = recording.off_camera_due_on
        assert due == recording.department.site.same_working_day(date.fromisoformat(made[:10])), made
        assert recording.library_due_on == due
        recording.take_off_camera(by=media_studio, at=clock.now(), place="safe", where="Shelf 2")
        assert (recording.camera_stage(clock.today()) == Stage.IN_TIME) is is_in_time, made
        shares, _ = same_day(Recording.objects.filter(pk=recording.pk), due + timedelta(days=1))
        assert [(each.part, each.whole) for each in shares] == [(int(is_in_time), 1), (0, 1)], made
        assert Recording.objects.filter(overdue(due), pk=recording.pk).exists()


@pytest.mark.rule("R-186", "W")
def test_signed_on_a_weekend_it_is_due_in_the_library_on_the_next_working_day(
    signed_form: Any, media_studio: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2031-12-24T23:59+00:00")
    recording = recorded(signed_form, media_studio, clock.now())
    assert (recording.off_camera_due_on, recording.library_due_on) == (date(2031, 12, 24),) * 2
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2031-12-25T00:01+00:00")
    later = recorded(signed_form, media_studio, clock.now())
    assert (later.off_camera_due_on, later.library_due_on) == (date(2031, 12, 29),) * 2
    later.hold(by=media_studio, place="Safe", look_again_on=date(2032, 1, 5))
    assert (later.off_camera_due_on, later.library_due_on) == (date(2031, 12, 29), None)

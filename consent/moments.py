"""A date and a time as staff read them from a clock on the wall."""

import re
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError

from recordings_gov import clock

CLOCK = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})\s*(am|pm)?", re.ASCII)


def read_time(text: str) -> time:
    """``14:05``, ``1405``, ``14.05`` or ``2:05pm``; raises ValidationError."""
    found = CLOCK.fullmatch(text.strip().lower())
    hours, minutes = (int(found[1]), int(found[2])) if found else (99, 99)
    half = found[3] if found else None
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0) if 1 <= hours <= 12 else 99
    if hours > 23 or minutes > 59:
        raise ValidationError("Give the time like 14:05", code="invalid")
    return time(hours, minutes)


def moment(day: date, at: time) -> datetime:
    """The instant of a day and time in London; raises ValidationError for an hour that the clocks skipped.

    Of an hour that came twice the first is meant.
    """
    found = datetime.combine(day, at, tzinfo=clock.LONDON)
    if clock.local(found.astimezone(UTC)).time() != at:
        raise ValidationError("The clocks went forward over that time. Check it.", code="invalid")
    return found.astimezone(UTC)

"""When a day begins, as London counts days."""

from datetime import date, datetime, time, timedelta

from recordings_gov.clock import LONDON


def start_of(day: date) -> datetime:
    """Midnight of that day."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


def start_of_next(day: date) -> datetime:
    """Midnight at which that day ends."""
    return start_of(day + timedelta(days=1))

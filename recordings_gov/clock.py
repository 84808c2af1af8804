"""The only clock: UTC instants, and days as London counts them."""

import calendar
import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, aware, in UTC; ``RECORDINGS_GOV_NOW`` (ISO 8601) stands in for it in tests."""
    told = os.environ.get("RECORDINGS_GOV_NOW")
    if told:
        moment = datetime.fromisoformat(told)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    return datetime.now(UTC)


def today() -> date:
    """The day it is in London: 23:30 UTC on 30 June is already 1 July."""
    return now().astimezone(LONDON).date()


def local(moment: datetime) -> datetime:
    """The same instant as a clock in London shows it."""
    return moment.astimezone(LONDON)


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months on or, below zero, before; the last day of a shorter month.

    31 January and three months is 30 April; 29 February and twelve months is 28 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

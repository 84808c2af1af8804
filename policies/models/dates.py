"""Dates as exactly as they are known: to the day, the month or the year, or not at all."""

from datetime import date, timedelta

from django.db import models

from recordings_gov.clock import months_after

LONGEST_YEARS = 3
"""Rules: R-216."""


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"
    UNDATED = "undated", "Undated"


def last_day(day: date, precision: str) -> date:
    """The last day that a date can mean: July 2022 is kept as 31 July 2022, 2016 as 31 December."""
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    if precision == Precision.MONTH:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return following - timedelta(days=1)
    return day


def years_after(day: date, years: int = LONGEST_YEARS) -> date:
    """The same day some years on; 29 February becomes 28 February in a year without one."""
    return months_after(day, 12 * years)

"""Calendar months: the same day of a later month, or its last day where it has no such day."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """``day`` moved by ``months``, which may be negative: 31 January and three months is 30 April."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))

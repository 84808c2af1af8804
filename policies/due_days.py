"""The days on which reviews and revisions fall due: a month of them, a list, and a feed."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from django.conf import settings

from policies.models import Revision
from policies.reviewables import Asked, kinds, page
from recordings_gov.clock import months_after

MOST = 500
AHEAD_MONTHS = 36
BEHIND_MONTHS = 12


@dataclass(frozen=True)
class Entry:
    """Something that falls due on a day. It names no patient."""

    on: date
    what: str
    detail: str
    url: str
    reference: str
    is_late: bool = False


def entries(user: Any, first: date, last: date, today: date) -> list[Entry]:
    """What falls due in this time, both days included; one query a kind and one for revisions."""
    addresses = {kind.code: kind.address for kind in kinds()}
    found = [
        Entry(
            row.due,
            f"Review {row.title}",
            f"{row.part}, {row.area}. {row.owner_name or 'No owner'}",
            addresses[row.kind](row.reference),
            row.reference,
            row.due < today,
        )
        for _, row in page(Asked(user, today, between=(first, last)), MOST)
    ]
    revisions = Revision.objects.visible_to(user).open().filter(due_on__range=(first, last))
    for revision in revisions.select_related("policy", "leaflet")[:MOST]:
        late = revision.due_on < today
        said = f"Opened {revision.opened_on.day} {revision.opened_on:%B %Y}"
        address = revision.get_absolute_url()
        found.append(Entry(revision.due_on, f"Revise {revision.of}", said, address, revision.reference, late))
    return sorted(found, key=lambda entry: (entry.on, entry.what))


def month_of(asked: str, today: date) -> date:
    """The first day of the month that was asked for as 2026-11, else of this one."""
    try:
        return datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        return today.replace(day=1)


def weeks_of(month: date, found: list[Entry], today: date) -> list[list[dict[str, Any]]]:
    """The month as weeks from Monday, each day with what falls due on it."""
    by_day: dict[date, list[Entry]] = {}
    for entry in found:
        by_day.setdefault(entry.on, []).append(entry)
    return [
        [
            {
                "day": day,
                "is_here": day.month == month.month,
                "is_today": day == today,
                "entries": by_day.get(day, []),
            }
            for day in week
        ]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]


def feed(user: Any, today: date, at: datetime) -> bytes:
    """What falls due from a year back to three years on, as all-day events in iCalendar (RFC 5545)."""
    written = icalendar.Calendar()
    written.add("prodid", f"-//{settings.ORGANISATION}//Recording governance//EN")
    written.add("version", "2.0")
    written.add("x-wr-calname", "Policy reviews")
    first, last = months_after(today, -BEHIND_MONTHS), months_after(today, AHEAD_MONTHS)
    for entry in entries(user, first, last, today):
        event = icalendar.Event()
        event.add("uid", f"{entry.reference}@{_host()}")
        event.add("dtstamp", at)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("summary", entry.what)
        event.add("description", entry.detail)
        event.add("url", f"{settings.PUBLIC_BASE_URL}{entry.url}")
        event.add("transp", "TRANSPARENT")
        written.add_component(event)
    return bytes(written.to_ical())


def _host() -> str:
    return str(settings.PUBLIC_BASE_URL).partition("//")[2].partition("/")[0] or "recordings"

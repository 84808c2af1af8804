"""What has happened to a record, in words, from the event log. Each room says its own words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.models import Event

Telling = Callable[[dict[str, Any]], str]
_words: dict[str, tuple[str, Telling | None]] = {}
MOST = 200
BY_ITSELF = "by itself"


def say(action: str, title: str, text: Telling | None = None) -> None:
    """How an event is told: ``title``, ``text(body)`` a sentence under it. Called from ``ready()``."""
    _words[action] = (title, text)


def entries(*records: Any, on_paper: bool = False) -> list[dict[str, Any]]:
    """The events of these records together, newest first; readings are left out.

    ``on_paper`` gives every event its date: what is printed today is read on another day.
    """
    about = Q(pk__in=[])
    for record in records:
        about |= Q(object_type=record._meta.label_lower, object_id=record.pk)
    rows = Event.objects.filter(about).exclude(action__endswith=".read").select_related("payload")
    return [told(event, on_paper) for event in rows.order_by("-id")[:MOST]]


def told(event: Event, on_paper: bool) -> dict[str, Any]:
    """One event in words."""
    title, text = _words.get(event.action, ("", None))
    said = title or event.action.split(".")[-1].replace("_", " ").capitalize()
    who = event.actor_label if event.actor_id else BY_ITSELF
    return entry(said, event.at, who, text(event.payload.body) if text else "", on_paper=on_paper)


def entry(
    title: str, moment: datetime, who: str, text: str = "", *, on_paper: bool = False
) -> dict[str, Any]:
    """A line of a timeline: what happened, when, and who did it."""
    return {"title": title, "when": _when(moment, on_paper), "who": who, "text": text, "state": ""}


def _when(moment: datetime, on_paper: bool) -> str:
    here = clock.local(moment)
    day = "Today" if here.date() == clock.today() and not on_paper else f"{here.day} {here:%B %Y}"
    return f"{day} {here:%H:%M}"

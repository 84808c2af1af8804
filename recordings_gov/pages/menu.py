"""Navigation: each room says which entry it adds and which act opens it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One entry of the main menu; ``action`` is asked of the role table."""

    label: str
    url_name: str
    action: str
    order: int


_entries: list[Entry] = []


def register(label: str, url_name: str, action: str, order: int = 50) -> None:
    """Add an entry; called once from an app's ``ready()``."""
    _entries.append(Entry(label, url_name, action, order))


def entries_for(user: Any, path: str) -> list[dict[str, Any]]:
    """Home, and what this person's roles open, with the current page marked."""
    home = {"label": "Home", "url": _url("home"), "current": path == _url("home")}
    shown = [entry for entry in sorted(_entries, key=lambda entry: entry.order) if user.holds(entry.action)]
    urls = [(entry.label, _url(entry.url_name)) for entry in shown]
    return [home, *({"label": label, "url": url, "current": path.startswith(url)} for label, url in urls)]


@cache
def _url(name: str) -> str:
    return reverse(name)

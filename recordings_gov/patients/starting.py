"""What can be started for a patient who was found: higher rooms register it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Start:
    """A link beside a found patient; the page it leads to reads ``?patient=<reference>``."""

    label: str
    url_name: str
    action: str


_starts: list[Start] = []


def register(label: str, url_name: str, action: str) -> None:
    """Add a link; called once from an app's ``ready()``."""
    _starts.append(Start(label, url_name, action))


def starts_for(user: Any, reference: str) -> list[tuple[str, str]]:
    """Label and address of each thing this person may start for the patient."""
    return [
        (start.label, f"{reverse(start.url_name)}?patient={reference}")
        for start in _starts
        if user.holds(start.action)
    ]

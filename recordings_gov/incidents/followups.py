"""What follows an incident in rooms above this one, such as a revision of the policy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """Something to open: what it is, where, and its state if it has one."""

    label: str
    url: str
    state: str = ""


Following = Callable[[Any, Any], list[Link]]
_registered: list[Following] = []


def register(following: Following) -> None:
    """``following(incident, user)`` gives links for the incident's page; called from ``ready()``."""
    _registered.append(following)


def of(incident: Any, user: Any) -> list[Link]:
    """Every link that the rooms above have for this incident and person."""
    return [link for following in _registered for link in following(incident, user)]

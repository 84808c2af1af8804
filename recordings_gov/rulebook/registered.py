"""What higher rooms hand to the rulebook in ``AppConfig.ready``: live figures, departments' choices."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One live number on a rule's page; ``tone`` is good, watch, bad or empty."""

    number: str
    label: str
    note: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class LocalChoice:
    """What a department decided about a conflict: what, why, who, since when."""

    says: str
    reason: str
    by: str
    since: date


Live = Callable[[Any], list[Figure]]
Choose = Callable[[str, Any], LocalChoice | None]

_live: dict[str, list[Live]] = {}
_choosers: list[Choose] = []


def register_live(rule_id: str, figures: Live) -> None:
    """Show what ``figures(user)`` counts on this rule's page; it must show this user nothing hidden."""
    if figures not in _live.setdefault(rule_id, []):
        _live[rule_id].append(figures)


def live(rule_id: str, user: Any) -> list[Figure]:
    """Every live figure of this rule that this user may see."""
    return [figure for figures in _live.get(rule_id, ()) for figure in figures(user)]


def register_decisions(choose: Choose) -> None:
    """Ask ``choose(conflict_id, department)`` for a department's choice; None leaves our default."""
    if choose not in _choosers:
        _choosers.append(choose)


def choice(conflict_id: str, department: Any) -> LocalChoice | None:
    """The department's choice about this conflict, if it has made one."""
    answers = (choose(conflict_id, department) for choose in _choosers)
    return next((answer for answer in answers if answer is not None), None)

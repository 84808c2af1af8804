"""What needs somebody now: each room registers a question, home shows the answers by due date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Need:
    """One thing to do: the deed as a link, where, by when, and a grey line under it."""

    deed: str
    url: str
    due_on: date | None = None
    detail: str = ""
    status: str = ""
    colour: str = "blue"


Question = Callable[[Any, date], list[Need]]
_questions: list[Question] = []


def register(question: Question) -> None:
    """Add a question; called once from an app's ``ready()``."""
    _questions.append(question)


def needs_of(user: Any, today: date) -> list[Need]:
    """Everything that waits for this person, earliest first; what has no date comes last."""
    found = [need for question in _questions for need in question(user, today)]
    return sorted(found, key=lambda need: (need.due_on or date.max, need.deed))

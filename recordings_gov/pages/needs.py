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

    def as_task(self, today: date) -> dict[str, str]:
        """As a task list shows it, with the day in words."""
        words, colour = self.status, self.colour
        if self.due_on and not words:
            words, colour = due_in_words((self.due_on - today).days)
        return {
            "title": self.deed,
            "url": self.url,
            "hint": "" if self.detail in self.deed else self.detail,
            "status": words or "To do",
            "colour": colour,
        }


def due_in_words(days: int) -> tuple[str, str]:
    """How a due date is said and coloured, by the days that are left."""
    if days < 0:
        return f"Overdue by {-days:,} day{'s' if days < -1 else ''}", "red"
    if days == 0:
        return "Due today", "orange"
    return f"Due in {days} day{'s' if days > 1 else ''}", "orange" if days <= 30 else "yellow"


Question = Callable[[Any, date], list[Need]]
_questions: list[Question] = []


def register(question: Question) -> None:
    """Add a question; called once from an app's ``ready()``."""
    _questions.append(question)


def needs_of(user: Any, today: date) -> list[Need]:
    """Everything that waits for this person, earliest first; what has no date comes last."""
    found = [need for question in _questions for need in question(user, today)]
    return sorted(found, key=lambda need: (need.due_on or date.max, need.deed))

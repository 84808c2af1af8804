"""The figures on top of somebody's home page: each room registers a question, home shows the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Card:
    """A number with its label, what it counts in a sentence, and where it leads.

    ``kind`` is good, watch or bad, or empty; the words must say the same, colour never speaks alone.
    """

    number: str
    label: str
    note: str
    kind: str = ""
    url: str = ""
    link: str = "See which"
    order: int = 50


Question = Callable[[Any, date], list[Card]]
_questions: list[Question] = []


def register(question: Question) -> None:
    """Add a question, from an app's ``ready()``; it answers nothing to those it does not concern."""
    _questions.append(question)


def cards_of(user: Any, today: date) -> list[Card]:
    """Every card for this person, in order."""
    found = [card for question in _questions for card in question(user, today)]
    return sorted(found, key=lambda card: (card.order, card.label))

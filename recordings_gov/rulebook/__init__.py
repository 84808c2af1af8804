"""The rulebook: what the sources demand, and how this software holds each of their rules.

Everywhere else says ``rulebook.rule("R-115")`` and ``rulebook.conflict("C-05", department)``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from recordings_gov.rulebook import registered
from recordings_gov.rulebook.entries import Book, Conflict, Rule, State, UnknownEntryError
from recordings_gov.rulebook.loading import RulebookError, load
from recordings_gov.rulebook.registered import Figure, LocalChoice, register_decisions, register_live

FILE = Path(__file__).with_name("rulebook.toml")

__all__ = [
    "Answer",
    "Book",
    "Conflict",
    "Figure",
    "LocalChoice",
    "Rule",
    "RulebookError",
    "State",
    "UnknownEntryError",
    "book",
    "conflict",
    "load",
    "register_decisions",
    "register_live",
    "rule",
]


@dataclass(frozen=True)
class Answer:
    """How a conflict is settled here: a department's choice, else our default."""

    conflict: Conflict
    choice: LocalChoice | None

    @property
    def says(self) -> str:
        """The words that hold."""
        return self.choice.says if self.choice else self.conflict.default


@cache
def book() -> Book:
    """The rulebook of this build, read once; raises ``RulebookError`` if the file is wrong."""
    return load(FILE)


def rule(rule_id: str) -> Rule:
    """The rule with this id; raises ``UnknownEntryError``."""
    return book().rule(rule_id)


def conflict(conflict_id: str, department: Any = None) -> Answer:
    """How this department settles the conflict; raises ``UnknownEntryError``."""
    return Answer(book().conflict(conflict_id), registered.choice(conflict_id, department))

"""What other parts of the service know about groups, handed in as figures; nobody is named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LEAST = 5
"""Below this a figure could point at a person; it is told as "fewer than 5". Source: trust 3.1, row 31."""


@dataclass(frozen=True)
class Handed:
    """One figure: a group's code, what is counted in words, how many, and out of how many if known."""

    group: str
    says: str
    number: int
    out_of: int | None = None

    @property
    def told(self) -> int | None:
        """The number, or nothing when it is small."""
        return self.number if self.number >= LEAST else None


Count = Callable[[Any], list[Handed]]
_counts: list[Count] = []


def register(count: Count) -> None:
    """Let ``count(department)`` hand in figures; called once from a higher app's ``ready()``."""
    if count not in _counts:
        _counts.append(count)


def of(department: Any) -> list[Handed]:
    """Everything that is handed in about this department (None: the Trust) now."""
    return [figure for count in _counts for figure in count(department)]

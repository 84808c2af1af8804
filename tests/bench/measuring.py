"""Measuring things in turns, so that a noisy machine is noisy for all of them alike."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Deed = Callable[[], object]


@dataclass(frozen=True)
class Effort:
    """How large the tables are made and how often a thing is done."""

    rows: int = 1_000_000
    policies: int = 100_000
    rounds: int = 7
    each: int = 25

    @property
    def is_quick(self) -> bool:
        """Too small to say anything: it shows that the benchmark itself works."""
        return self.rows < 100_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    against: str
    ratio: float
    goal: str
    holds: bool
    ours_ms: float
    theirs_ms: float
    note: str = ""

    def as_json(self, database: str) -> dict[str, Any]:
        """As it is kept."""
        return {"database": database, **asdict(self)}


class Turns:
    """What several deeds took, round by round."""

    def __init__(self, effort: Effort, **deeds: Deed) -> None:
        """Do each a few times unmeasured, then all of them in turns; garbage is collected between."""
        self.seconds: dict[str, list[float]] = {name: [] for name in deeds}
        for deed in deeds.values():
            for _ in range(3):
                deed()
        for _ in range(effort.rounds):
            for name, deed in deeds.items():
                gc.collect()
                began = time.perf_counter()
                for _ in range(effort.each):
                    deed()
                self.seconds[name].append((time.perf_counter() - began) / effort.each)

    def ms(self, name: str) -> float:
        """The middle round, in milliseconds a deed."""
        return statistics.median(self.seconds[name]) * 1000

    def ratio(self, ours: str, theirs: str) -> float:
        """The middle of the rounds' ratios."""
        return statistics.median(a / b for a, b in zip(self.seconds[ours], self.seconds[theirs], strict=True))

    def row(self, what: str, ours: str, theirs: str, *, against: str, at_most: float, note: str = "") -> Row:
        """A line whose ratio ours/theirs should be at most this."""
        ratio = self.ratio(ours, theirs)
        goal = f"≤ {at_most:g} ×"
        return Row(what, against, ratio, goal, ratio <= at_most, self.ms(ours), self.ms(theirs), note)

    def faster(
        self, what: str, ours: str, theirs: str, *, against: str, at_least: float, note: str = ""
    ) -> Row:
        """A line that says how many times faster ours is; it should be at least this."""
        ratio = self.ratio(theirs, ours)
        goal = f"≥ {at_least:g} × faster"
        return Row(what, against, ratio, goal, ratio >= at_least, self.ms(ours), self.ms(theirs), note)


def table(lines: list[dict[str, Any]]) -> str:
    """All lines as text that fits a terminal."""
    heads = ("", "measured", "on", "against", "ratio", "goal", "ours ms", "theirs ms")
    body = [
        (
            "ok" if line["holds"] else "NOT",
            line["what"],
            line["database"],
            line["against"],
            f"{line['ratio']:.2f}",
            line["goal"],
            f"{line['ours_ms']:.2f}",
            f"{line['theirs_ms']:.2f}",
        )
        for line in lines
    ]
    widths = [max(len(row[column]) for row in [heads, *body]) for column in range(len(heads))]
    written = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [heads, *body]
    ]
    notes = [f"  {line['what']} on {line['database']}: {line['note']}" for line in lines if line["note"]]
    return "\n".join([*written, "", *notes])

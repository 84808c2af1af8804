"""Whether a matrix holds together: what must be true before any version carries it."""

from collections.abc import Mapping
from typing import Any

from policies.gaps import all_ties, problems_of_row
from policies.shaping import matrix_from, row_from
from policies.stances import STANCES, Matrix


def problems_in(data: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a matrix file, one sentence each; empty when it may be used.

    Rules: R-021, R-051. Conflict: C-01.
    """
    rows = [row_from(each) for each in data["stance"]]
    matrix = matrix_from(data, rows)
    found = [f"{row.id}: {problem}" for row in rows for problem in problems_of_row(row, matrix)]
    found += _of_names(matrix)
    found += [f"Two rows are called {row.id}" for row in rows if [one.id for one in rows].count(row.id) > 1]
    return found + all_ties(rows) + _of_words(data)


def _of_names(matrix: Matrix) -> list[str]:
    found = []
    for overlay in matrix.overlays.values():
        found += [
            f"{overlay.id}: no condition {name}"
            for name in overlay.add_conditions
            if name not in matrix.conditions
        ]
        found += [
            f"{overlay.id}: no alternative {name}"
            for name in overlay.add_alternatives
            if name not in matrix.alternatives
        ]
    for zone in matrix.zones:
        found += [
            f"{zone.id}: no alternative {name}" for name in zone.offer if name not in matrix.alternatives
        ]
    return found


def _of_words(data: Mapping[str, Any]) -> list[str]:
    words = data["stance_words"]
    found = [f"no words for {stance}" for stance in STANCES if stance not in words]
    for stance, each in words.items():
        asks_not_to = "asked_not_to" in each["ends_as"]
        if asks_not_to != (stance == "not_supported"):
            found.append(f"{stance}: asked_not_to ends not_supported alone")
    return found

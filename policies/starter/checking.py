"""Whether a matrix holds together: what must be true before any version carries it."""

import itertools
from collections.abc import Mapping
from typing import Any

from policies.shaping import matrix_from, row_from
from policies.stances import DIMENSIONS, PERSONAL_RECORD, STANCES, Matrix, Row


def problems_in(data: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a matrix file, one sentence each; empty when it may be used.

    Rules: R-021, R-051. Conflict: C-01.
    """
    rows = [row_from(each) for each in data["stance"]]
    matrix = matrix_from(data, rows)
    found = [f"{row.id}: {problem}" for row in rows for problem in _of_row(row, matrix)]
    found += _of_names(matrix)
    found += [f"Two rows are called {row.id}" for row in rows if [one.id for one in rows].count(row.id) > 1]
    return found + _ties(matrix) + _of_words(data)


def _of_row(row: Row, matrix: Matrix) -> list[str]:
    found = [f"no condition {name}" for name in row.conditions if name not in matrix.conditions]
    found += [f"no alternative {name}" for name in row.alternatives if name not in matrix.alternatives]
    if row.stance not in STANCES:
        found.append(f"no stance {row.stance}")
    if row.stance in ("discourage", "not_supported") and not row.alternatives:
        found.append("offers nothing better")
    if row.stance == "not_supported":
        found += _of_not_supported(row)
    elif row.purposes:
        found.append("only not_supported names purposes")
    return found


def _of_not_supported(row: Row) -> list[str]:
    """It is never for a personal record, never for sound alone, and always has a reason."""
    found = []
    if not row.purposes or PERSONAL_RECORD in row.purposes:
        found.append("not_supported never meets a personal record")
    if not row.medium or "audio" in row.medium:
        found.append("not_supported is never for sound")
    if not row.reason:
        found.append("not_supported needs the department's reason")
    return found


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


def _ties(matrix: Matrix) -> list[str]:
    """Two rows that name the same dimensions must never match the same situation."""
    return [
        f"{one.id} and {other.id} answer the same situation"
        for one, other in itertools.combinations(matrix.rows, 2)
        if one.weight == other.weight
        and all(_overlap(getattr(one, name), getattr(other, name)) for name in DIMENSIONS)
    ]


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _of_words(data: Mapping[str, Any]) -> list[str]:
    words = data["stance_words"]
    found = [f"no words for {stance}" for stance in STANCES if stance not in words]
    for stance, each in words.items():
        asks_not_to = "asked_not_to" in each["ends_as"]
        if asks_not_to != (stance == "not_supported"):
            found.append(f"{stance}: asked_not_to ends not_supported alone")
    return found

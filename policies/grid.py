"""The matrix as a grid to read: exams down, ways of recording across, one table a setting."""

from dataclasses import dataclass

from policies.stances import PERSONAL_RECORD, Matrix, Row

OTHER_PURPOSES = ("keepsake", "other")
PATIENT, WITH_THEM = "patient", "person_with_them"


@dataclass(frozen=True)
class Cell:
    """What is answered for one exam and one way of recording; ``notes`` say who or what differs."""

    row: Row | None
    notes: tuple[tuple[str, Row], ...] = ()


@dataclass(frozen=True)
class Line:
    """One exam and its cells, in the order of the headings."""

    exam: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """One setting as a table."""

    code: str
    setting: str
    media: tuple[str, ...]
    lines: tuple[Line, ...]


def grids_of(matrix: Matrix, only: str = "") -> tuple[Grid, ...]:
    """A table for each setting, or for ``only`` one: the patient who keeps a note, and what differs.

    Rules: R-012, R-051.
    """
    words = matrix.vocabulary
    return tuple(
        Grid(
            code=setting,
            setting=label,
            media=tuple(words["medium"].values()),
            lines=tuple(
                Line(exam, tuple(_cell(matrix, setting, modality, medium) for medium in words["medium"]))
                for modality, exam in words["modality"].items()
            ),
        )
        for setting, label in words.get("setting", {}).items()
        if not only or setting == only
    )


def _cell(matrix: Matrix, setting: str, modality: str, medium: str) -> Cell:
    row = matrix.winner(setting, modality, medium, PATIENT, PERSONAL_RECORD)
    notes = []
    somebody = matrix.winner(setting, modality, medium, WITH_THEM, PERSONAL_RECORD)
    if somebody is not None and somebody != row:
        notes.append(("somebody with them", somebody))
    for purpose in OTHER_PURPOSES:
        other = matrix.winner(setting, modality, medium, PATIENT, purpose)
        if other is not None and other != row:
            notes.append(("as a keepsake" if purpose == "keepsake" else "for another use", other))
    return Cell(row, tuple(notes))

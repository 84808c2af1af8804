"""What is wrong with a matrix, said as it is typed: what may not be, what clashes, what has no answer."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies.stances import DIMENSIONS, PERSONAL_RECORD, STANCES, Matrix, Row, Zone

PURPOSES = (PERSONAL_RECORD, "keepsake", "other")
Words = Mapping[str, Mapping[str, str]]
NO_WORDS: Words = {}
DIMENSION_WORDS = {
    "setting": "setting",
    "modality": "exam",
    "medium": "way of recording",
    "recorder": "person who records",
}
# The places where no policy lets a device in, and the exams each must at least be about. Rules: R-044.
ALWAYS_SAFE = {
    "mr_room": ("mri",),
    "controlled_area_exposure": ("plain_xray", "fluoroscopy", "ct", "mammography", "interventional", "dexa"),
    "radiotherapy_room": ("radiotherapy",),
}
NEVER_PERSONAL = (
    "Nobody needs permission to keep a note of their own care, so a row is never not supported for a "
    "personal record. Say that it is for keepsakes, for other uses, or for both (R-021, R-235)"
)
NEVER_SOUND = (
    "Sound alone is how people keep a note of what is said, so it is never not supported. "
    "Name the other media (R-021)"
)


@dataclass(frozen=True)
class Gap:
    """Situations that no row answers, named as closely as they have something in common."""

    setting: str
    modality: tuple[str, ...]
    medium: tuple[str, ...]
    recorder: tuple[str, ...]


def problems_of_row(row: Row, matrix: Matrix) -> list[str]:
    """What may not be in one row, each in a sentence; empty when it may be said.

    ``not_supported`` is never for a personal record, never for sound alone, and always comes with
    the department's reason and an alternative. Rules: R-021, R-051, R-235. Conflict: C-01.
    """
    found = [f"no condition {name}" for name in row.conditions if name not in matrix.conditions]
    found += [f"no alternative {name}" for name in row.alternatives if name not in matrix.alternatives]
    found += _unknown(row, matrix)
    if row.stance not in STANCES:
        found.append(f"no stance {row.stance}")
    if row.stance in ("discourage", "not_supported") and not row.alternatives:
        found.append("offers nothing better: choose at least one alternative")
    if row.stance == "not_supported":
        found += _of_not_supported(row)
    elif row.purposes:
        found.append("only “Not supported” names purposes")
    return found


def ties(row: Row, others: Iterable[Row], words: Words = NO_WORDS) -> list[str]:
    """The rows that would answer the same situation with the same right; none may.

    Two rows that name the same dimensions must never match the same situation; ``words`` are how the
    vocabulary says its codes. Rules: R-051.
    """
    return [
        f"{row.id} and {other.id} answer the same situation: {_shared(row, other, words)}"
        for other in others
        if row.weight == other.weight and row.id != other.id and overlap(row, other)
    ]


def all_ties(rows: Iterable[Row], words: Words = NO_WORDS) -> list[str]:
    """Each pair of rows that would answer the same situation."""
    return [said for one, other in itertools.combinations(rows, 2) for said in ties(one, (other,), words)]


def overlap(one: Row, other: Row) -> bool:
    """Whether there is a situation that both rows match."""
    purposes = not one.purposes or not other.purposes or bool(set(one.purposes) & set(other.purposes))
    return purposes and all(_meet(getattr(one, name), getattr(other, name)) for name in DIMENSIONS)


def unanswered(matrix: Matrix) -> tuple[Gap, ...]:
    """The situations that no row answers, those of one setting and the same media together."""
    vocabulary = matrix.vocabulary
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for setting, modality in itertools.product(vocabulary["setting"], vocabulary["modality"]):
        missing = [
            (medium, recorder)
            for medium, recorder in itertools.product(vocabulary["medium"], vocabulary["recorder"])
            if matrix.winner(setting, modality, medium, recorder, PERSONAL_RECORD) is None
        ]
        if missing:
            media = tuple(dict.fromkeys(medium for medium, _ in missing))
            recorders = tuple(dict.fromkeys(recorder for _, recorder in missing))
            found.setdefault((setting, media, recorders), []).append(modality)
    return tuple(
        Gap(setting, tuple(modalities), media, recorders)
        for (setting, media, recorders), modalities in found.items()
    )


def never_heard(matrix: Matrix) -> tuple[str, ...]:
    """The rows that never answer, because closer rows answer each of their situations."""
    heard = {winner.id for asked in situations(matrix) if (winner := matrix.winner(*asked)) is not None}
    return tuple(row.id for row in matrix.rows if row.id not in heard and row.named() != (False,) * 4)


def wins(row: Row, matrix: Matrix) -> int:
    """How many situations this row would answer; 0 says that closer rows answer them all."""
    return sum(
        1 for asked in situations(matrix) if row.matches(*asked) and matrix.winner(*asked) in (row, None)
    )


def situations(matrix: Matrix) -> Iterable[tuple[str, str, str, str, str]]:
    """Every situation the vocabulary knows, once for each purpose."""
    setting, modality, medium, recorder = (matrix.vocabulary.get(name, {}) for name in DIMENSIONS)
    return itertools.product(setting, modality, medium, recorder, PURPOSES)


def problems_of_zone(zone: Zone, matrix: Matrix) -> list[str]:
    """What may not be in a safety zone: the magnet room, controlled areas and treatment rooms stay shut.

    Rules: R-043, R-044.
    """
    found = [f"no alternative {name}" for name in zone.offer if name not in matrix.alternatives]
    if not zone.applies_to:
        found.append("Say which exams this zone is about")
    if zone.id in ALWAYS_SAFE:
        if not zone.blocks:
            found.append(f"{zone.name}: no device may be used here, and no policy changes that (R-044)")
        known = matrix.vocabulary.get("modality", {})
        left_out = [
            name
            for name in ALWAYS_SAFE[zone.id]
            if name not in zone.applies_to and "any" not in zone.applies_to
        ]
        if left_out:
            named = ", ".join(known.get(name, name) for name in left_out)
            found.append(f"{zone.name} stays a zone for {named} (R-044)")
    if zone.blocks and not zone.offer:
        found.append("A zone moves the device and never ends the note: offer at least one alternative")
    return found


def _of_not_supported(row: Row) -> list[str]:
    found = []
    if not row.purposes or PERSONAL_RECORD in row.purposes:
        found.append(NEVER_PERSONAL)
    if not row.medium or "audio" in row.medium:
        found.append(NEVER_SOUND)
    if not row.reason:
        found.append("“Not supported” needs the department's reason")
    return found


def _unknown(row: Row, matrix: Matrix) -> list[str]:
    """A word that no page offers is a slip; without a vocabulary everything is new."""
    return [
        f"no {DIMENSION_WORDS[name]} {value}"
        for name in DIMENSIONS
        for value in getattr(row, name)
        if matrix.vocabulary.get(name) and value not in matrix.vocabulary[name]
    ]


def _shared(one: Row, other: Row, words: Words) -> str:
    parts = []
    for name in DIMENSIONS:
        mine, theirs = getattr(one, name), getattr(other, name)
        both = [value for value in mine if value in theirs] if mine and theirs else [*mine, *theirs]
        said = [words.get(name, {}).get(value, value.replace("_", " ")) for value in both]
        parts += [" or ".join(said)] if said else []
    return ", ".join(parts) or "everything"


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))

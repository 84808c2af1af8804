"""The stance matrix as plain values: rows, conditions, alternatives, overlays and zones of one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ANY = "any"
DIMENSIONS = ("setting", "modality", "medium", "recorder")
PERSONAL_RECORD = "personal_record"
NOT_LIVE = "not_live"
STANCES = ("facilitate", "conditions", "discourage", "not_supported")


@dataclass(frozen=True)
class Row:
    """One stance: the situations it is for (an empty tuple means any) and what is said about them.

    Only a *not_supported* row names purposes, and a personal record is never one of them.
    """

    id: str
    stance: str
    staff_words: str
    patient_words: str
    setting: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    recorder: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    reason: str = ""
    response_script: str = ""

    def named(self) -> tuple[bool, ...]:
        """Which dimensions this row names, in the order that decides between rows."""
        return tuple(bool(getattr(self, dimension)) for dimension in DIMENSIONS)

    @property
    def weight(self) -> tuple[int, ...]:
        """How closely the row fits: most dimensions first, then the order of them, then a purpose."""
        named = self.named()
        return (sum(named), *named, bool(self.purposes))

    def matches(self, setting: str, modality: str, medium: str, recorder: str, purpose: str) -> bool:
        """Whether each dimension is any, or lists what is asked."""
        asked = dict(zip(DIMENSIONS, (setting, modality, medium, recorder), strict=True))
        fits = all(not getattr(self, name) or value in getattr(self, name) for name, value in asked.items())
        return fits and (not self.purposes or purpose in self.purposes)


@dataclass(frozen=True)
class Term:
    """A condition or an alternative: its words for staff and for the patient.

    ``media`` limits a condition to those media; ``always`` joins it to every answer;
    ``only_with_zone`` keeps it for modalities that a safety zone is about.
    """

    id: str
    staff: str
    patient: str
    rules: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    always: bool = False
    only_with_zone: bool = False


@dataclass(frozen=True)
class Overlay:
    """What a circumstance adds to the answer; ``soften`` also turns *discourage* into *conditions*."""

    id: str
    effect: str
    staff_words: str
    patient_words: str
    add_conditions: tuple[str, ...] = ()
    add_alternatives: tuple[str, ...] = ()
    drop_telling: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zone:
    """A place where a device may not be, or where care is needed; it moves the device, never ends a note."""

    id: str
    name: str
    kind: str
    effect: str
    when: str
    why: str
    staff_words: str
    patient_words: str
    applies_to: tuple[str, ...]
    with_exposure: bool = False
    device_may_be: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether no device may be used here."""
        return self.effect == "block_device_here"

    def is_about(self, modality: str) -> bool:
        """Whether it names this modality: a zone about any is shown only to those who are in it."""
        return modality in self.applies_to


@dataclass(frozen=True)
class StanceWords:
    """What a stance is in words, and how it may honestly end."""

    staff: str
    patient: str
    ends_as: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """What one policy version says; without rows there is no policy, and safety still holds."""

    rows: tuple[Row, ...]
    words: Mapping[str, StanceWords]
    conditions: Mapping[str, Term]
    alternatives: Mapping[str, Term]
    overlays: Mapping[str, Overlay]
    zones: tuple[Zone, ...]
    vocabulary: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def winner(self, setting: str, modality: str, medium: str, recorder: str, purpose: str) -> Row | None:
        """The one row that fits most closely; None only when there are no rows that fit."""
        fitting = [row for row in self.rows if row.matches(setting, modality, medium, recorder, purpose)]
        return max(fitting, key=lambda row: row.weight, default=None)

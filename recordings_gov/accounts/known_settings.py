"""The settings there are: each room says its own, with default, limits and the rule it carries out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

TEXT, NUMBER, CHOICE, PAIRS = "text", "number", "choice", "pairs"
LONGEST = 4000


@dataclass(frozen=True)
class Known:
    """One setting: its name, what it decides, what holds without it, and what may be chosen.

    ``choices`` are pairs of value and words; ``least`` and ``most`` bound a number; PAIRS are lines
    of ``code = words``. Where ``is_trust_wide``, a department has no choice of its own.
    """

    name: str
    label: str
    room: str
    rule: str
    kind: str = TEXT
    default: Any = ""
    says: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 10_000
    unit: str = ""
    is_trust_wide: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule it carries out, as pages link it."""
        return (self.rule,) if self.rule else ()

    def read(self, typed: str) -> Any:
        """What was typed, as it is kept; raises ValidationError in words that say what to do."""
        typed = typed.strip()
        if not typed:
            raise ValidationError(
                {"value": f"Enter a value, or choose the default: {self.words(self.default)}"}
            )
        return READERS[self.kind](self, typed)

    def words(self, value: Any) -> str:
        """A value as a page says it."""
        if self.kind == CHOICE:
            return dict(self.choices).get(value, str(value))
        if self.kind == PAIRS:
            return "; ".join(f"{code} = {words}" for code, words in (value or {}).items()) or "None"
        if self.kind == NUMBER:
            if value == 0 and self.unit.startswith("days"):
                return "The same day"
            return f"{value:,} {self.unit}".strip() if isinstance(value, int) else str(value)
        return str(value) or "Not filled in"

    def typed(self, value: Any) -> str:
        """A value as somebody would type it."""
        if self.kind == PAIRS:
            return "\n".join(f"{code} = {words}" for code, words in (value or {}).items())
        return str(value)


def _number(known: Known, typed: str) -> int:
    limits = f"Enter a whole number from {known.least:,} to {known.most:,}"
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise ValidationError({"value": limits})
    value = int(typed)
    if not known.least <= value <= known.most:
        raise ValidationError({"value": limits})
    return value


def _choice(known: Known, typed: str) -> str:
    if typed not in dict(known.choices):
        raise ValidationError({"value": "Choose one of the values"})
    return typed


def _pairs(known: Known, typed: str) -> dict[str, str]:
    found = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        code, equals, words = (part.strip() for part in line.partition("="))
        if not (equals and words and code.isascii() and code.replace("_", "").isalnum()):
            raise ValidationError({"value": "Write one a line: a short name, =, and the words"})
        found[code.lower()] = words
    return found


def _text(known: Known, typed: str) -> str:
    if len(typed) > LONGEST:
        raise ValidationError({"value": f"Use {LONGEST:,} characters or fewer"})
    return typed


READERS: dict[str, Callable[[Known, str], Any]] = {
    NUMBER: _number,
    CHOICE: _choice,
    PAIRS: _pairs,
    TEXT: _text,
}
_known: dict[str, Known] = {}


def register(*settings: Known) -> None:
    """Put settings on the one page where they are changed. Called from an app's ``ready()``."""
    _known.update({each.name: each for each in settings})


def known(name: str) -> Known | None:
    """The setting of this name, if a room has said it."""
    return _known.get(name)


def every() -> list[Known]:
    """All settings, by room and label."""
    return sorted(_known.values(), key=lambda each: (each.room, each.label))

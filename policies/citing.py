"""Which of our texts cite a work that is overtaken or not held, and what to cite instead. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Work:
    """A work of the register as a text may name it."""

    reference: str
    title: str
    standing: str
    is_text_held: bool
    phrases: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True)
class Citation:
    """One place that names one work."""

    place: str
    work: Work

    @property
    def says(self) -> str:
        """The warning in a sentence or two. Rules: R-024, R-253. Conflicts: C-08, C-09."""
        cited = f"{self.place} cites {self.work.title}"
        if self.work.standing == "superseded":
            return f"{cited}, which is superseded. {self.work.instead}".strip()
        if self.work.standing == "issuer_closed":
            return f"{cited}, whose issuer has closed. {self.work.instead}".strip()
        return f"{cited}, whose text is not held here, so nobody can check it."


def citations(texts: Iterable[tuple[str, str]], works: Iterable[Work]) -> tuple[Citation, ...]:
    """Each work that each place names, once; ``texts`` are pairs of a place and its words.

    Words are compared without regard to case, and only as whole words. Rules: R-024, R-253.
    """
    known = tuple(works)
    return tuple(
        Citation(place, work)
        for place, words in texts
        for work in known
        if any(_pattern(phrase).search(words) for phrase in work.phrases)
    )


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(part) for part in phrase.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)

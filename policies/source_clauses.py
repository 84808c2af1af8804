"""The clauses of the five sources: each distinct place of the rulebook, with the rules that came from it."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.text import slugify

from recordings_gov import rulebook
from recordings_gov.rulebook import Rule
from recordings_gov.rulebook.entries import citations


@dataclass(frozen=True)
class Clause:
    """One place as the rulebook cites it, ``SoR 2.10, 5.8; SCoR v``, with its address."""

    source: str
    slug: str
    rules: tuple[Rule, ...]

    def is_of(self, code: str) -> bool:
        """Whether this source is among those the place names."""
        return code in [named for named, _ in citations(self.source)]

    @property
    def document(self) -> str:
        """The code of the source it is listed under: the first one named."""
        return self.source.split(" ", maxsplit=1)[0]


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the order of the rulebook."""
    found: dict[str, list[Rule]] = {}
    for rule in rulebook.book().rules.values():
        found.setdefault(rule.source, []).append(rule)
    return tuple(Clause(source, _slug(source), tuple(rules)) for source, rules in found.items())


@cache
def by_slug() -> dict[str, Clause]:
    """Clauses by their address; raises ValueError if two share one."""
    found = {clause.slug: clause for clause in clauses()}
    if len(found) != len(clauses()):
        raise ValueError("Two clauses of the rulebook have the same address.")
    return found


def _slug(source: str) -> str:
    return slugify(re.sub(r"[.,;()/]", "-", source))[:60]

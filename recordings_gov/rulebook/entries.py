"""What the rulebook is made of: rules with their duties, conflicts between sources, the sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a duty, or a whole rule, is held. A single duty is never *partly*."""

    KEPT = "kept"
    PARTLY = "partly"
    OPEN = "open"
    NOT_KEPT = "not_kept"

    @property
    def words(self) -> str:
        """As a page says it."""
        return STATE_WORDS[self]


STATE_WORDS = {
    State.KEPT: "Kept",
    State.PARTLY: "Partly kept",
    State.OPEN: "Not built yet",
    State.NOT_KEPT: "Not kept",
}
DUTY_WORDS = {
    "E": "Enforced",
    "W": "Warned",
    "R": "Recorded",
    "N": "Notified",
    "P": "Shown",
    "C": "Set locally",
}
APP_WORDS = {
    "requests_app": "Patients record us",
    "consent": "We record patients",
    "policies": "Policies",
    "incidents": "Incidents",
    "documents": "Documents",
    "notes": "Health-record notes",
    "governance": "Governance",
    "foundation": "Foundation",
}


@dataclass(frozen=True)
class Duty:
    """One duty of a rule and the one way it is held: kept by code, not kept, or still open."""

    letter: str
    kept_by: tuple[str, ...] = ()
    not_kept: str | None = None
    open: str | None = None

    @property
    def state(self) -> State:
        """Kept, not kept or open."""
        if self.kept_by:
            return State.KEPT
        return State.NOT_KEPT if self.not_kept else State.OPEN

    @property
    def words(self) -> str:
        """The duty as a page names it: "Enforced"."""
        return DUTY_WORDS[self.letter]


@dataclass(frozen=True)
class SourceDocument:
    """A document the rules come from, with its date as printed and what has become of it."""

    code: str
    title: str
    issuer: str
    dated: str
    note: str
    standing: str = ""


@dataclass(frozen=True)
class Clause:
    """A place in a source, as the rulebook cites it: ``CUH`` and ``8.1 iii``."""

    document: SourceDocument
    place: str

    @property
    def words(self) -> str:
        """The place as a page says it: "section 7", "sections 2.11, 5.1"; others as they are cited."""
        if not self.place[:1].isdigit():
            return self.place
        several = "," in self.place or ";" in self.place
        return f"{'sections' if several else 'section'} {self.place}"


@dataclass(frozen=True)
class Rule:
    """One rule of the sources, in our words, and what it asks of the software."""

    id: str
    title: str
    source: str
    says: str
    force: str
    software: str
    data: str
    role: str
    app: str
    duties: tuple[Duty, ...]
    same_as: str | None = None
    gap: str | None = None
    decided: str | None = None

    @property
    def app_words(self) -> str:
        """The part of the product that keeps it, as a page names it."""
        return APP_WORDS[self.app]

    @property
    def own_state(self) -> State:
        """Kept when every duty is, partly when some are, not kept when all are refused, else open."""
        states = {duty.state for duty in self.duties}
        if len(states) == 1:
            return states.pop()
        return State.PARTLY if State.KEPT in states else State.OPEN


@dataclass(frozen=True)
class Conflict:
    """Where the sources clash or leave a gap, and what we do unless a department decides otherwise."""

    id: str
    text: str
    default: str
    sources: str
    rules: tuple[str, ...]


class UnknownEntryError(LookupError):
    """No rule or conflict has this id."""


@dataclass(frozen=True)
class Book:
    """The whole rulebook, checked."""

    rules: Mapping[str, Rule]
    conflicts: Mapping[str, Conflict]
    documents: Mapping[str, SourceDocument]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; raises ``UnknownEntryError``."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise UnknownEntryError(f"The rulebook has no rule {rule_id}") from None

    def conflict(self, conflict_id: str) -> Conflict:
        """The conflict with this id; raises ``UnknownEntryError``."""
        try:
            return self.conflicts[conflict_id]
        except KeyError:
            raise UnknownEntryError(f"The rulebook has no conflict {conflict_id}") from None

    def target(self, rule_id: str) -> Rule:
        """The rule whose duties count: its own, or those of the rule it repeats."""
        rule = self.rule(rule_id)
        return self.rule(rule.same_as) if rule.same_as else rule

    def state(self, rule_id: str) -> State:
        """How far the rule is held; a rule that repeats another shows what that one shows."""
        return self.target(rule_id).own_state

    def clauses(self, rule: Rule) -> list[Clause]:
        """Where the rule comes from, one clause for each source named in its ``source``."""
        return [Clause(self.documents[code], place) for code, place in citations(rule.source)]

    def conflicts_of(self, rule_id: str) -> list[Conflict]:
        """The conflicts this rule has a part in."""
        return [conflict for conflict in self.conflicts.values() if rule_id in conflict.rules]

    def near(self, rule: Rule, most: int = 4) -> list[Rule]:
        """Rules of the same clause of the same source, nearest id first."""
        clause = section(rule.source)
        close = [other for other in self.rules.values() if other != rule and section(other.source) == clause]
        close.sort(key=lambda other: (abs(int(other.id[2:]) - int(rule.id[2:])), other.id))
        return sorted(close[:most], key=lambda other: other.id)


def section(source: str) -> str:
    """The first clause named, without its finer parts: ``CUH 8.1 iii; 11`` gives ``CUH 8``."""
    return re.split(r"[.,;]", source)[0].strip()


def citations(source: str) -> list[tuple[str, str]]:
    """The documents and places a ``source`` cell names: ``CUH 8 ii; 11`` is two places in one document."""
    found: list[tuple[str, str]] = []
    for part in re.split(r";(?![^(]*\))", source):
        code, _, place = part.strip().partition(" ")
        if found and not code.isalpha():
            code, place = found[-1][0], f"{found.pop()[1]}; {part.strip()}"
        found.append((code, place))
    return found

"""How far the clauses of the five sources are covered: by our texts, by the software, in live figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from policies.models import ClauseJudgement, LeafletEdition, Section, VersionStatus
from policies.models.clause_judgement import Judged
from policies.source_clauses import Clause, clauses
from recordings_gov import rulebook
from recordings_gov.rulebook import State

NOT_MEASURED = "Not measured yet"


@dataclass(frozen=True)
class Live:
    """One live figure about a clause or rule: what is counted, with numerator and denominator."""

    says: str
    number: int
    out_of: int | None = None

    def __str__(self) -> str:
        of = f" of {self.out_of:,}" if self.out_of is not None else ""
        return f"{self.says}: {self.number:,}{of}"


Measure = Callable[[Any], list[Live]]
_measures: dict[str, list[Measure]] = {}


def register_figure(of: str, measure: Measure) -> None:
    """Let ``measure(department)`` give figures about a rule's id or a clause's source; from ``ready()``."""
    if measure not in _measures.setdefault(of, []):
        _measures[of].append(measure)


@dataclass(frozen=True)
class Place:
    """A section of one of our texts that serves a rule."""

    text: str
    section: str
    url: str

    def __str__(self) -> str:
        return f"{self.text}: {self.section}" if self.section else self.text


@dataclass(frozen=True)
class Covered:
    """One clause with its evidence, the computed state and what a person judged of it."""

    clause: Clause
    places: tuple[Place, ...]
    held: Mapping[str, State]
    figures: tuple[Live, ...]
    computed: Judged
    judgement: ClauseJudgement | None = None

    @property
    def state(self) -> Judged:
        """The person's judgement where there is one, else the computed state."""
        return Judged(self.judgement.judged) if self.judgement else self.computed

    @property
    def kept(self) -> list[str]:
        """The rules that the software keeps in full."""
        return [rule for rule, state in self.held.items() if state is State.KEPT]

    @property
    def kept_in_part(self) -> list[str]:
        """The rules of which it keeps some duties."""
        return [rule for rule, state in self.held.items() if state is State.PARTLY]


def judged_by_evidence(rules: Iterable[str], in_texts: Iterable[str], held: Mapping[str, State]) -> Judged:
    """Met when a section in force, or the software in full, answers every rule; a gap when none is.

    A rule of which the software keeps some duties, or some rules of several, make it partly met.
    *Not applicable* is never computed: only a person can say so.
    """
    written = set(in_texts)
    found = ["whole" if rule in written or held[rule] is State.KEPT else held[rule] for rule in rules]
    if all(each == "whole" for each in found):
        return Judged.MET
    return Judged.PARTLY if "whole" in found or State.PARTLY in found else Judged.GAP


def coverage_of(department: Any) -> list[Covered]:
    """Every clause for one department (None: the Trust), in a fixed number of queries."""
    by_rule = _places_by_rule(department)
    book = rulebook.book()
    judged = {each.clause: each for each in ClauseJudgement.objects.standing(department)}
    found = []
    for clause in clauses():
        ids = [rule.id for rule in clause.rules]
        held = {rule: book.state(rule) for rule in ids}
        # The same words in another language or size are one place.
        found_in = {str(place): place for rule in reversed(ids) for place in reversed(by_rule.get(rule, []))}
        places = tuple(reversed(found_in.values()))
        figures = tuple(
            figure
            for name in (clause.source, *ids)
            for measure in _measures.get(name, ())
            for figure in measure(department)
        )
        computed = judged_by_evidence(ids, by_rule, held)
        found.append(Covered(clause, places, held, figures, computed, judged.get(clause.slug)))
    return found


def _places_by_rule(department: Any) -> dict[str, list[Place]]:
    """The sections in force and the leaflets on show, by each rule they name: two queries."""
    found: dict[str, list[Place]] = {}
    whose = Q(version__policy__department=None)
    leaflets = Q(leaflet__department=None)
    if department is not None:
        whose |= Q(version__policy__department=department)
        leaflets |= Q(leaflet__department=department)
    sections = Section.objects.filter(whose, version__status=VersionStatus.DISSEMINATED).exclude(rules=[])
    about = ("version__policy__title", "version__number", "version__reference", "number", "title", "rules")
    for title, number, reference, place, heading, rules in sections.order_by("version", "number").values_list(
        *about
    ):
        url = reverse("policies:version-detail", kwargs={"reference": reference})
        where = Place(f"{title}, version {number}", f"{place}. {heading}" if heading else "", url)
        for rule in rules:
            found.setdefault(rule, []).append(where)
    editions = LeafletEdition.objects.published().filter(leaflets).order_by("leaflet", "pk")
    for title, reference, parts in editions.values_list("leaflet__title", "reference", "sections"):
        url = reverse("policies:edition-detail", kwargs={"reference": reference})
        for part in parts:
            where = Place(f"Leaflet: {title}", part.get("title", ""), url)
            for rule in part.get("rules", ()):
                found.setdefault(rule, []).append(where)
    return found


def totals(covered: Iterable[Covered]) -> dict[Judged, int]:
    """How many clauses stand in each state."""
    counted = dict.fromkeys(Judged, 0)
    for each in covered:
        counted[each.state] += 1
    return counted

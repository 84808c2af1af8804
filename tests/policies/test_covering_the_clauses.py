"""The coverage matrix: every clause of the five sources, its evidence, and what a person judged of it."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies import coverage
from policies.coverage import Live, coverage_of, judged_by_evidence, totals
from policies.models import ClauseJudgement, LeafletEdition, PolicyVersion
from policies.models.clause_judgement import Judged
from policies.source_clauses import by_slug, clauses
from recordings_gov import rulebook
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.models import Event
from recordings_gov.rulebook import State

MATRIX = reverse("policies:coverage")
KEPT, PART, OPEN, NOT = State.KEPT, State.PARTLY, State.OPEN, State.NOT_KEPT


def test_a_clause_is_one_distinct_place_and_every_rule_is_in_one() -> None:
    rules = rulebook.book().rules.values()
    assert [clause.source for clause in clauses()] == list(dict.fromkeys(rule.source for rule in rules))
    assert sum(len(clause.rules) for clause in clauses()) == len(rules)
    assert len(by_slug()) == len(clauses())


@pytest.mark.parametrize(
    ("held", "written", "judged"),
    [
        ({"a": KEPT}, "", Judged.MET),
        ({"a": OPEN}, "a", Judged.MET),
        ({"a": KEPT, "b": OPEN}, "b", Judged.MET),
        ({"a": KEPT, "b": OPEN}, "", Judged.PARTLY),
        ({"a": PART}, "", Judged.PARTLY),
        ({"a": PART, "b": OPEN}, "", Judged.PARTLY),
        ({"a": OPEN, "b": NOT}, "b", Judged.PARTLY),
        ({"a": OPEN}, "b", Judged.GAP),
        ({"a": NOT}, "", Judged.GAP),
        ({"a": OPEN, "b": NOT}, "", Judged.GAP),
    ],
)
def test_a_clause_is_judged_by_its_evidence(held: dict[str, State], written: str, judged: Judged) -> None:
    assert judged_by_evidence(held, set(written), held) == judged


def covered(source: str, department: Department | None) -> coverage.Covered:
    return next(each for each in coverage_of(department) if each.clause.source == source)


@pytest.fixture
def nothing_kept_by_software(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every rule were still to be built: only what is written covers a clause."""
    monkeypatch.setattr(type(rulebook.book()), "state", lambda *_: OPEN)


@pytest.mark.usefixtures("nothing_kept_by_software")
def test_sections_in_force_and_leaflets_on_show_are_evidence_and_drafts_are_not(
    in_force: PolicyVersion, leaflet: LeafletEdition, department: Department, other_department: Department
) -> None:
    section = next(each for each in in_force.sections.order_by("number") if each.rules)
    rule = rulebook.rule(section.rules[0])
    places = [str(place) for place in covered(rule.source, department).places]
    assert f"{in_force.policy.title}, version 1: {section.number}. {section.title}" in places
    told = {str(place) for each in coverage_of(department) for place in each.places}
    assert any(place.startswith(f"Leaflet: {leaflet.leaflet.title}") for place in told)
    assert {str(place) for each in coverage_of(other_department) for place in each.places} == set()
    assert totals(coverage_of(other_department))[Judged.GAP] > totals(coverage_of(department))[Judged.GAP]


def test_a_draft_covers_nothing(draft: PolicyVersion, department: Department) -> None:
    assert not any(each.places for each in coverage_of(department))


def test_live_figures_are_those_that_apps_have_registered(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "_measures", {})
    first = clauses()[0]
    assert covered(first.source, department).figures == ()
    for name in (first.source, clauses()[1].rules[0].id):
        coverage.register_figure(name, lambda one: [Live(f"Answered in {one.name}", 3, 4)])
    assert [str(each) for each in covered(first.source, department).figures] == [
        "Answered in Imaging: 3 of 4"
    ]
    assert len(covered(clauses()[1].source, department).figures) == 1
    assert covered(clauses()[2].source, department).figures == ()


@pytest.mark.usefixtures("nothing_kept_by_software")
def test_a_governance_leads_judgement_stands_before_the_computed_one_with_its_reason(
    governance_lead: User, department: Department, signed_in: Any
) -> None:
    clause = next(each for each in clauses() if covered(each.source, department).computed is Judged.GAP)
    client = signed_in(governance_lead)
    page = reverse("policies:clause-judge", kwargs={"clause": clause.slug})
    asked = {"department": department.pk, "judged": "not_applicable"}
    assert client.post(page, asked).status_code == 422
    answer = client.post(page, asked | {"reason": "We have no maternity unit"})
    assert answer.status_code == 302
    found = covered(clause.source, department)
    assert (found.state, found.computed) == (Judged.NOT_APPLICABLE, Judged.GAP)
    ClauseJudgement.give(
        by=governance_lead,
        clause=clause.slug,
        department=department,
        judged="partly",
        reason="It opens in May",
    )
    assert covered(clause.source, department).state is Judged.PARTLY
    assert Event.objects.filter(action="clausejudgement.created", actor=governance_lead).count() == 2
    shown = client.get(answer.url).content.decode()
    assert "We have no maternity unit" in shown
    assert "It opens in May" in shown


def test_nobody_judges_for_another_department_or_without_a_reason(
    governance_lead: User, department: Department, other_department: Department, radiographer: User
) -> None:
    asked = {"clause": clauses()[0].slug, "judged": "met", "reason": "Seen"}
    for by, where in ((governance_lead, other_department), (radiographer, department)):
        with pytest.raises(PermissionDenied):
            ClauseJudgement.give(by=by, department=where, **asked)
    for wrong, said in (({"reason": " "}, "Say why"), ({"clause": "none"}, "no such clause")):
        with pytest.raises(ValidationError, match=said):
            ClauseJudgement.give(by=governance_lead, department=department, **asked | wrong)


def test_the_matrix_is_filtered_and_exported_as_shown(
    in_force: PolicyVersion, people: Any, department: Department, signed_in: Any
) -> None:
    clause = clauses()[0]
    ClauseJudgement.give(
        by=people.publisher, clause=clause.slug, department=department, judged="gap", reason="=1+1"
    )
    client = signed_in(people.publisher)
    every = client.get(MATRIX)
    assert every.context["shown"] == every.context["clauses"] == 140
    for query in ({"state": "gap"}, {"source": "NHSP"}, {"evidence": "text"}, {"evidence": "judged"}):
        assert 0 < client.get(MATRIX, query).context["shown"] < 140, query
    assert client.get(MATRIX, {"state": "x", "source": "x", "evidence": "x"}).context["shown"] == 140
    text = client.get(MATRIX, {"evidence": "judged", "format": "csv"}).content.decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Clause"], row["State"], row["Reason"]) == (clause.source, "Gap", "'=1+1")
    assert row["Live figures"] == "Not measured yet"


def test_the_matrix_costs_the_same_however_many_texts_there_are(
    in_force: PolicyVersion, leaflet: LeafletEdition, people: Any, signed_in: Any, at_most_queries: Any
) -> None:
    for clause in clauses()[:30]:
        ClauseJudgement.give(
            by=people.publisher,
            clause=clause.slug,
            department=in_force.policy.department,
            judged="met",
            reason="Seen",
        )
    client = signed_in(people.publisher)
    with at_most_queries(9):
        assert client.get(MATRIX).status_code == 200


def test_who_reads_the_matrix(
    radiographer: User, ig_manager: User, department: Department, signed_in: Any
) -> None:
    assert signed_in(radiographer).get(MATRIX).status_code == 403
    client = signed_in(ig_manager)
    assert client.get(MATRIX, {"department": department.slug}).status_code == 200
    assert client.get(reverse("policies:clause", kwargs={"clause": "none"})).status_code == 404
    assert (
        client.get(reverse("policies:clause-judge", kwargs={"clause": clauses()[0].slug})).status_code == 403
    )

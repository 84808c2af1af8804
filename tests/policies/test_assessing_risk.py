"""The risk assessment of a version: what it lacks, how it is scored, who was told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.assessing import HazardFacts, RiskFacts, band, lacks_of, points
from policies.law import penalty_on
from policies.models import Hazard, PolicyVersion, RiskAssessment
from policies.starter import demonstrating
from recordings_gov import clock
from recordings_gov.workflow import WrongState

SCORED = HazardFacts("A", True, True, (4, 4), (2, 4), "Modality lead")
WHOLE = RiskFacts(True, True, True, True, True, (SCORED, replace(SCORED, title="B", is_checklist=False)))


@pytest.mark.parametrize(
    ("score", "number", "name"),
    [
        ((1, 3), 3, "low"),
        ((2, 2), 4, "moderate"),
        ((2, 3), 6, "moderate"),
        ((2, 4), 8, "high"),
        ((3, 4), 12, "high"),
        ((3, 5), 15, "extreme"),
        ((5, 5), 25, "extreme"),
        ((None, 3), None, ""),
    ],
)
def test_likelihood_times_severity_has_a_name(score: Any, number: int | None, name: str) -> None:
    assert (points(score), band(score)) == (number, name)


@pytest.mark.rule("R-052", "E")
@pytest.mark.rule("R-055", "E")
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, []),
        ({"has_owner": False}, ["The risk assessment has no owner"]),
        ({"has_date": False}, ["The risk assessment has no date"]),
        ({"has_review_date": False}, ["The risk assessment has no review date"]),
        ({"employer_was_told": False}, ["It is not recorded that the employer was told"]),
        ({"insurer_was_told": False}, ["It is not recorded that the insurer was told"]),
        ({"insurer_was_told": False, "supports_recording": False}, []),
        (
            {"hazards": (replace(SCORED, applies=None), SCORED)},
            ["1 hazard of the hazard checklist not answered: A"],
        ),
        (
            {"hazards": (SCORED, replace(SCORED, is_checklist=False, title="C", applies=None))},
            ["1 hazard not scored: C"],
        ),
        (
            {"hazards": (replace(SCORED, control_owner=""),)},
            ["1 hazard high or extreme, with nobody named for it: A"],
        ),
        ({"hazards": (replace(SCORED, control_owner="", before=(1, 3)),)}, []),
        ({"hazards": (replace(SCORED, applies=False, before=(None, None), control_owner=""),)}, []),
        ({"hazards": (replace(SCORED, is_checklist=False),)}, ["The hazard checklist is missing"]),
    ],
)
def test_what_an_assessment_lacks_is_named(changed: dict[str, Any], says: list[str]) -> None:
    assert [each.says for each in lacks_of(replace(WHOLE, **changed))] == says


@pytest.fixture
def started(draft: PolicyVersion, people: Any) -> PolicyVersion:
    draft.start_risk_assessment(by=people.publisher)
    return draft


@pytest.mark.rule("R-052", "E")
def test_it_begins_with_the_colleges_hazards_and_without_a_score(started: PolicyVersion) -> None:
    """Items i to vii of the list, and none for vi, whose text nobody holds."""
    hazards = started.risk_assessment.hazards.all()
    listed = [each.source for each in hazards if each.is_checklist]
    assert listed == ["SCoR i", "SCoR i", "SCoR i", "SCoR ii", "SCoR iii", "SCoR iv", "SCoR v", "SCoR vii"]
    assert {each.applies for each in hazards} == {None}
    assert {each.likelihood_before for each in hazards} == {None}
    assert all(each.suggestion["before"] for each in hazards)


def test_a_version_has_one_assessment(started: PolicyVersion, people: Any) -> None:
    with pytest.raises(ValidationError, match="has a risk assessment already"):
        started.start_risk_assessment(by=people.publisher)


def test_what_applies_is_scored_and_what_does_not_says_why(started: PolicyVersion, people: Any) -> None:
    with pytest.raises(ValidationError, match="Score this hazard before and after"):
        started.score_hazards(by=people.publisher, answers={1: {"applies": True}})
    with pytest.raises(ValidationError, match="Say why this does not apply here"):
        started.score_hazards(by=people.publisher, answers={1: {"applies": False}})
    with pytest.raises(ValidationError, match="not in this assessment"):
        started.score_hazards(by=people.publisher, answers={99: {"applies": False, "answer": "No"}})
    started.score_hazards(by=people.publisher, answers={1: {"applies": False, "answer": "No images here"}})
    assert Hazard.objects.get(assessment__version=started, position=1).applies is False


def test_who_was_told_is_a_name_and_a_day_that_has_been(started: PolicyVersion, people: Any) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(ValidationError, match="a day that has been"):
        started.tell_of_risk(by=people.publisher, insurer_told_on=tomorrow, insurer_told_whom="NHSR")
    with pytest.raises(ValidationError, match="Give both"):
        started.tell_of_risk(by=people.publisher, insurer_told_on=clock.today())
    with pytest.raises(ValidationError, match="after the day of the assessment"):
        started.describe_risk(
            by=people.publisher,
            owner=people.publisher,
            assessed_on=clock.today(),
            review_due_on=clock.today(),
        )


@pytest.mark.rule("R-217")
def test_a_signed_assessment_does_not_change_but_the_insurer_may_still_be_told(
    started: PolicyVersion, people: Any
) -> None:
    started.consult(by=people.drafter, group="staff", method="a", held_on=clock.today(), effect="b")
    started.validate(by=people.validator, statement="Checked")
    with pytest.raises(WrongState):
        started.score_hazards(by=people.publisher, answers=demonstrating.as_suggested())
    started.tell_of_risk(by=people.publisher, insurer_told_on=clock.today(), insurer_told_whom="NHSR")
    assert RiskAssessment.objects.get(version=started).insurer_told_whom == "NHSR"
    assert "Its text is not the text that was validated" not in [one.says for one in started.obstacles()]


def test_a_drafter_of_communications_makes_no_risk_assessment(draft: PolicyVersion, people: Any) -> None:
    with pytest.raises(PermissionDenied):
        draft.start_risk_assessment(by=people.drafter)


@pytest.mark.rule("R-201", "P")
def test_the_figure_of_the_old_act_is_shown_as_the_old_acts(
    in_force: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    before = penalty_on(clock.today().replace(year=2017, day=1))
    assert before is not None
    assert before.says == "up to £500,000"
    client = signed_in(radiographer)
    shown = " ".join(client.get(in_force.risk_assessment.get_absolute_url()).content.decode().split())
    assert "In law today: <strong>up to £17.5 million" in shown
    assert "Not the law any more: up to £500,000 (Data Protection Act 1998" in shown


def test_hazards_are_scored_one_after_another_on_their_pages(
    started: PolicyVersion, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.publisher)
    hazards = list(started.risk_assessment.hazards.all())
    page = client.get(hazards[0].get_absolute_url())
    assert "A place to start, not an answer" in page.content.decode()
    assert " checked" not in page.content.decode()
    scores = {"likelihood_before": 2, "severity_before": 4, "likelihood_after": 1, "severity_after": 4}
    answer = client.post(hazards[0].get_absolute_url(), {"applies": "yes"})
    assert answer.status_code == 422
    assert "Answer: How bad, with nothing done about it?" in answer.content.decode()
    answer = client.post(hazards[0].get_absolute_url(), {"applies": "yes", **scores})
    assert answer.url == hazards[1].get_absolute_url()
    answer = client.post(hazards[1].get_absolute_url(), {"applies": "no", "answer": ""})
    assert "Say why this cannot happen here" in answer.content.decode()


@pytest.mark.rule("R-052", "E")
def test_the_assessment_is_a_page_and_a_pdf(
    in_force: PolicyVersion, radiographer: Any, outsider: Any, signed_in: Any, at_most_queries: Any
) -> None:
    made = in_force.risk_assessment
    client = signed_in(radiographer)
    client.get(made.get_absolute_url())
    with at_most_queries(16):
        shown = client.get(made.get_absolute_url()).content.decode()
    assert shown.count('scope="row"') == made.hazards.count()
    address = reverse("policies:risk-document", kwargs={"reference": made.reference})
    assert client.get(client.get(address).url).headers["Content-Type"] == "application/pdf"
    assert signed_in(outsider).get(made.get_absolute_url()).status_code == 403


def test_the_assessment_of_a_draft_is_not_there_for_staff(
    started: PolicyVersion, radiographer: Any, signed_in: Any
) -> None:
    assert signed_in(radiographer).get(started.risk_assessment.get_absolute_url()).status_code == 404

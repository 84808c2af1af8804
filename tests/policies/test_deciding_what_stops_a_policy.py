"""What stops a version and what gives pause, over tables: no database, no clock."""

from dataclasses import replace
from typing import Any

import pytest

from policies.assessing import RiskFacts, lacks_of
from policies.clauses import CLAUSES, SCENARIOS
from policies.publishing import SETTINGS, PublishingFacts, findings, scenarios_not_covered

WHOLE = PublishingFacts(
    has_owner=True,
    has_sponsor=True,
    has_text=True,
    has_approval_date=True,
    has_review_date=True,
    consulted=frozenset({"patients", "staff"}),
    signed=frozenset({"validate", "ratify", "dpo", "employer", "approve"}),
    clauses=frozenset(clause.code for clause in CLAUSES),
    scenarios=frozenset(scenario.code for scenario in SCENARIOS),
    has_equality_assessment=True,
    has_dms_reference=True,
    mobile_devices_checked=True,
    obstetric_guidance_considered=True,
)


def said(**changed: Any) -> tuple[list[str], list[str]]:
    stops, pauses = findings(replace(WHOLE, **changed))
    return [each.says for each in stops], [each.says for each in pauses]


def without(clause: str) -> frozenset[str]:
    return WHOLE.clauses - {clause}


def test_a_whole_version_meets_nothing() -> None:
    assert said() == ([], [])


@pytest.mark.rule("R-001", "W")
@pytest.mark.rule("R-020", "W")
@pytest.mark.rule("R-026", "E")
@pytest.mark.rule("R-027", "E")
@pytest.mark.rule("R-032", "E")
@pytest.mark.rule("R-036", "P")
@pytest.mark.rule("R-037", "W")
@pytest.mark.rule("R-047", "E")
@pytest.mark.rule("R-048", "W")
@pytest.mark.rule("R-049", "E")
@pytest.mark.rule("R-050", "E")
@pytest.mark.rule("R-094", "E")
@pytest.mark.rule("R-221", "W")
@pytest.mark.rule("R-225", "W")
@pytest.mark.parametrize(
    ("changed", "stops", "pauses"),
    [
        ({"has_owner": False}, ["No owner is named"], []),
        ({"has_sponsor": False}, ["No management sponsor is named"], []),
        ({"has_review_date": False}, ["No review date is set"], []),
        ({"signed": WHOLE.signed - {"dpo"}}, ["The Data Protection Officer has not signed it off"], []),
        ({"signed": WHOLE.signed - {"employer"}}, ["The employer has not endorsed it"], []),
        ({"consulted": frozenset({"staff"})}, [], ["No patient or public group was consulted"]),
        ({"consulted": frozenset({"liaison_group", "students"})}, [], []),
        ({"consulted": frozenset({"carers"})}, [], ["No member of staff was consulted"]),
        ({"has_equality_assessment": False}, [], ["There is no equality impact assessment"]),
        ({"comments_waiting": 1}, [], ["1 comment on the draft not answered"]),
        ({"comments_waiting": 2}, [], ["2 comments on the draft not answered"]),
        ({"mobile_devices_checked": False}, [], ["The mobile-device policy was not checked against it"]),
        (
            {"clauses": without("misuse")},
            ["No section is marked: Misuse may be a civil or criminal wrong"],
            [],
        ),
        ({"clauses": without("litigation")}, [], ["No section is marked: Recordings and claims"]),
        ({"clauses": without("review")}, ["No section is marked: When it is reviewed"], []),
        (
            {"scenarios": WHOLE.scenarios - {"radiotherapy"}},
            [],
            ["No section covers: Radiotherapy: the team, the equipment or the area"],
        ),
        (
            {"obstetric_guidance_considered": False},
            ["It does not name the College's obstetric guidance"],
            [],
        ),
        (
            {"scenarios": WHOLE.scenarios - {"obstetric"}, "obstetric_guidance_considered": False},
            ["It has no section on pregnancy scans that names the College's obstetric guidance"],
            [],
        ),
        (
            {"records_calls": True},
            ["It lets calls be recorded: say how callers are told, and what for"],
            [],
        ),
        ({"records_calls": True, "call_notice_and_purpose": True}, [], []),
        (
            {"content_is_as_validated": False},
            ["Its text is not the text that was validated"],
            [],
        ),
    ],
)
def test_each_thing_that_is_missing_is_named(
    changed: dict[str, Any], stops: list[str], pauses: list[str]
) -> None:
    assert said(**changed) == (stops, pauses)


@pytest.mark.rule("R-036", "P")
def test_a_scenario_that_does_not_happen_here_needs_no_section() -> None:
    left_out = frozenset({"obstetric", "radiotherapy"})
    covered = WHOLE.scenarios - left_out
    assert said(scenarios=covered, left_out=left_out, obstetric_guidance_considered=False) == ([], [])
    assert scenarios_not_covered(covered, left_out) == ()
    assert len(scenarios_not_covered((), ())) == len(SCENARIOS)


@pytest.mark.rule("R-052", "E")
@pytest.mark.rule("R-055", "E")
def test_without_a_risk_assessment_nothing_is_published() -> None:
    stops, _ = said(risk_lacks=lacks_of(RiskFacts.none()))
    assert stops == [
        "There is no risk assessment",
        "It is not recorded that employer and insurer were told",
    ]


@pytest.mark.rule("R-047", "E")
@pytest.mark.rule("R-052", "E")
def test_what_a_source_says_should_be_a_department_may_turn_into_a_warning() -> None:
    """What it says must be stays a stop, whatever is set: the DPO's sign-off, the insurer."""
    lacking = {
        "has_sponsor": False,
        "signed": WHOLE.signed - {"dpo", "employer"},
        "clauses": frozenset[str](),
        "risk_lacks": lacks_of(RiskFacts.none()),
        "only_warned": frozenset(SETTINGS),
    }
    stops, pauses = said(**lacking)
    assert stops == [
        "The Data Protection Officer has not signed it off",
        "It is not recorded that employer and insurer were told",
        "No section is marked: Data protection",
        "No section is marked: When it is reviewed",
    ]
    assert "The employer has not endorsed it" in pauses
    assert "There is no risk assessment" in pauses
    assert "No section is marked: Misuse may be a civil or criminal wrong" in pauses


def test_a_policy_on_our_own_recordings_is_not_asked_for_what_patients_record() -> None:
    stops, pauses = said(
        patients_record=False,
        clauses=frozenset[str](),
        scenarios=frozenset[str](),
        risk_lacks=lacks_of(RiskFacts.none()),
        mobile_devices_checked=False,
    )
    assert (stops, pauses) == ([], [])


def test_each_finding_says_where_it_is_mended_and_on_which_rule_it_rests() -> None:
    empty = PublishingFacts(
        False,
        False,
        True,
        False,
        False,
        frozenset(),
        frozenset(),
        unfilled=("covert_threshold",),
        records_calls=True,
        risk_lacks=lacks_of(RiskFacts.none()),
    )
    stops, pauses = findings(empty)
    assert len(stops) > 15
    for each in (*stops, *pauses):
        assert each.mend, each.says
        assert each.rules, each.says

"""What an incident lacks is a pure decision: every fact in any order, and nothing closes without all."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from recordings_gov.incidents.missing import Facts, asks_about_our_data, what_is_missing
from recordings_gov.incidents.models.words import PATIENTS_RECORD, WE_RECORD, Kind

WHOLE = Facts(
    kind=Kind.CONTRARY,
    is_breach=True,
    is_our_data=False,
    care="continued",
    scene_told=True,
    concern="none",
    data_decided=True,
    datix=True,
    answered=True,
    severity=True,
    escalation_decided=True,
    candour="owed",
    explained=True,
    confirmed_on_report=True,
    confirmed_in_record=True,
    corrected=True,
    recurrence_checked=True,
    reviewed=True,
)


def steps(facts: Facts) -> list[str]:
    return [each.step for each in what_is_missing(facts)]


def test_nothing_is_missing_when_all_facts_are_there() -> None:
    assert steps(WHOLE) == []


@pytest.mark.parametrize(
    ("without", "step", "rule"),
    [
        ({"care": ""}, "care", "R-022"),
        ({"scene_told": False}, "said", "R-045"),
        ({"datix": False}, "datix", "R-203"),
        ({"answered": False}, "respond", "R-213"),
        ({"severity": False}, "severity", "R-117"),
        ({"escalation_decided": False}, "escalate", "R-215"),
        ({"candour": ""}, "candour", "R-204"),
        ({"explained": False}, "explain", "R-204"),
        ({"confirmed_on_report": False}, "confirm", "R-205"),
        ({"confirmed_in_record": False}, "note", "R-205"),
        ({"corrected": False}, "act", "R-107"),
        ({"recurrence_checked": False}, "recurrence", "R-107"),
        ({"reviewed": False}, "review", "R-213"),
        ({"concern": "raised"}, "concern-answer", "R-241"),
        ({"kind": Kind.COVERT, "concern": ""}, "concern", "R-241"),
        ({"kind": Kind.FINDING}, "referral-answer", "R-053"),
        ({"kind": Kind.DISCLOSURE}, "triage", "R-227"),
        ({"kind": Kind.DISCLOSURE, "triage": "not_known"}, "triage", "R-228"),
        ({"kind": Kind.WRONG_PATIENT, "is_our_data": True, "data_decided": False}, "data", "R-203"),
        ({"kind": Kind.WRONG_PATIENT, "is_our_data": True, "data_got_out": True}, "taken", "R-250"),
        ({"kind": Kind.WRONG_PATIENT, "is_of_staff": True}, "code", "R-252"),
    ],
)
@pytest.mark.rule("R-203", "E")
@pytest.mark.rule("R-204", "E")
@pytest.mark.rule("R-205", "E")
@pytest.mark.rule("R-107", "E")
@pytest.mark.rule("R-215", "E")
@pytest.mark.rule("R-045", "E")
def test_each_fact_is_asked_for_alone(without: dict[str, Any], step: str, rule: str) -> None:
    [missing] = what_is_missing(replace(WHOLE, **without))
    assert missing.step == step
    assert rule in missing.rules


def test_without_candour_no_confirmation_is_asked_for() -> None:
    bare = replace(WHOLE, explained=False, confirmed_on_report=False, confirmed_in_record=False)
    assert steps(replace(bare, candour="not_owed")) == []


def test_stopped_care_asks_for_escalation_and_for_care_again() -> None:
    stopped = replace(WHOLE, care="stopped")
    assert steps(stopped) == ["care-escalate", "care-offer"]
    assert steps(replace(stopped, care_escalated=True, care_offered_or_reviewed=True)) == []


def test_the_order_in_which_facts_come_makes_no_difference() -> None:
    facts: tuple[dict[str, Any], ...] = (
        {"datix": True},
        {"answered": True},
        {"corrected": True},
        {"reviewed": True},
    )
    bare = replace(WHOLE, datix=False, answered=False, corrected=False, reviewed=False)
    for order in permutations(facts):
        known = bare
        for fact in order:
            assert steps(known)
            known = replace(known, **fact)
        assert steps(known) == []


def test_a_patients_own_recording_is_never_asked_about_as_data_of_ours() -> None:
    assert not any(asks_about_our_data(kind, False) for kind in (*PATIENTS_RECORD, Kind.OTHER))
    assert all(asks_about_our_data(kind, True) for kind in WE_RECORD)
    assert asks_about_our_data(Kind.DATA_CAUGHT, False)

"""The whole table of outcomes, cell by cell, and what holds whatever else is so."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app import outcome_table
from requests_app.decisions import Facts, outcomes_for
from requests_app.models import Ended, Made
from requests_app.outcome_table import Cell

AGREED, CONDITIONS, ADVISED = "agreed", "agreed_with_conditions", "advised_and_discouraged"
CHOSE_NOT, ASKED_NOT, ELSEWHERE = "patient_chose_not_to", "asked_not_to", "out_of_scope"
SAFETY, INTERFERENCE, CONTRARY = "stopped_for_safety", "stopped_for_interference", "went_ahead_contrary"
ALWAYS = {SAFETY, INTERFERENCE, CONTRARY}
LAWFUL = {"the patient", "somebody else, patient says yes", "somebody else, lawful representative"}
# Written out by hand from the rules, not from the code.
BY_POLICY = {
    "facilitate": {AGREED, CONDITIONS, ADVISED, CHOSE_NOT},
    "no_answer": {AGREED, CONDITIONS, ADVISED, CHOSE_NOT},
    "conditions": {CONDITIONS, ADVISED, CHOSE_NOT},
    "discourage": {CONDITIONS, ADVISED, CHOSE_NOT},
    "not_safe": {CHOSE_NOT},
}
RECORDED = ("begun", "made", "found")
BY_WHAT_WAS_SAID = {
    SAFETY: {AGREED, CONDITIONS},
    INTERFERENCE: {AGREED},
    CONTRARY: {AGREED},
}


def expected(cell: Cell) -> set[str]:
    """What the rules leave open in this cell."""
    facts = cell.facts
    if facts.route:
        found = {ELSEWHERE, CHOSE_NOT}
    elif facts.stance != "not_supported":
        found = BY_POLICY[facts.stance]
    elif facts.purpose == "personal_record" or facts.has_need:
        found = BY_POLICY["discourage"]
    else:
        found = {ASKED_NOT, CHOSE_NOT}
    if cell.who not in LAWFUL:
        found = found - {AGREED, CONDITIONS}
    if facts.made in RECORDED:
        found = found - {CHOSE_NOT, ASKED_NOT}
    for said in facts.said:
        found = found - BY_WHAT_WAS_SAID.get(said, set())
    return found | ALWAYS


@pytest.mark.rule("R-021", "E")
@pytest.mark.rule("R-039", "E")
@pytest.mark.rule("R-043", "E")
def test_every_cell_of_the_table_is_as_the_rules_say() -> None:
    wrong = [cell.facts for cell in outcome_table.cells() if set(cell.endings.every) != expected(cell)]
    assert not wrong, (len(wrong), wrong[0])


def test_the_table_has_every_situation_and_something_to_choose_first_in_each() -> None:
    cells = list(outcome_table.cells())
    assert len(cells) == 6 * 3 * 2 * 2 * len(outcome_table.WHO) * len(Made) * (len(Ended) + 1)
    assert len({cell.facts for cell in cells}) == len(cells)
    assert all(cell.endings.first for cell in cells)
    assert outcome_table.empty_cells() == []


a_slow_machine_is_no_fault = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FACTS = st.builds(
    Facts,
    stance=st.sampled_from(outcome_table.STANCES),
    purpose=st.sampled_from(outcome_table.PURPOSES),
    recorder=st.sampled_from(["patient", "parent", "family", "other"]),
    permission=st.sampled_from(["", "yes", "no", "cannot_say"]),
    authority=st.sampled_from(["", " ", "Seen: lasting power of attorney"]),
    has_need=st.booleans(),
    made=st.sampled_from([str(made) for made in Made.values]),
    said=st.lists(st.sampled_from(Ended.values), max_size=5).map(tuple),
    speaks=st.sampled_from(["", "parental_responsibility", "lawful_representative", "nobody"]),
    understands=st.sampled_from(["", "yes", "no"]),
    route=st.sampled_from(["", "communications", "image_copies"]),
)


@pytest.mark.rule("R-021", "E")
@a_slow_machine_is_no_fault
@given(FACTS)
def test_a_personal_record_is_never_turned_away(facts: Facts) -> None:
    found = outcomes_for(facts)
    assert found.first
    if facts.purpose == "personal_record" or facts.has_need:
        assert ASKED_NOT not in found.every
    elif ASKED_NOT in found.every:
        assert facts.stance == "not_supported"


@pytest.mark.rule("R-039", "E")
@pytest.mark.rule("R-043", "E")
@a_slow_machine_is_no_fault
@given(FACTS)
def test_a_stop_is_always_possible_and_a_safety_stop_outlasts_every_agreement(facts: Facts) -> None:
    found = set(outcomes_for(facts).every)
    assert {SAFETY, INTERFERENCE} <= found
    if SAFETY in facts.said or facts.stance == "not_safe":
        assert not {AGREED, CONDITIONS} & found


@pytest.mark.rule("R-013", "E")
@a_slow_machine_is_no_fault
@given(FACTS)
def test_nothing_is_agreed_on_a_companions_word_alone(facts: Facts) -> None:
    found = set(outcomes_for(facts).every)
    if facts.recorder != "patient" and {AGREED, CONDITIONS} & found:
        spoken_for = facts.authority.strip() and facts.speaks != "nobody"
        assert facts.permission == "yes" or (facts.permission == "cannot_say" and spoken_for)
    if facts.recorder != "patient" and facts.permission in ("", "no"):
        assert not {AGREED, CONDITIONS} & found


@a_slow_machine_is_no_fault
@given(FACTS)
def test_once_there_is_a_recording_nobody_chose_not_to_make_it(facts: Facts) -> None:
    found = set(outcomes_for(facts).every)
    if facts.made in RECORDED:
        assert not {CHOSE_NOT, ASKED_NOT} & found
    assert found <= set(Ended.values)


def test_the_command_prints_the_whole_table() -> None:
    told = StringIO()
    call_command("outcomes", stdout=told)
    text = told.getvalue()
    for words in (*outcome_table.STANCES, *outcome_table.WHO, *(str(label) for label in Ended.labels)):
        assert words in text
    assert "0 of them empty" in text


def test_the_command_prints_every_cell_for_machines() -> None:
    told = StringIO()
    call_command("outcomes", "--json", stdout=told)
    rows = json.loads(told.getvalue())
    assert len(rows) == sum(1 for _ in outcome_table.cells())
    asked = [row for row in rows if ASKED_NOT in row["first"]]
    assert asked
    assert {row["stance"] for row in asked} == {"not_supported"}


def test_the_command_fails_for_a_cell_in_which_nothing_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome_table, "empty_cells", lambda: [next(outcome_table.cells())])
    with pytest.raises(CommandError, match="nothing can be chosen"):
        call_command("outcomes", stdout=StringIO())

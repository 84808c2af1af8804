"""Which outcomes there are: honest ones, and none that turns a patient away."""

from itertools import product

import pytest

from requests_app.decisions import Facts, must_tell, outcomes_for
from requests_app.endings import ENDINGS
from requests_app.models import Ended

STANCES = tuple(ENDINGS)
PURPOSES = ("personal_record", "keepsake", "other")
RECORDERS = ("patient", "parent", "family", "other")
PERMISSIONS = ("", "yes", "no", "cannot_say")
AUTHORITIES = ("", "  ", "Parental responsibility")
EVERY = [Facts(*each) for each in product(STANCES, PURPOSES, RECORDERS, PERMISSIONS, AUTHORITIES)]
AGREEMENTS = {"agreed", "agreed_with_conditions"}


@pytest.mark.rule("R-021", "E")
def test_no_outcome_turns_a_patient_away() -> None:
    said = " ".join([*Ended.values, *(str(label) for label in Ended.labels)]).lower()
    assert not [word for word in ("refus", "den", "forbid", "ban") if word in said]


@pytest.mark.rule("R-021", "E")
def test_every_request_can_end_and_only_in_known_words() -> None:
    for facts in EVERY:
        found = outcomes_for(facts)
        assert "patient_chose_not_to" in found.first
        assert set(found.every) <= set(Ended.values)
        assert len(found.every) == len(set(found.every))


@pytest.mark.rule("R-039", "E")
def test_a_stop_may_be_said_at_any_time() -> None:
    for facts in EVERY:
        assert {"stopped_for_safety", "stopped_for_interference"} <= set(outcomes_for(facts).every)


@pytest.mark.rule("R-013", "E")
def test_somebody_else_recording_is_never_agreed_without_the_patients_yes() -> None:
    for facts in EVERY:
        yes = facts.permission == "yes" or (facts.permission == "cannot_say" and facts.authority.strip())
        if facts.recorder != "patient" and not yes:
            found = outcomes_for(facts)
            assert not AGREEMENTS & set(found.every)
            assert [reason.rules for reason in found.reasons] == [("R-013",)]


@pytest.mark.rule("R-013", "E")
def test_the_patients_own_recording_asks_nobody() -> None:
    for facts in EVERY:
        if facts.recorder == "patient":
            assert not outcomes_for(facts).reasons


@pytest.mark.rule("R-021", "E")
def test_asked_not_to_is_local_policy_and_never_for_a_personal_record() -> None:
    for facts in EVERY:
        asked_not_to = "asked_not_to" in outcomes_for(facts).every
        assert asked_not_to == (facts.stance == "not_supported" and facts.purpose != "personal_record")


def test_simply_agreed_is_not_offered_against_our_advice() -> None:
    for facts in EVERY:
        if facts.stance in ("discourage", "not_supported", "not_safe"):
            assert "agreed" not in outcomes_for(facts).every


@pytest.mark.rule("R-043", "E")
def test_where_it_is_not_safe_nothing_is_agreed() -> None:
    for facts in [each for each in EVERY if each.stance == "not_safe"]:
        assert not AGREEMENTS & set(outcomes_for(facts).every)


def test_without_a_policy_nothing_is_discouraged() -> None:
    assert outcomes_for(Facts("no_answer", "personal_record")).first[0] == "agreed"


@pytest.mark.rule("R-040", "E")
@pytest.mark.parametrize("outcome", Ended.values)
def test_the_patient_is_told_unless_nothing_will_be_recorded(outcome: str) -> None:
    nothing = outcome in ("patient_chose_not_to", "asked_not_to", "out_of_scope")
    assert must_tell(outcome) is not nothing

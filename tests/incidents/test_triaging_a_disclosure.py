"""Unaltered, altered or used to hurt; threatened or out: over the whole table, without a database."""

from itertools import product

import pytest

from recordings_gov.incidents.triage import Shared, triage

KNOWN = ("yes", "no", "not_known", "")


def verdict_of(changed: str, hurtful: str) -> str:
    if hurtful == "yes":
        return "harassing"
    return {"yes": "altered", "no": "unaltered"}.get(changed, "not_known")


@pytest.mark.rule("R-227", "R")
@pytest.mark.rule("R-228", "R")
def test_every_combination_has_one_verdict_with_its_reasons_and_rules() -> None:
    for changed, hurtful, publication in product(
        KNOWN, KNOWN, ("threatened", "published", "passed_on", "not_known", "")
    ):
        answer = triage(Shared(changed=changed, hurtful=hurtful, publication=publication))
        assert answer.verdict == verdict_of(changed, hurtful)
        assert all(reason.says and reason.rules for reason in answer.reasons)


@pytest.mark.rule("R-232", "N")
def test_legal_hears_at_once_of_every_threat_to_publish_and_only_of_those_urgently() -> None:
    for changed, hurtful in product(KNOWN, KNOWN):
        threatened = triage(Shared(changed=changed, hurtful=hurtful, publication="threatened"))
        assert [each.urgent for each in threatened.tell if each.office == "legal"] == [True]
        out = triage(Shared(changed=changed, hurtful=hurtful, publication="published"))
        assert not any(each.urgent for each in out.tell)


@pytest.mark.rule("R-224", "N")
def test_the_security_lead_hears_of_harassment_and_of_nothing_else() -> None:
    for changed, hurtful in product(KNOWN, KNOWN):
        told = {each.office for each in triage(Shared(changed=changed, hurtful=hurtful)).tell}
        assert ("lsms" in told) is (hurtful == "yes")


def test_an_unaltered_recording_is_never_called_an_offence_and_troubles_no_lawyer() -> None:
    answer = triage(Shared(changed="no", hurtful="no", publication="published", people_in_it=("patient",)))
    assert not {each.office for each in answer.tell} & {"legal", "lsms", "ig"}
    assert not any("offence" in reason.says or "crime" in reason.says for reason in answer.reasons)


def test_another_patient_in_it_is_ours_to_answer_for_and_the_patients_own_image_is_not() -> None:
    own = triage(Shared(changed="no", people_in_it=("patient",)))
    others = triage(Shared(changed="no", people_in_it=("patient", "other_patients")))
    assert "ig" not in {each.office for each in own.tell}
    assert "ig" in {each.office for each in others.tell}
    assert any("incident of our own" in each.says for each in others.conditions)


@pytest.mark.rule("R-229", "R")
def test_use_beyond_personal_use_is_named_with_its_rule() -> None:
    assert "R-229" in triage(Shared(changed="no", beyond_personal="yes")).rules
    assert "R-229" not in [
        rule for reason in triage(Shared(changed="no", beyond_personal="no")).reasons for rule in reason.rules
    ]


def test_what_nobody_knows_is_listed_to_find_out() -> None:
    assert len(triage(Shared()).obstacles) == 5
    assert triage(Shared("no", "no", "published", ("patient",), "yes", "no")).obstacles == ()

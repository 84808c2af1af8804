"""Pure: what must be said before a recording, what is warned of, and whether several people agree."""

from dataclasses import replace
from itertools import product

import pytest

from consent import caring
from consent.agreeing import Said, together
from consent.caring import Care, access_of, guidance_for, missing, warnings
from consent.signing.answering import SIGNERS
from consent.signing.deciding import who_must_sign
from consent.signing.situations import SITUATIONS

ADULT = Care(44, operator="photographer", chaperone="declined")
CHILD = replace(ADULT, age=8, value="How it heals")
INTIMATE = replace(CHILD, is_intimate=True, noted_at="Page 12")
COLPOSCOPY = replace(
    CHILD,
    is_colposcopy=True,
    noted_at="Page 12",
    operator="staff",
    why_no_photographer="Examined by the paediatrician",
    operator_name="Dr Example",
    operator_training="RCPCH course, 2025",
    operator_registration="1234567",
)
WAYS = ("adult", "competent_young_person", "parental_responsibility", "attorney_or_deputy")


def rules_of(reasons) -> set[str]:
    return {rule for reason in reasons for rule in reason.rules}


@pytest.mark.rule("R-148", "E")
@pytest.mark.rule("R-149", "E")
@pytest.mark.rule("R-151", "E")
@pytest.mark.rule("R-150", "W")
@pytest.mark.rule("R-098", "R")
@pytest.mark.rule("R-099", "W")
def test_each_thing_that_must_be_said_is_missed_by_name() -> None:
    for complete in (
        ADULT,
        CHILD,
        INTIMATE,
        COLPOSCOPY,
        replace(ADULT, is_whole_body=True, whole_body_because="x"),
    ):
        assert missing(complete) == ()
    wanted = {
        "value": (replace(CHILD, value=""), "R-148"),
        "whole_body_because": (replace(ADULT, is_whole_body=True), "R-149"),
        "operator_name": (replace(COLPOSCOPY, operator_name=""), "R-151"),
        "operator_training": (replace(COLPOSCOPY, operator_training=""), "R-151"),
        "operator_registration": (replace(COLPOSCOPY, operator_registration=""), "R-151"),
        "not_noted_because": (replace(INTIMATE, noted_at=""), "R-150"),
        "why_no_photographer": (replace(ADULT, operator="staff"), "R-098"),
        "chaperone": (
            replace(ADULT, is_intimate=True, chaperone="nobody", no_chaperone_because="At night"),
            "R-099",
        ),
        "chaperone_name": (replace(ADULT, chaperone="present"), "R-099"),
        "no_chaperone_because": (replace(ADULT, chaperone="nobody"), "R-099"),
        "interpreter_name": (replace(ADULT, interpreter="there"), "R-069"),
    }
    for name, (care, rule) in wanted.items():
        assert [(gap, rule in reason.rules) for gap, reason in missing(care)] == [(name, True)], name
    assert missing(replace(ADULT, value="")) == ()
    assert missing(replace(INTIMATE, age=18, noted_at="", value="")) == ()


@pytest.mark.rule("R-098", "W")
@pytest.mark.rule("R-099", "W")
@pytest.mark.rule("R-141", "W")
@pytest.mark.rule("R-150", "W")
@pytest.mark.rule("R-151", "W")
def test_what_stays_allowed_is_warned_of() -> None:
    assert warnings(ADULT) == ()
    assert warnings(CHILD) == (caring.TAKE_CARE,)
    assert warnings(replace(ADULT, may_not_decide=True)) == (caring.TAKE_CARE,)
    assert warnings(replace(ADULT, is_intimate=True)) == (caring.TAKE_CARE,)
    assert warnings(replace(ADULT, chaperone="nobody")) == (caring.NO_CHAPERONE,)
    assert warnings(replace(ADULT, operator="staff")) == (caring.SELF,)
    assert warnings(replace(ADULT, is_mental_health=True)) == (caring.MENTAL_HEALTH,)
    assert warnings(replace(ADULT, interpreter="missing")) == (caring.NO_INTERPRETER,)
    assert set(warnings(COLPOSCOPY)) == {caring.TAKE_CARE, caring.STRONGLY}
    assert set(warnings(replace(INTIMATE, noted_at=""))) == {caring.TAKE_CARE, caring.NOT_NOTED}


@pytest.mark.rule("R-150", "P")
@pytest.mark.rule("R-141", "W")
def test_the_guidance_is_named_where_it_is_to_be_followed() -> None:
    assert guidance_for(ADULT) == guidance_for(CHILD) == ()
    assert [text.year for text in guidance_for(INTIMATE)] == ["2015", "2010"]
    assert guidance_for(COLPOSCOPY) == caring.INTIMATE_OF_A_CHILD
    assert guidance_for(replace(ADULT, is_mental_health=True)) == (caring.OF_MENTAL_HEALTH,)


@pytest.mark.rule("R-099", "W")
def test_more_care_never_opens_a_recording_to_more_people() -> None:
    order = ["ordinary", "sensitive", "restricted"]
    for age, intimate, whole, colposcope, mental in product((8, 17, 18, 44), *[(False, True)] * 4):
        care = Care(
            age, is_intimate=intimate, is_whole_body=whole, is_colposcopy=colposcope, is_mental_health=mental
        )
        access, because = access_of(care)
        assert (access == "restricted") == (age < 18 and (intimate or colposcope)) == bool(because)
        for name in ("is_intimate", "is_whole_body", "is_colposcopy", "is_mental_health"):
            more, _ = access_of(replace(care, **{name: True}))
            assert order.index(more) >= order.index(access)


@pytest.mark.rule("R-147", "W")
def test_people_who_answer_differently_stop_only_where_one_of_them_has_a_say() -> None:
    for way, standing, answer in product(WAYS, ("responsible", "carer", "other"), ("yes", "no", "not_sure")):
        verdict = together(way, [Said("Sam", standing, answer)]).verdict
        has_a_say = way == "parental_responsibility" and standing == "responsible"
        assert verdict == ("agree" if answer == "yes" else "conflict" if has_a_say else "differ")
    parent_says_no = [Said("Sam", "responsible", "no")]
    assert together("parental_responsibility", parent_says_no, is_settled=True).verdict == "differ"
    changed = [*parent_says_no, Said(" SAM ", "responsible", "yes")]
    assert together("parental_responsibility", changed).verdict == "agree"
    no_veto = together("competent_young_person", parent_says_no)
    assert "no veto" in no_veto.conditions[0].says
    only_one = together("competent_young_person", [])
    assert "Only the young person was asked" in only_one.conditions[0].says
    assert together("adult", []).conditions == ()


@pytest.mark.rule("R-116", "E")
def test_nobody_but_the_patient_a_lawful_representative_or_a_named_exception_signs() -> None:
    lawful = {"patient", "parent", "attorney", "representative"}
    exceptions = {"clinician": {"R-075"}, "consultant": {"R-159", "R-160"}, "officer": {"R-152"}}
    seen = set()
    for situation, case in SITUATIONS:
        answer = who_must_sign(case)
        if not answer.is_settled or not SIGNERS[answer.verdict]:
            continue
        who = answer.signers[0]
        seen.add(who)
        assert who in lawful or exceptions[who] & set(answer.rules), situation
    assert seen == lawful | set(exceptions)
    powerless = {
        kind: answer for kind, answer in SITUATIONS if "next of kin" in kind or "only a carer" in kind
    }
    assert len(powerless) == 2
    assert not any(who_must_sign(case).is_settled for case in powerless.values())

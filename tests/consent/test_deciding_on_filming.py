"""May they film: every gate, and each one shut by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.filming import (
    ADVISED_AGAINST,
    CONCERN,
    EMPLOYER,
    FORM_NOT_SIGNED,
    FORM_STOPPED,
    IN_DOUBT,
    LAPSED,
    NO_ASSURANCE,
    NO_CONTRACT,
    NO_FORM,
    NOBODY,
    NOT_ASKED,
    NOT_SECONDARY,
    NOT_THIS_USE,
    NOT_YET,
    OVER,
    RELEASE_BY_ANOTHER,
    STOPPED,
    TREATING,
    WRONG_SIGNER,
    FilmingFacts,
    FormFacts,
    TakesPart,
    may_film,
    may_take_part,
)
from consent.releasing import NamedUse, ReleaseFacts, Shown

DAY = date(2027, 3, 3)
USE = NamedUse("press", "Evening bulletin of 3 March 2027", "Northmere Television")
SIGNED = ReleaseFacts("signed", (USE,), datetime(2027, 3, 1, 10, tzinfo=UTC))
KIM = TakesPart(Shown("Kim", releases=(SIGNED,)))
MET = FilmingFacts(
    use=USE,
    permitted_from=DAY,
    permitted_until=DAY,
    employer_agreed=True,
    treating_is_another=True,
    treating_agreed=True,
    is_in_doubt=True,
    advice="for",
    is_by_others=True,
    has_assurance=True,
    is_under_contract=True,
    has_contract=True,
    people=(KIM,),
)
SHUT = (
    ({"permitted_from": None}, NOT_ASKED),
    ({"permitted_until": None}, NOT_ASKED),
    ({"permitted_until": DAY - timedelta(days=1), "permitted_from": DAY - timedelta(days=9)}, LAPSED),
    ({"permitted_from": DAY + timedelta(days=1), "permitted_until": DAY + timedelta(days=1)}, NOT_YET),
    ({"employer_agreed": False}, EMPLOYER),
    ({"treating_agreed": False}, TREATING),
    ({"advice": ""}, IN_DOUBT),
    ({"advice": "against"}, ADVISED_AGAINST),
    ({"has_assurance": False}, NO_ASSURANCE),
    ({"has_contract": False}, NO_CONTRACT),
    ({"people": ()}, NOBODY),
    ({"concerns": 1}, CONCERN),
    ({"was_stopped": True}, STOPPED),
    ({"is_over": True}, OVER),
)
NOT_ASKED_FOR = (
    {"treating_is_another": False, "treating_agreed": False},
    {"is_in_doubt": False, "advice": ""},
    {"is_by_others": False, "has_assurance": False},
    {"is_under_contract": False, "has_contract": False},
    {"shows_people": False, "people": ()},
)


@pytest.mark.rule("R-085", "E")
@pytest.mark.rule("R-086", "E")
@pytest.mark.rule("R-088", "E")
@pytest.mark.rule("R-170", "E")
@pytest.mark.rule("R-173", "E")
def test_each_gate_shuts_it_by_itself_and_is_asked_only_where_it_belongs() -> None:
    assert may_film(MET, DAY).verdict == "yes"
    for change, obstacle in SHUT:
        answer = may_film(replace(MET, **change), DAY)
        assert (answer.verdict, answer.obstacles) == ("no", (obstacle,)), change
    for change in NOT_ASKED_FOR:
        assert may_film(replace(MET, **change), DAY).verdict == "yes", change
    everything = may_film(FilmingFacts(use=USE, treating_is_another=True, is_by_others=True, concerns=2), DAY)
    assert everything.obstacles == (NOT_ASKED, EMPLOYER, TREATING, NO_ASSURANCE, CONCERN, NOBODY)


OWN, PARENT = "competent_young_person", "parental_responsibility"
ATTORNEY, CLINICIANS = "attorney_or_deputy", "no_authority_integral_to_care"
GOOD = FormFacts(stands=True, is_secondary=True, names_this_use=True, was_stopped=False, signer=OWN)
WHO_SIGNS = {
    ("child", OWN, "self"): None,
    ("child", OWN, "parent"): RELEASE_BY_ANOTHER,
    ("child", PARENT, "parent"): None,
    ("child", PARENT, "self"): RELEASE_BY_ANOTHER,
    ("child", "child_protection", "parent"): WRONG_SIGNER,
    ("child", "adult", "self"): WRONG_SIGNER,
    ("unable", ATTORNEY, "attorney"): None,
    ("unable", ATTORNEY, "parent"): RELEASE_BY_ANOTHER,
    ("unable", CLINICIANS, "attorney"): WRONG_SIGNER,
    ("unable", PARENT, "parent"): WRONG_SIGNER,
}
SHUTS_THEM = (
    ({"was_stopped": True}, FORM_STOPPED),
    ({"stands": False}, FORM_NOT_SIGNED),
    ({"is_secondary": False}, NOT_SECONDARY),
    ({"names_this_use": False}, NOT_THIS_USE),
)


@pytest.mark.rule("R-246", "E")
def test_a_child_or_an_adult_who_cannot_decide_goes_through_their_own_gates_first() -> None:
    for kind in ("child", "unable"):
        alone = may_take_part(replace(KIM, kind=kind), USE)
        assert (alone.verdict, alone.obstacles) == ("no", (NO_FORM[kind],))
        assert may_film(replace(MET, people=(KIM, replace(KIM, kind=kind))), DAY).verdict == "no"
    for (kind, signer, signed_as), obstacle in WHO_SIGNS.items():
        form = replace(GOOD, signer=signer)
        answer = may_take_part(replace(KIM, kind=kind, form=form, signed_as=(signed_as,)), USE)
        assert answer.obstacles == ((obstacle,) if obstacle else ()), (kind, signer, signed_as)
    for change, obstacle in SHUTS_THEM:
        person = replace(KIM, kind="child", form=replace(GOOD, **change), signed_as=("self",))
        assert may_take_part(person, USE).obstacles == (obstacle,), change
    unreleased = TakesPart(Shown("Kim"), "child", GOOD)
    assert may_take_part(unreleased, USE).verdict == "no"

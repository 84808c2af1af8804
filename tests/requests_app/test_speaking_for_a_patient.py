"""Whose yes it takes: the patient's own, else who lawfully speaks for them, never a companion's word."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from requests_app.decisions import Facts, outcomes_for
from requests_app.models import RecordingRequest
from requests_app.speaking import Decider, agrees, what_is_missing
from tests.requests_app.conftest import TOLD_BY_ANOTHER
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]
AGREEMENTS = {"agreed", "agreed_with_conditions"}
EVERY = [
    Decider(*each)
    for each in product(
        ("patient", "parent", "family", "other"),
        ("", "yes", "no", "cannot_say"),
        ("", " ", "Their mother; says so"),
        ("", "yes", "no"),
        ("", "parental_responsibility", "lawful_representative", "nobody"),
        ("", "Calms them"),
        (None, 7, 15, 16, 17, 18, 70),
    )
]
OTHERS = [each for each in EVERY if each.recorder != "patient"]


@pytest.mark.rule("R-013", "E")
def test_a_companions_word_alone_never_agrees() -> None:
    for each in OTHERS:
        own = each.permission == "yes" and each.understands != "no"
        in_law = each.speaks not in ("", "nobody") and each.authority.strip()
        kept_before = each.permission == "cannot_say" and each.speaks == "" and each.authority.strip()
        assert agrees(each) == bool(own or (each.needs_somebody and in_law) or kept_before), each


@pytest.mark.rule("R-013", "E")
def test_a_patients_own_no_always_wins() -> None:
    assert not [each for each in OTHERS if each.permission == "no" and agrees(each)]


@pytest.mark.rule("R-033", "R")
def test_what_is_to_be_agreed_says_who_decides() -> None:
    for each in OTHERS:
        missing = what_is_missing(each, is_agreed=True)
        young = each.age is not None and each.age < 16
        assert ("understands" in missing) == (young and each.permission == "yes" and not each.understands)
        if each.needs_somebody and not each.speaks:
            assert "speaks" in missing
        if agrees(each) and not missing and each.needs_somebody:
            assert each.speaks in ("parental_responsibility", "lawful_representative")
            assert each.authority.strip()


@pytest.mark.rule("R-033", "R")
def test_a_parent_does_not_decide_for_an_adult_and_nobody_needs_a_note() -> None:
    for each in OTHERS:
        missing = what_is_missing(each, is_agreed=False)
        if each.speaks == "parental_responsibility" and each.age in (18, 70):
            assert "adult" in missing["speaks"]
        assert ("best_interests" in missing) == (each.speaks == "nobody" and not each.best_interests)


def test_the_patients_own_recording_asks_nobody_else() -> None:
    for each in EVERY:
        if each.recorder == "patient":
            assert agrees(each)
            assert not what_is_missing(each, is_agreed=True)


@pytest.mark.rule("R-013", "E")
@pytest.mark.parametrize("speaks", ["", "nobody"])
def test_outcomes_follow_from_who_decides(speaks: str) -> None:
    facts = Facts("facilitate", "personal_record", "parent", "yes", "", understands="no", speaks=speaks)
    found = outcomes_for(facts)
    assert not AGREEMENTS & set(found.every)
    assert [reason.rules for reason in found.reasons] == [("R-013",)]


@pytest.fixture
def child(patient: Any, radiographer: Any) -> Any:
    """The patient is seven."""
    patient.birth_date = date(clock.today().year - 7, 1, 1)
    with acting_as(radiographer):
        patient.save()
    return patient


BY_PARENT: dict[str, Any] = {"recorder": "parent", "told": TOLD_BY_ANOTHER, "outcome": "agreed"}


@pytest.mark.rule("R-013", "E")
@pytest.mark.rule("R-033", "R")
def test_a_young_child_is_spoken_for_by_parental_responsibility(log: Log, child: Any) -> None:
    with pytest.raises(ValidationError, match="whether the child understands"):
        log(**BY_PARENT, permission="yes")
    with pytest.raises(ValidationError, match="who may speak"):
        log(**BY_PARENT, permission="yes", understands="no")
    with pytest.raises(ValidationError, match="what you have seen"):
        log(**BY_PARENT, permission="yes", understands="no", speaks="parental_responsibility")
    spoken = {"understands": "no", "speaks": "parental_responsibility", "authority": "Mother, who says so"}
    kept = log(**BY_PARENT, permission="yes", **spoken)
    assert (kept.outcome, kept.speaks) == ("agreed", "parental_responsibility")
    assert log(**BY_PARENT, permission="yes", understands="yes").outcome == "agreed"


@pytest.mark.rule("R-013", "E")
def test_with_nobody_to_speak_what_is_best_is_kept_and_nothing_agreed(log: Log) -> None:
    nobody = {"permission": "cannot_say", "speaks": "nobody", "best_interests": "Quiet; no picture now"}
    with pytest.raises(ValidationError):
        log(**BY_PARENT, **nobody)
    kept = log(**{**BY_PARENT, "outcome": "patient_chose_not_to"}, **nobody)
    assert kept.best_interests == "Quiet; no picture now"


@pytest.mark.rule("R-013", "E")
def test_the_database_agrees_on_no_companions_word(log: Log, radiographer: Any) -> None:
    kept = log(**BY_PARENT, permission="cannot_say", speaks="lawful_representative", authority="Court order")
    for wrong in ({"speaks": "nobody", "best_interests": "None"}, {"authority": ""}):
        kept.refresh_from_db()
        for name, value in wrong.items():
            setattr(kept, name, value)
        with acting_as(radiographer), pytest.raises(ValidationError, match="request_"):
            kept.save()


@pytest.mark.rule("R-033", "R")
def test_the_page_asks_only_when_a_child_or_somebody_unable_is_recorded(
    signed_in: Any, radiographer: Any, policy: Any, child: Any
) -> None:
    browser = signed_in(radiographer)
    asks = "Does the child understand what it means?"
    assert asks not in answer(browser)
    assert asks in answer(browser, recorder="parent", permission="yes")
    assert "Who may speak for them?" in answer(browser, recorder="parent", permission="cannot_say")
    response = save(browser, recorder="parent", permission="yes")
    assert response.status_code == 422
    assert "Say whether the child understands what it means" in response.content.decode()
    saved = save(
        browser,
        recorder="parent",
        permission="yes",
        understands="no",
        speaks="parental_responsibility",
        authority="Father, who says so",
    )
    page = browser.get(saved["Location"]).content.decode()
    assert "The child does not understand it yet. Somebody with parental responsibility" in page

"""Drafts on which nobody can simply be asked, made as the people in them would."""

from typing import Any

from consent.models import ConsentForm
from tests.consent.conftest import born
from tests.consent.situations import RECORD, TEACHING, explained, signed, started

BECAUSE = "The injuries fade within days and treatment follows them."
PROOF: dict[str, dict[str, str]] = {
    "non_accidental_injury": {
        "why_unlikely": "The parent is under investigation.",
        "benefit": "The court decides where she may live.",
    },
    "adult_abuse": {
        "abuse": "neglect",
        "why_unable": "She does not speak since her stroke.",
        "referral": "Referral 12, 3 November 2026",
    },
    "vital_interests": {},
    "litigation": {"second_signature": "IG manager"},
}
OFFICER = {
    "kind": "social_worker",
    "name": "Jo Specimen",
    "number": "SW 4471",
    "service": "Northmere Council",
    "is_checked": True,
    "no_parent_there": True,
    "ground": "order",
    "says": "Family Court, order 12, 3 November 2026",
}
SHOWN = {"kind": "photograph", "shows": "Bruises on the left arm"}


def say(form: ConsentForm, by: Any, question: str, **given: Any) -> ConsentForm:
    """One group of questions about who signs."""
    form.say_who_signs(by=by, question=question, given=given, words={})
    return form


def without_consent(by: Any, department: Any, ground: str, year: int = 1950) -> ConsentForm:
    """A draft with all the proof of its ground, about somebody of that year."""
    child = year > 2012
    words = {} if child else {"can_decide": False}
    form = started(by, department, born(year), RECORD, TEACHING, **words)
    say(form, by, "circumstance", circumstance=ground)
    return say(form, by, "consultant", name="Dr C, 7654321", because=BECAUSE, **PROOF[ground])


def protected(by: Any, department: Any, said: str = "agrees", **officer: Any) -> ConsentForm:
    """A child of five with no parent there; an officer agrees."""
    form = started(by, department, born(2021), RECORD, TEACHING)
    say(form, by, "circumstance", circumstance="child_protection")
    say(form, by, "child", said=said, harm_likely=False)
    return say(form, by, "officer", **(OFFICER | officer))


def protected_and_signed(by: Any, department: Any, **officer: Any) -> ConsentForm:
    """The same, signed by the officer and whoever explained it."""
    return signed(explained(protected(by, department, **officer), by), by)

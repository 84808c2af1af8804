"""From answers as they are kept to the evidence the decision reads; what does not fit is refused."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from consent.signing import evidence as known
from consent.signing.words import Ask, Circumstance

EVIDENCE: dict[Ask, tuple[str, type]] = {
    Ask.COMPETENCE: ("competence", known.Competence),
    Ask.CHILD: ("child", known.Child),
    Ask.PARENT: ("parent", known.Parent),
    Ask.CAPACITY: ("capacity", known.Capacity),
    Ask.AUTHORITY: ("authority", known.Authority),
    Ask.CARE: ("care", known.Care),
    Ask.BEST_INTERESTS: ("best_interests", known.BestInterests),
    Ask.UNCONSCIOUS: ("unconscious", known.Unconscious),
    Ask.TOLD: ("told", known.Told),
    Ask.OFFICER: ("officer", known.Officer),
    Ask.CONSULTANT: ("consultant", known.Consultant),
    Ask.REPRESENTATIVE: ("representative", known.Representative),
    Ask.POST_MORTEM: ("post_mortem", known.PostMortem),
    Ask.BABY: ("baby", known.Baby),
}
DATES = frozenset({"judged_on", "look_again_on", "seen_on", "on"})
SETS = frozenset({"yes", "covers"})


def evidence_of(question: str, facts: Mapping[str, Any], judged_on: date) -> tuple[str, Any]:
    """The field of the case and its value; raises ValueError for facts that are not of this question."""
    try:
        if question == Ask.CIRCUMSTANCE:
            return "circumstance", Circumstance(facts["circumstance"])
        name, kind = EVIDENCE[Ask(question)]
        given = {key: _value(key, value) for key, value in facts.items()}
        if question == Ask.CAPACITY:
            given["judged_on"] = judged_on
        return name, kind(**given)
    except (KeyError, TypeError) as error:
        raise ValueError(f"These are no answers to {question}.") from error


def facts_of(question: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Of what a page gave, what the decision reads, ready to be kept."""
    if question == Ask.CIRCUMSTANCE:
        return {"circumstance": given["circumstance"]}
    names = {field.name for field in fields(EVIDENCE[Ask(question)][1])} - {"judged_on"}
    return {key: _kept(value) for key, value in given.items() if key in names}


def _value(key: str, value: Any) -> Any:
    if key in DATES:
        return date.fromisoformat(value) if value else None
    return frozenset(value) if key in SETS else value


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, (set, frozenset, list, tuple)) else value

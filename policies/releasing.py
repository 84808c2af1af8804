"""Whether a leaflet may go on show, and whether it may be printed: facts in, reasons out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recordings_gov.decisions import Decision, Reason

SHARING = "R-234"
SHORTEST_CLAUSE = 40
PLAIN_UP_TO = 12
"""The reading age (SMOG grade + 5) up to which a leaflet for patients counts as plain."""
SHARES = re.compile(r"\bshar(?:e|es|ed|ing)\b", re.IGNORECASE)
LAW = re.compile(r"\b(?:law|offence|crime|court|legal action|civil action)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What is known of an edition on the day it is asked about."""

    language: str
    direction: str
    sections: tuple[Mapping[str, Any], ...]
    unfilled: tuple[str, ...]
    is_approved: bool
    translation_checked_by: str
    english: tuple[Mapping[str, Any], ...]
    english_is_replaced: bool
    lay_reviews: int
    reading_age: float | None
    clause_is_enforced: bool


def readiness(facts: Facts) -> Decision:
    """*ready* or *not_ready* to go on show; conditions are what to think about all the same.

    Rules: R-002, R-004, R-005, R-234.
    """
    obstacles = _of_approval(facts)
    if facts.unfilled:
        names = ", ".join(name.replace("_", " ") for name in facts.unfilled)
        obstacles.append(Reason(f"Fill in the settings first: {names}."))
    warnings: list[Reason] = []
    if not warns_about_sharing(facts):
        missing = Reason(
            "No part warns that sharing a recording without the consent of others in it may be an offence "
            "or lead to a court case.",
            (SHARING,),
        )
        (obstacles if facts.clause_is_enforced else warnings).append(missing)
    if not facts.lay_reviews:
        warnings.append(Reason("No patient or other lay person has read it yet.", ("R-004",)))
    if facts.reading_age is not None and facts.reading_age > PLAIN_UP_TO:
        warnings.append(
            Reason(
                f"It is hard to read: reading age {facts.reading_age:g}, aim for {PLAIN_UP_TO} or less.",
                ("R-002",),
            )
        )
    if facts.english_is_replaced:
        warnings.append(Reason("The English edition it was translated from is no longer on show."))
    return Decision(
        "not_ready" if obstacles else "ready", obstacles=tuple(obstacles), conditions=tuple(warnings)
    )


def _of_approval(facts: Facts) -> list[Reason]:
    found = []
    if not facts.is_approved:
        found.append(Reason("Another person than its drafter approves it first.", ("R-005",)))
    if not facts.sections:
        found.append(Reason("It has no words yet."))
    if facts.english and not facts.translation_checked_by:
        found.append(Reason("A named person approves the translation first.", ("R-005", "R-019")))
    same = parts_not_translated(facts.sections, facts.english)
    if same:
        found.append(Reason(f"Still as in English: {', '.join(same)}.", ("R-019",)))
    return found


def warns_about_sharing(facts: Facts) -> bool:
    """Whether a leaflet for people who record says what sharing may lead to. Rules: R-046, R-234.

    The part is marked; in English its words must speak of sharing and of the law, in other
    languages whoever approves the translation answers for them.
    """
    if facts.direction != "patients_record_us":
        return True
    return any(_warns(part, is_translation=bool(facts.english)) for part in facts.sections)


def _warns(part: Mapping[str, Any], *, is_translation: bool) -> bool:
    words = f"{part['title']} {part['body']}"
    if SHARING not in part.get("rules", ()) or len(part["body"]) < SHORTEST_CLAUSE:
        return False
    return is_translation or bool(SHARES.search(words) and LAW.search(words))


def parts_not_translated(
    sections: Sequence[Mapping[str, Any]], english: Sequence[Mapping[str, Any]]
) -> list[str]:
    """The titles of parts whose words are still those of the English edition."""
    left = {part["body"].strip() for part in english}
    return [
        part["title"] or f"part {number}"
        for number, part in enumerate(sections, 1)
        if part["body"].strip() in left
    ]


def printing(status: str, review_due_on: date | None, today: date, *, overridden: bool) -> Decision:
    """*clean*, *draft* (with the watermark alone) or *no*: what the printer may be given today.

    What is not approved carries the watermark; what is past its review date is printed for a
    recorded reason alone. The review day itself is in time. Rules: R-002, R-005.
    """
    if status in ("draft", "replaced"):
        why = "It is not approved." if status == "draft" else "It is no longer in use."
        return Decision("draft", reasons=(Reason(why, ("R-005",)),))
    if review_due_on is not None and review_due_on < today:
        if overridden:
            return Decision(
                "clean", conditions=(Reason("Past its review date, for a recorded reason.", ("R-002",)),)
            )
        late = Reason(
            "It is past its review date: somebody records why it is printed all the same.", ("R-002",)
        )
        return Decision("no", obstacles=(late,))
    return Decision("clean")

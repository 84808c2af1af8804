"""The decision as a table to read: each situation, each use, the answer and its rules."""

from collections.abc import Iterator

from consent.using.case import UseCase
from consent.using.deciding import may_use
from consent.using.words import (
    AIM_WORDS,
    BASIS_WORDS,
    FOR_AN_AIM,
    USE_WORDS,
    VERDICT_WORDS,
    Aim,
    DisclosureBasis,
    Said,
    Use,
    Verdict,
)

GIVEN, NOT_ASKED = Said.GIVEN, Said.NOT_ASKED
OLD: dict[str, object] = {"is_from_before_1997": True, "is_without_form": True, "record": NOT_ASKED}
SITUATIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Level 1: for the record alone", {}),
    ("Level 2: record and teaching", {"teaching": GIVEN}),
    ("Level 3: record, and this one named use", {"named": GIVEN}),
    ("For teaching alone, never care", {"is_for_care": False, "record": NOT_ASKED, "teaching": GIVEN}),
    ("No to teaching", {"teaching": Said.DECLINED}),
    ("Teaching taken back", {"teaching": Said.WITHDRAWN}),
    (
        "Named use for research, and the project is not registered",
        {"named": GIVEN, "research_lacks": ("registration with the head of Media Studio",)},
    ),
    ("Taken with the approved app", {"is_of_an_app": True, "teaching": GIVEN, "named": GIVEN}),
    ("Named use taken back after it came out", {"named": Said.WITHDRAWN, "named_was_published": True}),
    ("Named use taken back before it came out", {"named": Said.WITHDRAWN}),
    ("Form that never counted", {"record": Said.INVALID, "teaching": Said.INVALID, "named": Said.INVALID}),
    ("Record taken back: restricted", {"record": Said.WITHDRAWN, "is_restricted": True}),
    ("Held until they are asked", {"state": "held", "record": NOT_ASKED}),
    ("In quarantine", {"state": "quarantined", "teaching": GIVEN, "named": GIVEN}),
    ("Destroyed, as two people agreed", {"state": "destroyed", "teaching": GIVEN, "named": GIVEN}),
    ("Made without a form, by a named exception", {"is_without_form": True, "record": NOT_ASKED}),
    ("Anonymised, second reader, switch off", {"anonymised": True}),
    ("Anonymised, second reader, switch on", {"anonymised": True, "anonymised_is_enough": True}),
    ("From before 1997, nobody signed", OLD),
    ("From before 1997, anonymised and read by a second person", OLD | {"anonymised": True}),
    ("From before 1997, somebody is to be recognised, teaching signed", OLD | {"teaching": GIVEN}),
    ("Adult who cannot decide: nothing decided yet", {"path": "ask"}),
    ("Adult who cannot decide: decided for", {"path": "yes"}),
    ("Adult who cannot decide: decided against", {"path": "no"}),
    ("The patient has died, record alone", {"has_died": True}),
    ("The patient has died, teaching signed in life", {"has_died": True, "teaching": GIVEN}),
    (
        "The patient has died before anybody could ask",
        {"has_died": True, "state": "held", "record": NOT_ASKED},
    ),
    (
        "Somebody is in it who did not consent",
        {"is_never_published": True, "teaching": GIVEN, "named": GIVEN},
    ),
    (
        "A film that is not in the register of films",
        {"is_outside_register": True, "teaching": GIVEN, "named": GIVEN},
    ),
)
COLUMN = 54


OFFICE = {"by_office": True, "basis_reference": "the reference or the reasons"}


def questions() -> Iterator[tuple[str, dict[str, object]]]:
    """Every use, in words; copies and prints for each thing they may be for, passing on for each ground."""
    for use in Use:
        if use in FOR_AN_AIM:
            for aim in Aim:
                yield f"{USE_WORDS[use]}: {AIM_WORDS[aim].lower()}", {"use": use, "aim": aim}
        elif use == Use.DISCLOSE:
            for basis, says in BASIS_WORDS.items():
                who = OFFICE if basis != DisclosureBasis.CONSENT else {}
                yield f"Pass it outside: {says[0].lower()}{says[1:]}", {"use": use, "basis": basis} | who
        else:
            yield USE_WORDS[use], {"use": use}


def lines() -> Iterator[str]:
    """Every cell; raises ValueError for one without an answer, reason or rule."""
    for situation, facts in SITUATIONS:
        yield situation
        for says, asked in questions():
            answer = may_use(UseCase(**(asked | facts)))  # type: ignore[arg-type]
            why = " ".join(reason.says for reason in (answer.obstacles or answer.reasons))
            if answer.verdict not in list(Verdict) or not why or not answer.rules:
                raise ValueError(f"No answer for: {situation}; {says}.")
            yield f"  {says:<{COLUMN}} {VERDICT_WORDS[Verdict(answer.verdict)]}"
            yield f"  {'':<{COLUMN}} {why} ({', '.join(answer.rules)})"
        yield ""

"""The decision as a table to read: each situation, each use, the answer and its rules."""

from collections.abc import Iterator

from consent.using.case import UseCase
from consent.using.deciding import may_use
from consent.using.words import AIM_WORDS, FOR_AN_AIM, USE_WORDS, VERDICT_WORDS, Aim, Said, Use, Verdict

GIVEN, NOT_ASKED = Said.GIVEN, Said.NOT_ASKED
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
    ("From before 1997, nobody signed", {"is_from_before_1997": True, "record": NOT_ASKED}),
    ("From before 1997, anonymised", {"is_from_before_1997": True, "record": NOT_ASKED, "anonymised": True}),
    ("Adult who cannot decide: nothing decided yet", {"path": "ask"}),
    ("Adult who cannot decide: decided for", {"path": "yes"}),
    ("Adult who cannot decide: decided against", {"path": "no"}),
    ("The patient has died, record alone", {"has_died": True}),
    ("The patient has died, teaching signed in life", {"has_died": True, "teaching": GIVEN}),
)
COLUMN = 54


def questions() -> Iterator[tuple[str, Use, Aim]]:
    """Every use, in words; copies and prints once for each thing they may be for."""
    for use in Use:
        for aim in Aim if use in FOR_AN_AIM else (Aim.RECORD,):
            says = f"{USE_WORDS[use]}: {AIM_WORDS[aim].lower()}" if use in FOR_AN_AIM else USE_WORDS[use]
            yield says, use, aim


def lines() -> Iterator[str]:
    """Every cell; raises ValueError for one without an answer, reason or rule."""
    for situation, facts in SITUATIONS:
        yield situation
        for says, use, aim in questions():
            answer = may_use(UseCase(use=use, aim=aim, **facts))  # type: ignore[arg-type]
            why = " ".join(reason.says for reason in (answer.obstacles or answer.reasons))
            if answer.verdict not in list(Verdict) or not why or not answer.rules:
                raise ValueError(f"No answer for: {situation}; {says}.")
            yield f"  {says:<{COLUMN}} {VERDICT_WORDS[Verdict(answer.verdict)]}"
            yield f"  {'':<{COLUMN}} {why} ({', '.join(answer.rules)})"
        yield ""

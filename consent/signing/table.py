"""The decision as a table to read: each situation, who signs, for what, what is asked, by which rules."""

import textwrap
from collections.abc import Iterator

from consent.signing.deciding import who_must_sign
from consent.signing.situations import SITUATIONS
from consent.signing.words import ASK, NO, USES, Route, Signing

WHO = {
    Route.ADULT: "The patient",
    Route.YOUNG_PERSON: "The young person",
    Route.PARENT: "Parental responsibility",
    Route.ATTORNEY: "Attorney or deputy",
    Route.CLINICIANS: "Two professionals",
    Route.CONSULTANT: "Consultant in charge",
    Route.OFFICER: "Social worker or police",
    Route.HELD: "Held: asked afterwards",
    Route.REPRESENTATIVE: "Personal representative",
    Route.POST_MORTEM: "Nobody: post-mortem",
    Route.PARENTS_OF_BABY: "A parent",
    ASK: "Not yet",
    NO: "Nobody: not made",
}
FOR = {"record": "record", "teaching": "teaching", "named_purpose": "named use"}
WIDTHS = (34, 24, 28, 48, 24)
HEADINGS = ("Situation", "Who signs", "For", "Why", "Rules")


def lines() -> Iterator[str]:
    """Every situation, wrapped to columns."""
    yield from _row(HEADINGS)
    yield from _row(tuple("-" * width for width in WIDTHS))
    for situation, case in SITUATIONS:
        answer = who_must_sign(case)
        yield from _row(
            (situation, WHO[answer.verdict], for_what(answer), why(answer), ", ".join(answer.rules))
        )
        yield ""


def for_what(answer: Signing) -> str:
    """What the signer can open, in words."""
    if not answer.is_settled:
        return "nothing" if answer.verdict == NO else f"asks: {', '.join(answer.to_ask)}".replace("_", " ")
    opened = [FOR[use] for use in FOR if use in answer.permissions & USES]
    return ", ".join(opened) or "nothing until asked"


def why(answer: Signing) -> str:
    """The reasons, or what stands in the way."""
    return " ".join(reason.says for reason in (answer.obstacles or answer.reasons))


def _row(cells: tuple[str, ...]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, WIDTHS, strict=True)]
    for number in range(max(map(len, wrapped))):
        line = [
            (column[number] if number < len(column) else "").ljust(width)
            for column, width in zip(wrapped, WIDTHS, strict=True)
        ]
        yield "  ".join(line).rstrip()

"""Using again what was made for the care of an adult who cannot decide: question after question. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from recordings_gov.decisions import Decision, Reason


class PathStep(StrEnum):
    """The questions, in their order."""

    ANONYMISE = "anonymise"
    AUTHORITY = "authority"
    PUBLIC_INTEREST = "public_interest"


OUTCOMES: dict[PathStep, tuple[tuple[str, str], ...]] = {
    PathStep.ANONYMISE: (("done", "Yes, and it is done"), ("not_possible", "No, it would be of no use then")),
    PathStep.AUTHORITY: (
        ("agreed", "Yes, and they have signed"),
        ("refused", "Yes, and they said no"),
        ("nobody", "Nobody has that power"),
    ),
    PathStep.PUBLIC_INTEREST: (("outweighs", "Yes"), ("does_not", "No")),
}
ASKS = {
    PathStep.ANONYMISE: "Can it be anonymised or coded, and still serve?",
    PathStep.AUTHORITY: "Does somebody have the power to decide for them?",
    PathStep.PUBLIC_INTEREST: "Does the public interest outweigh that nobody could agree?",
}
FIRST = Reason("First say whether it can be anonymised or coded.", ("R-076",))
THEN = Reason("Then ask whoever has the power to decide for them.", ("R-074", "R-076"))
LAST = Reason("Nobody has that power, so the public interest is weighed, and by nobody else.", ("R-076",))
ANONYMISED = Reason("It is anonymised, and our setting lets that be enough (C-05).", ("R-076",))
AGREED = Reason("Whoever has the power to decide has signed for it.", ("R-074", "R-076"))
REFUSED = Reason("Whoever has the power to decide said no. Nothing outweighs that.", ("R-074", "R-076"))
OUTWEIGHS = Reason("Nobody could agree, and the public interest was found to outweigh that.", ("R-076",))
DOES_NOT = Reason("Nobody could agree, and the public interest does not outweigh that.", ("R-076",))
AS_SAID = Reason("Only the anonymised or coded version is used.", ("R-076",))


@dataclass(frozen=True)
class PathAnswer(Decision):
    """``yes``, ``no``, or ``ask`` with the one step that comes next."""

    next_step: PathStep | None = None


def secondary_use(answers: Mapping[str, str], *, anonymised_is_enough: bool = False) -> PathAnswer:
    """Anonymise, then authority, then public interest: each opens only what the one before left open.

    By the stricter source an anonymised recording still asks for consent; a setting may say otherwise.
    Rules: R-074, R-076. Conflict: C-05.
    """
    anonymised = answers.get(PathStep.ANONYMISE)
    if not anonymised:
        return PathAnswer("ask", obstacles=(FIRST,), next_step=PathStep.ANONYMISE)
    as_said = (AS_SAID,) if anonymised == "done" else ()
    if anonymised == "done" and anonymised_is_enough:
        return PathAnswer("yes", (ANONYMISED,), as_said)
    power = answers.get(PathStep.AUTHORITY)
    if power == "nobody":
        return _weighed(answers.get(PathStep.PUBLIC_INTEREST), as_said)
    if not power:
        return PathAnswer("ask", obstacles=(THEN,), next_step=PathStep.AUTHORITY)
    return _said(power == "agreed", AGREED, REFUSED, as_said)


def _weighed(weighed: str | None, as_said: tuple[Reason, ...]) -> PathAnswer:
    if not weighed:
        return PathAnswer("ask", obstacles=(LAST,), next_step=PathStep.PUBLIC_INTEREST)
    return _said(weighed == "outweighs", OUTWEIGHS, DOES_NOT, as_said)


def _said(is_yes: bool, why: Reason, why_not: Reason, as_said: tuple[Reason, ...]) -> PathAnswer:
    return PathAnswer("yes", (why,), as_said) if is_yes else PathAnswer("no", obstacles=(why_not,))

"""Whose yes it takes when somebody else records: pure answers over plain values."""

from dataclasses import dataclass

from recordings_gov.decisions import Reason

PRESUMED_ABLE_YEARS = 16
ADULT_YEARS = 18
PARENT, LAWFUL, NOBODY = "parental_responsibility", "lawful_representative", "nobody"


@dataclass(frozen=True)
class Decider:
    """What was said about who decides; ``age`` in completed years, None where nobody knows it.

    ``permission`` is the patient's own (yes, no, cannot_say), ``understands`` a child's competence,
    ``speaks`` who lawfully speaks for them (empty: kept before this was asked).
    """

    recorder: str
    permission: str = ""
    authority: str = ""
    understands: str = ""
    speaks: str = ""
    best_interests: str = ""
    age: int | None = None

    @property
    def is_young(self) -> bool:
        """Under 16: whether they understand it has to be asked. Conflict: C-25."""
        return self.age is not None and self.age < PRESUMED_ABLE_YEARS

    @property
    def needs_somebody(self) -> bool:
        """The patient's own word is not enough, or there is none."""
        unable = self.permission == "yes" and self.understands == "no"
        return self.recorder != "patient" and (self.permission == "cannot_say" or unable)


def agrees(decider: Decider) -> bool:
    """Whether the patient has said yes, or who lawfully speaks for them has; a patient's own no wins.

    A competent child's or adult's yes is enough. Otherwise parental responsibility or authority in law,
    with words on who it is. A companion's word alone never is. Rules: R-013, R-033. Conflict: C-37.
    """
    if decider.recorder == "patient":
        return True
    if not decider.needs_somebody:
        return decider.permission == "yes"
    named = decider.authority.strip() != "" and decider.speaks != NOBODY
    return named and (decider.permission == "cannot_say" or decider.speaks != "")


def what_is_missing(decider: Decider, is_agreed: bool) -> dict[str, str]:
    """By field, what has still to be said, of more where it is to be agreed.

    Rules: R-013, R-033. Conflicts: C-25, C-37.
    """
    if decider.recorder == "patient":
        return {}
    missing = {}
    if is_agreed and decider.is_young and decider.permission == "yes" and not decider.understands:
        missing["understands"] = "Say whether the child understands what it means"
    if is_agreed and decider.needs_somebody and not decider.speaks:
        missing["speaks"] = "Say who may speak for them, or that nobody here may"
    if decider.speaks in (PARENT, LAWFUL) and not decider.authority.strip():
        missing["authority"] = "Say who it is, and what you have seen"
    if decider.speaks == PARENT and decider.age is not None and decider.age >= ADULT_YEARS:
        missing["speaks"] = "A parent does not decide for an adult. Choose authority in law, or nobody"
    if decider.speaks == NOBODY and not decider.best_interests.strip():
        missing["best_interests"] = "Write down what is best for the patient, and why"
    return missing


def why_not(decider: Decider) -> Reason:
    """Why nothing can be agreed yet, in words for staff. Rules: R-013. Conflict: C-37."""
    if decider.speaks == NOBODY:
        says = "Nobody here may lawfully speak for the patient. Write down what is best; agree nothing."
        return Reason(says, ("R-013",))
    if decider.needs_somebody:
        says = "The patient cannot decide this. Ask who has parental responsibility, or authority in law."
        return Reason(says, ("R-013",))
    return Reason("Somebody else would record, and the patient has not said yes to it.", ("R-013",))

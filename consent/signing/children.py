"""Under 16: the child who can decide, the parent, and the two ways of child protection."""

from collections.abc import Callable

from consent.signing import authorities, holding
from consent.signing.answering import Gap, asked, refused, settled, settled_unless
from consent.signing.case import SigningCase
from consent.signing.words import RECORD, RECORD_ONLY, USES, Ask, Circumstance, Route, Signing
from recordings_gov.decisions import Reason

THEIR_NO = Reason(
    "The child says no or is upset, so nothing is recorded, whatever a parent says. Only child protection"
    " can change that (C-24).",
    ("R-080", "R-145", "R-146"),
)
ABLE = Reason(
    "Under 16 and able to decide, so their own yes is needed, and it is enough (C-24).", ("R-078", "R-143")
)
NOT_INSTEAD = Reason("A parent's signature cannot take the place of theirs.", ("R-143",))
NO_IS_NO = Reason("If they say no, nothing is recorded, whatever a parent says.", ("R-146",))
ENCOURAGE = Reason("Encourage them to talk to a parent, and write down what they said.", ("R-078",))
PARENT_TOO = Reason("A parent may sign as well, where that is right. A parent's no is no veto.", ("R-147",))
JUDGE = Reason(
    "They are under 16. Somebody entitled judges first whether they can decide about this (C-25).", ("R-078",)
)
SEVEN = Reason("Able to decide needs a yes to each of the first seven questions.", ("R-078", "R-143"))
NOT_SURE = Reason("Not sure is no answer yet: a second person judges.", ("R-078",))
NOT_ENTITLED = Reason("A clinician who may judge this has to ask the questions.", ("R-078",))
NOT_COVERED = Reason("Their judgement does not cover these uses. Ask again about them.", ("R-078",))
PARENT_SIGNS = Reason(
    "They cannot decide about this yet, so somebody with parental responsibility signs.", ("R-079", "R-142")
)
DECLARE = Reason("Name who has parental responsibility, and how they hold it.", ("R-079",))
CARER = Reason(
    "A carer without parental responsibility or guardianship cannot sign. Their view is written down (C-24).",
    ("R-079", "R-142"),
)
HEAR = Reason("Ask the child too, and write down what they said.", ("R-146", "R-147"))
HARM = Reason("Harm or upset is likely, so it is not made.", ("R-089",))
ASK_HARM = Reason("Say whether harm or upset is likely from making it or from its use.", ("R-089",))
NO_PARENT = Reason(
    "A child protection case with no parent or guardian there: a social worker or police officer may agree.",
    ("R-152",),
)
OFFICER = Reason("Give the officer's name, number and service, and check them.", ("R-152",))
THERE = Reason("This way is open only when no parent or guardian is there to be asked.", ("R-152",))
GROUND = Reason("Give the interim care order, or why it is in the child's best interests.", ("R-152",))
DESPITE = Reason("The child says no. Write down why protection sets that aside.", ("R-145", "R-146"))
TELL_PARENTS = Reason("The parents are told that images were made: who tells them, by when.", ("R-152",))
ONLY_RECORD = Reason("Child protection opens the health record only (C-10).", ("R-152",))


def decide(case: SigningCase) -> Signing:
    """The child who can decide, else a parent; protection apart, never against the child's no.

    Rules: R-078, R-079, R-089, R-142, R-143, R-146, R-152. Conflicts: C-10, C-24, C-25.
    """
    protection = case.circumstance in (Circumstance.CHILD_PROTECTION, Circumstance.INJURY)
    if case.child.refuses and not protection:
        return refused(THEIR_NO)
    was_told = case.circumstance == Circumstance.UNCONSCIOUS and case.told is not None
    by_others = None if was_told else EXCEPTIONS.get(case.circumstance or Circumstance.USUAL)
    if by_others and not (protection and _agrees_for_the_record(case)):
        return by_others(case)
    if not case.competence.outcome:
        return asked((Ask.COMPETENCE, JUDGE))
    return _young_person(case) if case.competence.is_able else _not_able(case)


def _agrees_for_the_record(case: SigningCase) -> bool:
    covered = RECORD in case.competence.covers & case.uses
    return case.competence.is_able and case.child.said == "agrees" and covered


def _young_person(case: SigningCase) -> Signing:
    opens = case.competence.covers & USES
    if not opens & case.uses:
        return asked((Ask.COMPETENCE, NOT_COVERED))
    encouraged = () if "parent" in case.competence.yes else (ENCOURAGE,)
    conditions = (*encouraged, PARENT_TOO)
    return settled(Route.YOUNG_PERSON, case, ABLE, NOT_INSTEAD, NO_IS_NO, opens=opens, conditions=conditions)


def _not_able(case: SigningCase) -> Signing:
    judged = case.competence
    if not judged.by_entitled:
        return asked((Ask.COMPETENCE, NOT_ENTITLED))
    if judged.outcome != "not_able":
        return asked((Ask.COMPETENCE, NOT_SURE if judged.outcome == "not_sure" else SEVEN))
    if case.child.harm_likely:
        return refused(HARM)
    gaps: list[Gap] = []
    if not case.child.said:
        gaps.append((Ask.CHILD, HEAR))
    if case.child.harm_likely is None:
        gaps.append((Ask.CHILD, ASK_HARM))
    if not (case.parent.name and case.parent.relation and case.parent.basis):
        gaps.append((Ask.PARENT, DECLARE))
    elif case.parent.basis == "none":
        gaps.append((Ask.PARENT, CARER))
    return settled_unless(gaps, Route.PARENT, case, PARENT_SIGNS, NO_IS_NO, opens=USES)


def _officer(case: SigningCase) -> Signing:
    if not case.is_for_care:
        return refused(ONLY_RECORD)
    has = case.officer
    proof = (
        (case.child.said, HEAR),
        (has.kind and has.name and has.number and has.service and has.is_checked, OFFICER),
        (has.no_parent_there, THERE),
        (has.ground and has.says, GROUND),
        (has.despite_no or not case.child.refuses, DESPITE),
    )
    gaps: list[Gap] = [
        (Ask.CHILD if reason is HEAR else Ask.OFFICER, reason) for given, reason in proof if not given
    ]
    return settled_unless(gaps, Route.OFFICER, case, NO_PARENT, opens=RECORD_ONLY, conditions=(TELL_PARENTS,))


EXCEPTIONS: dict[Circumstance, Callable[[SigningCase], Signing]] = {
    Circumstance.CHILD_PROTECTION: _officer,
    Circumstance.INJURY: authorities.decide,
    Circumstance.VITAL_INTERESTS: authorities.decide,
    Circumstance.LITIGATION: authorities.decide,
    Circumstance.UNCONSCIOUS: holding.decide,
}

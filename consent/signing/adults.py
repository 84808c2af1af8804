"""From 16: the patient, unless a record of this day says that they cannot decide about this now."""

from consent.signing import authorities, holding, unable
from consent.signing.answering import asked, settled
from consent.signing.case import SigningCase
from consent.signing.words import USES, Ask, Circumstance, Route, Signing
from recordings_gov.decisions import Reason

CAN_DECIDE = Reason("The patient can decide, so nobody else may sign instead.", ("R-063",))
PRESUMED = Reason("At 16 and 17 we start from the view that they can decide (C-25).", ("R-063",))
TELL_FIRST = Reason("Tell them of the recording first. No answer counts before that.", ("R-154",))
ADULTHOOD = 18
WITHOUT_CONSENT = (Circumstance.ABUSE, Circumstance.VITAL_INTERESTS, Circumstance.LITIGATION)


def decide(case: SigningCase) -> Signing:
    """The patient; somebody else only once capacity was judged, or they cannot be asked at all.

    Rules: R-063, R-127, R-139. Conflicts: C-15, C-25, C-33.
    """
    if can_decide(case):
        return _patient(case)
    if case.circumstance is None:
        return asked((Ask.CIRCUMSTANCE, unable.WHAT_IS_SO))
    if case.circumstance in WITHOUT_CONSENT:
        return authorities.decide(case)
    if case.circumstance == Circumstance.UNCONSCIOUS and case.unconscious.returns is not False:
        return holding.decide(case)
    return unable.decide(case)


def can_decide(case: SigningCase) -> bool:
    """Presumed, said, or judged on a day that still counts."""
    judged = case.capacity
    if judged is not None and judged.stands_on(case.today):
        return judged.can_decide
    return case.can_decide is not False


def _patient(case: SigningCase) -> Signing:
    asleep = case.circumstance == Circumstance.UNCONSCIOUS and case.capacity is not None
    if asleep and case.told is None:
        return asked((Ask.TOLD, TELL_FIRST))
    presumed = (PRESUMED,) if case.age < ADULTHOOD else ()
    return settled(Route.ADULT, case, CAN_DECIDE, *presumed, opens=USES)

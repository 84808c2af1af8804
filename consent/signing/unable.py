"""An adult who cannot decide now: capacity on record, then authority or care, and always best interests."""

from consent.signing.answering import Gap, asked, refused, settled_unless
from consent.signing.case import SigningCase
from consent.signing.nations import AuthorityKind
from consent.signing.words import RECORD_ONLY, USES, Ask, Route, Signing
from recordings_gov.decisions import Reason

WHAT_IS_SO = Reason("Say why they may not be able to decide.", ("R-139",))
JUDGE = Reason(
    "Judge whether they can decide about this recording now, with the date to look again.", ("R-139", "R-074")
)
LAPSED = Reason("That judgement no longer counts. Look again today.", ("R-139",))
WAIT = Reason("It can wait until they may be able to decide, so it waits.", ("R-139",))
SIGNS = Reason("They cannot decide about this now. Whoever holds lawful authority signs (C-15).", ("R-074",))
WHO = Reason("Say who holds lawful authority over health and welfare, or that nobody does.", ("R-074",))
NO_POWER = Reason(
    "Next of kin, carer or advocate: no power to sign. Write down what they think.",
    ("R-074", "R-140"),
)
NOT_HERE = Reason("That kind of authority does not count for this person in {nation}.", ("R-074",))
SEE_IT = Reason("See the paper itself: its number, who saw it and when.", ("R-074",))
CLINICIANS = Reason(
    "Nobody with authority can be asked: two professionals sign, only for what is part of care (C-15).",
    ("R-075",),
)
IS_PART = Reason("Say whether it is a needed part of their care, and which clinician says so.", ("R-075",))
NOT_PART = Reason(
    "Nobody with authority can be asked and it is not part of their care, so it is not made.", ("R-075",)
)
RECORD_BEST = Reason("Make the best-interests record, and say who was consulted or why nobody.", ("R-140",))
NOT_BEST = Reason("It is not needed, of no benefit, or not in their best interests.", ("R-077", "R-140"))
DISTRESS = Reason("The person seems upset by it, or resists. Stop.", ("R-070",))
OTHERS = Reason("Recordings of people who can decide would do as well, so use those.", ("R-137",))
ASK_OTHERS = Reason("Would recordings of people who can decide do as well? Say so.", ("R-137",))
AGAIN = Reason("Look again on the date given. After it this no longer counts.", ("R-139",))
TELL = Reason("Tell them as soon as they can understand.", ("R-075",))
POWERLESS = (
    AuthorityKind.NEXT_OF_KIN,
    AuthorityKind.CARER,
    AuthorityKind.ADVOCATE,
    AuthorityKind.PARENT_OF_ADULT,
)


def decide(case: SigningCase) -> Signing:
    """Attorney or deputy with the paper seen; else two professionals, for what is part of care alone.

    Rules: R-074, R-075, R-077, R-137, R-139, R-140. Conflicts: C-15, C-33.
    """
    judged = case.capacity
    if judged is None:
        return asked((Ask.CAPACITY, JUDGE))
    if not judged.stands_on(case.today):
        return asked((Ask.CAPACITY, LAPSED))
    if judged.can_wait:
        return refused(WAIT)
    if case.best_interests.distress:
        return refused(DISTRESS)
    if False in (case.best_interests.necessary, case.best_interests.benefit, case.best_interests.best):
        return refused(NOT_BEST)
    return _by_authority(case)


def _by_authority(case: SigningCase) -> Signing:
    has = case.authority
    may_sign = case.law.lets_sign(has.kind, case.age)
    if may_sign and has.is_seen:
        return _attorney(case)
    if has.without and not (has.without == "nobody" and may_sign):
        return _clinicians(case)
    if not has.kind:
        return asked((Ask.AUTHORITY, WHO), reasons=(SIGNS,))
    if has.kind in POWERLESS:
        return asked((Ask.AUTHORITY, NO_POWER), (Ask.AUTHORITY, WHO), reasons=(SIGNS,))
    if not may_sign:
        says = NOT_HERE.says.format(nation=case.law.nation)
        return asked((Ask.AUTHORITY, Reason(says, NOT_HERE.rules)), reasons=(SIGNS,))
    return asked((Ask.AUTHORITY, SEE_IT), reasons=(SIGNS,))


def _attorney(case: SigningCase) -> Signing:
    record = case.best_interests
    if case.further_uses and record.others_instead and not case.is_for_care:
        return refused(OTHERS)
    gaps = _best_interests(case)
    if case.further_uses and record.others_instead is None and not case.is_for_care:
        gaps.append((Ask.BEST_INTERESTS, ASK_OTHERS))
    opens = USES if record.others_instead is False else RECORD_ONLY
    return settled_unless(gaps, Route.ATTORNEY, case, SIGNS, opens=opens, conditions=(AGAIN,))


def _clinicians(case: SigningCase) -> Signing:
    if case.care.integral is False or not case.is_for_care:
        return refused(NOT_PART)
    gaps: list[Gap] = []
    if not (case.care.integral and case.care.clinician):
        gaps.append((Ask.CARE, IS_PART))
    gaps += _best_interests(case)
    return settled_unless(
        gaps, Route.CLINICIANS, case, CLINICIANS, opens=RECORD_ONLY, conditions=(AGAIN, TELL)
    )


def _best_interests(case: SigningCase) -> list[Gap]:
    has = case.best_interests
    answered = has.necessary and has.benefit and has.best and has.distress is False
    complete = answered and has.because and has.consulted
    return [] if complete else [(Ask.BEST_INTERESTS, RECORD_BEST)]

"""After death: what is integral to a post-mortem, and the personal representative for anything new."""

from consent.signing.answering import Gap, asked, refused, settled, settled_unless
from consent.signing.case import SigningCase
from consent.signing.words import RECORD_ONLY, USES, Ask, Circumstance, Route, Signing
from recordings_gov.decisions import Reason

NEW_USE = Reason(
    "The patient has died. Their personal representative decides about anything they had not agreed to.",
    ("R-136", "R-156"),
)
STAYS = Reason("What they agreed to in life stays as it stood.", ("R-136",))
TONE = Reason("No routine reminder goes out. A named clinician speaks to the family.", ("R-156",))
TRY = Reason("Try to reach a near relative as well, and write down the attempt.", ("R-156",))
FAMILY = Reason("Think of relatives it could affect, for example by an inherited condition.", ("R-090",))
NAME = Reason("Name the personal representative and the proof that was seen.", ("R-136", "R-156"))
WISHES = Reason("Say what is known of the patient's own wishes.", ("R-090",))
AGAINST = Reason("The patient had said no. Their wish is respected.", ("R-090",))
CORONER = Reason("It is the coroner's case: their leave comes first. Give its reference.", ("R-092",))
IS_IT = Reason("Say whether it is a coroner's case.", ("R-092",))
OTHERS = Reason("Recordings of people who can decide would do as well, so use those.", ("R-137",))
ASK_OTHERS = Reason("Would recordings of people who can decide do as well? Say so.", ("R-137",))
INTEGRAL = Reason("It is part of the post-mortem itself, so nobody signs for that.", ("R-091",))
ASK_INTEGRAL = Reason("Say whether it is part of the post-mortem itself.", ("R-091",))
LATER = Reason(
    "Any other use is asked for with the post-mortem consent, or of the representative.", ("R-091",)
)


def decide(case: SigningCase) -> Signing:
    """The personal representative; nobody for what is part of a post-mortem.

    Rules: R-092, R-136, R-137. Conflict: C-32.
    """
    examined = case.circumstance == Circumstance.POST_MORTEM and case.is_for_care
    if examined and case.post_mortem.integral:
        return settled(Route.POST_MORTEM, case, INTEGRAL, opens=RECORD_ONLY, conditions=(LATER,))
    if examined and case.post_mortem.integral is None:
        return asked((Ask.POST_MORTEM, ASK_INTEGRAL))
    return _representative(case)


def _representative(case: SigningCase) -> Signing:
    who = case.representative
    if who.wishes == "against":
        return refused(AGAINST)
    if case.further_uses and who.others_instead and not case.is_for_care:
        return refused(OTHERS)
    proof = (
        (who.name and who.proof, NAME),
        (who.wishes, WISHES),
        (who.coroners_case is not None, IS_IT),
        (who.coroners_leave or not who.coroners_case, CORONER),
        (case.is_for_care or who.others_instead is not None, ASK_OTHERS),
    )
    gaps: list[Gap] = [(Ask.REPRESENTATIVE, reason) for given, reason in proof if not given]
    relative = () if who.is_relative or who.relatives_asked else (TRY,)
    opens = USES if who.others_instead is False else RECORD_ONLY
    conditions = (STAYS, *relative, FAMILY, TONE)
    return settled_unless(gaps, Route.REPRESENTATIVE, case, NEW_USE, opens=opens, conditions=conditions)

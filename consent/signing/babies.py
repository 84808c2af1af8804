"""A baby who is dying or was stillborn: the parents are asked gently, and either answer is right."""

from consent.signing.answering import asked, refused, settled
from consent.signing.case import SigningCase
from consent.signing.words import USES, Ask, Route, Signing
from recordings_gov.decisions import Reason

ASKED = Reason(
    "The clinician responsible asks the parents, in private, whether they would like one.", ("R-153",)
)
NOT_WANTED = Reason("The parents do not want a picture. Nothing is made, and nobody asks again.", ("R-153",))
WANTED = Reason("The parents would like a picture. A parent signs.", ("R-153",))
QUIET = Reason("No reminder and no letter goes out.", ("R-153",))


def decide(case: SigningCase) -> Signing:
    """The parents, once they were asked and said yes."""
    if case.baby.wanted is False and case.baby.asked_by:
        return refused(NOT_WANTED)
    if not (case.baby.asked_by and case.baby.wanted and case.baby.parent):
        return asked((Ask.BABY, ASKED))
    return settled(Route.PARENTS_OF_BABY, case, WANTED, opens=USES, conditions=(QUIET,))

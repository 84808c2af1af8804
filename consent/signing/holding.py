"""Nobody could be asked before: the recording is held, unseen and unused, until they can be."""

from consent.signing.answering import Gap, refused, settled_unless
from consent.signing.case import SigningCase
from consent.signing.words import Ask, Route, Signing
from recordings_gov.decisions import Reason

HOLD = Reason(
    "The patient cannot be asked before. It may be made now and is held until they are asked (C-16).",
    ("R-138", "R-154"),
)
NOT_CARE = Reason(
    "It is not part of their care, so it waits until they can be asked (C-33).", ("R-075", "R-154")
)
WHY = Reason("Say why they could not be asked before.", ("R-154",))
PART_OF_CARE = Reason("Say whether it is a needed part of their care (C-33).", ("R-075",))
BEST = Reason("Say in a sentence why it is in their best interests (C-33).", ("R-140",))
AGAIN = Reason("Give the date to look again whether they can be asked (C-33).", ("R-154",))
ASLEEP = Reason("Say whether they are under anaesthetic.", ("R-138",))
STUDIO = Reason("Under anaesthetic, Media Studio makes the recording and holds it.", ("R-138",))
UNSEEN = Reason("Nobody sees it and nobody uses it until they have answered.", ("R-138", "R-154"))
TELL = Reason("Tell them as soon as they can understand: no answer counts before that.", ("R-154",))


def decide(case: SigningCase) -> Signing:
    """Held until somebody can be asked; nothing is opened by it.

    Conflicts: C-16, C-33.
    """
    has = case.unconscious
    if has.integral is False or not case.is_for_care:
        return refused(NOT_CARE)
    proof = (
        (has.why, WHY),
        (has.integral, PART_OF_CARE),
        (has.because, BEST),
        (has.look_again_on and has.look_again_on >= case.today, AGAIN),
        (has.under_anaesthetic is not None, ASLEEP),
        (has.by_media_studio or not has.under_anaesthetic, STUDIO),
    )
    gaps: list[Gap] = [(Ask.UNCONSCIOUS, reason) for given, reason in proof if not given]
    return settled_unless(gaps, Route.HELD, case, HOLD, opens=frozenset(), conditions=(UNSEEN, TELL))

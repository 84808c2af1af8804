"""Recording without consent, on the authority of the consultant in charge: the grounds and their proof."""

from consent.signing.answering import Gap, refused, settled_unless
from consent.signing.case import SigningCase
from consent.signing.words import RECORD_ONLY, Ask, Circumstance, Route, Signing
from recordings_gov.decisions import Reason

ONLY_RECORD = Reason("This way is for the health record only.", ("R-159", "R-160", "R-161"))
AUTHORITY = Reason(
    "Nobody can consent, so the consultant in charge decides and signs, for the patient's vital interests.",
    ("R-159",),
)
INJURY = Reason(
    "An injury may not have been an accident: the consultant in charge decides and signs.", ("R-160",)
)
ABUSE = Reason(
    "Neglect or abuse is suspected: the consultant in charge decides and signs.", ("R-159", "R-161")
)
LITIGATION = Reason(
    "Protecting the Trust is no reason by itself. The patient's vital interests must call for it (C-11).",
    ("R-159", "R-162"),
)
NAME = Reason("Name the consultant in charge and write down their reason.", ("R-159",))
UNLIKELY = Reason("Say why the parent or guardian is unlikely to agree.", ("R-160",))
BENEFIT = Reason("Say how recording the injuries clearly helps this child.", ("R-160",))
KIND = Reason("Say which is suspected: neglect, physical abuse or emotional abuse.", ("R-161",))
UNABLE = Reason("Say why the patient cannot say yes or no.", ("R-161",))
REFERRAL = Reason("Give the adult protection referral, or the reason for none.", ("R-161",))
SECOND = Reason("Information governance or the legal lead signs as well.", ("R-162",))
RESTRICTED = Reason("Access is restricted from the start.", ("R-159", "R-160", "R-161"))
TELL = Reason("Tell the patient, or whoever acts for them, unless safeguarding asks to wait.", ("R-159",))

GROUNDS = {
    Circumstance.INJURY: INJURY,
    Circumstance.ABUSE: ABUSE,
    Circumstance.VITAL_INTERESTS: AUTHORITY,
    Circumstance.LITIGATION: LITIGATION,
}


def decide(case: SigningCase) -> Signing:
    """The consultant in charge, on a ground with all its proof, for the health record alone.

    Conflicts: C-10, C-11.
    """
    if not case.is_for_care:
        return refused(ONLY_RECORD)
    ground = Circumstance(case.circumstance or "")
    conditions = (RESTRICTED, TELL)
    gaps: list[Gap] = [(Ask.CONSULTANT, reason) for given, reason in _proof(case, ground) if not given]
    return settled_unless(
        gaps, Route.CONSULTANT, case, GROUNDS[ground], opens=RECORD_ONLY, conditions=conditions
    )


def _proof(case: SigningCase, ground: Circumstance) -> list[tuple[str, Reason]]:
    has = case.consultant
    further = {
        Circumstance.INJURY: [(has.why_unlikely, UNLIKELY), (has.benefit, BENEFIT)],
        Circumstance.ABUSE: [(has.abuse, KIND), (has.why_unable, UNABLE), (has.referral, REFERRAL)],
        Circumstance.LITIGATION: [(has.second_signature, SECOND)],
    }
    return [(has.name and has.because, NAME), *further.get(ground, [])]

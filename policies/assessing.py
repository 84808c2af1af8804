"""What a risk assessment still lacks, and how a score is called: pure answers over plain values."""

from dataclasses import dataclass

from recordings_gov.decisions import Reason

Score = tuple[int | None, int | None]
LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
SEVERITY = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}
BANDS = ((15, "extreme", "red"), (8, "high", "orange"), (4, "moderate", "yellow"), (1, "low", "green"))
NEEDS_AN_OWNER = ("high", "extreme")


@dataclass(frozen=True)
class HazardFacts:
    """One hazard: whether it applies (None: not answered), its scores and who sees to its controls."""

    title: str
    is_checklist: bool
    applies: bool | None
    before: Score = (None, None)
    after: Score = (None, None)
    control_owner: str = ""


@dataclass(frozen=True)
class RiskFacts:
    """What is known about an assessment."""

    has_owner: bool
    has_date: bool
    has_review_date: bool
    employer_was_told: bool
    insurer_was_told: bool
    hazards: tuple[HazardFacts, ...]
    supports_recording: bool = True

    @classmethod
    def none(cls) -> "RiskFacts":
        """Nobody has started an assessment."""
        return cls(False, False, False, False, False, ())


def points(score: Score) -> int | None:
    """Likelihood times severity, 1 to 25; None until both are given."""
    likelihood, severity = score
    return likelihood * severity if likelihood and severity else None


def band(score: Score) -> str:
    """low (to 3), moderate (to 6), high (to 12), extreme; empty until scored."""
    found = points(score)
    return next((name for least, name, _ in BANDS if found >= least), "") if found else ""


def band_colour(score: Score) -> str:
    """The colour of the band's tag."""
    return next((colour for _, name, colour in BANDS if name == band(score)), "grey")


def lacks_of(facts: RiskFacts) -> tuple[Reason, ...]:
    """What an assessment lacks before a policy rests on it; none means that it is complete.

    Every line of the College's checklist is answered and every hazard scored; whatever is high or extreme
    has a named person. Employer and insurer were told, unless the policy
    supports no recording at all. Rules: R-052, R-054, R-055, R-057, R-058, R-060. Conflict: C-21.
    """
    if facts == RiskFacts.none():
        missing = ("There is no risk assessment", "It is not recorded that employer and insurer were told")
        return Reason(missing[0], ("R-052",)), Reason(missing[1], ("R-055",))
    unanswered = [each for each in facts.hazards if each.applies is None]
    checklist = [each for each in unanswered if each.is_checklist]
    ownerless = [
        each
        for each in facts.hazards
        if each.applies and band(each.before) in NEEDS_AN_OWNER and not each.control_owner
    ]
    checks = (
        (facts.has_owner, "The risk assessment has no owner", ("R-052",)),
        (facts.has_date, "The risk assessment has no date", ("R-052",)),
        (facts.has_review_date, "The risk assessment has no review date", ("R-052",)),
        (any(each.is_checklist for each in facts.hazards), "The hazard checklist is missing", ("R-052",)),
        (not checklist, _counted(checklist, "of the hazard checklist not answered"), ("R-052",)),
        (
            len(unanswered) == len(checklist),
            _counted([each for each in unanswered if not each.is_checklist], "not scored"),
            ("R-052",),
        ),
        (not ownerless, _counted(ownerless, "high or extreme, with nobody named for it"), ("R-052",)),
    )
    told = (
        (facts.employer_was_told, "It is not recorded that the employer was told", ("R-055",)),
        (facts.insurer_was_told, "It is not recorded that the insurer was told", ("R-055",)),
    )
    asked = (*checks, *(told if facts.supports_recording else ()))
    return tuple(Reason(says, rules) for met, says, rules in asked if not met)


def _counted(hazards: list[HazardFacts], what: str) -> str:
    """ "2 hazards not scored: …", naming the first three."""
    names = "; ".join(each.title for each in hazards[:3])
    more = f" and {len(hazards) - 3} more" if len(hazards) > 3 else ""
    plural = "hazard" if len(hazards) == 1 else "hazards"
    return f"{len(hazards)} {plural} {what}: {names}{more}"

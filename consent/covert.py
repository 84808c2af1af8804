"""May staff record in secret: only on a current authorisation, and where there is no other way. Pure."""

from dataclasses import dataclass
from datetime import datetime

from recordings_gov.decisions import Decision, Reason

RULES = ("R-093",)
NO_GROUND = Reason("Secret recording is for a serious crime or to protect from serious harm alone.", RULES)
OTHER_WAY = Reason("Say why there is no other way of obtaining what is necessary.", RULES)
NO_AUTHORITY = Reason("Give the body that authorised it, and its reference.", RULES)
NOT_YET = Reason("The authorisation has not begun.", RULES)
LAPSED = Reason("The authorisation has lapsed. Nothing is recorded, and what runs is stopped now.", RULES)
IN_FORCE = Reason("It is authorised, and the authorisation is in force.", RULES)


@dataclass(frozen=True)
class CovertCase:
    """An authorisation at one moment; ``ground`` is "serious_crime" or "serious_harm"."""

    at: datetime
    begins_at: datetime
    expires_at: datetime
    ground: str
    no_other_way: str
    body: str
    reference: str


def may_record_covertly(case: CovertCase) -> Decision:
    """``yes``, or ``no`` with each obstacle. Rules: R-093."""
    asked = (
        (case.ground not in ("serious_crime", "serious_harm"), NO_GROUND),
        (not case.no_other_way.strip(), OTHER_WAY),
        (not case.body.strip() or not case.reference.strip(), NO_AUTHORITY),
        (case.at < case.begins_at, NOT_YET),
        (case.at >= case.expires_at, LAPSED),
    )
    obstacles = tuple(reason for stands, reason in asked if stands)
    return Decision("no", obstacles=obstacles) if obstacles else Decision("yes", (IN_FORCE,))

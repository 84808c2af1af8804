"""May an original be destroyed: only after its retention, and never under a legal hold. Pure."""

from dataclasses import dataclass
from datetime import date

from recordings_gov.decisions import Decision, Reason

NO_RULE = Reason("Nobody has looked up how long it is kept. Look up the retention rule first.", ("R-182",))
TOO_EARLY = "By its retention rule it is kept until {day}."
LEGAL_HOLD = Reason("It is under a legal hold. Nothing is destroyed until that is lifted.", ("R-182",))
MAY = Reason("Its retention has ended and nothing holds it.", ("R-182",))
TWO = Reason("Medical records propose it, and information governance decides.", ("R-182",))


@dataclass(frozen=True)
class DisposalCase:
    """One original on one day; ``keep_until`` is the last day that it is kept, in London."""

    today: date
    retention_rule: str
    keep_until: date | None
    under_legal_hold: bool


def may_dispose(case: DisposalCase) -> Decision:
    """``yes`` for two people to agree on, or ``no`` with each obstacle. Rules: R-182."""
    obstacles = [LEGAL_HOLD] if case.under_legal_hold else []
    if not case.retention_rule or case.keep_until is None:
        obstacles.append(NO_RULE)
    elif case.keep_until >= case.today:
        day = f"{case.keep_until.day} {case.keep_until:%B %Y}"
        obstacles.append(Reason(TOO_EARLY.format(day=day), ("R-182",)))
    return Decision("no", obstacles=tuple(obstacles)) if obstacles else Decision("yes", (MAY,), (TWO,))

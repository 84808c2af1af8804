"""What nobody could be asked about first: may it be made and held, may it leave the hold. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from consent.signing.words import RECORD, Route
from recordings_gov.decisions import Decision, Reason

OPERATOR = Reason("Only Media Studio records what could not be asked about first, and holds it.", ("R-138",))
PLACE = Reason("Say where Media Studio keeps it, apart from the library and the chart.", ("R-138",))
NOT_HELD = Reason(
    "This form does not say that nobody could be asked first. Answer who must sign.", ("R-138", "R-154")
)
FUTURE = Reason("The recording is dated in the future. Check the date and time.")
OTHER_KIND = Reason("The form was started for another kind of recording.", ("R-118",))
MAY_HOLD = Reason(
    "It may be made now. Nobody sees it or uses it until they have answered.", ("R-138", "R-154")
)

NO_ANSWER = Reason("They have not answered yet, so it stays where it is.", ("R-138", "R-154"))
NOT_TOLD = Reason("Say first who told them of the recording, and when. No answer counts before.", ("R-154",))
TOLD_TOO_EARLY = Reason("They cannot have been told of it before it was made. Check the date.", ("R-154",))
SAID_NO = Reason("They did not agree to it for their record, so it goes into quarantine.", ("R-155",))
REPRESENTATIVE = Reason(
    "The patient died before they answered. Only their personal representative can agree now.", ("R-156",)
)
RELATIVES = Reason(
    "No near relative is written down as asked. Try to reach one, and write down the attempt.", ("R-156",)
)
MAY_RELEASE = Reason("It was agreed to afterwards, so it may leave the hold.", ("R-154",))
THEMSELVES = (Route.ADULT, Route.YOUNG_PERSON)


@dataclass(frozen=True)
class HoldPlan:
    """What was made while nobody could be asked, by whom; ``route`` is how that day's answers decide."""

    now: datetime
    captured_at: datetime | None
    route: str
    by_media_studio: bool
    kind_is_covered: bool = True
    place: str = ""


def may_hold(plan: HoldPlan) -> Decision:
    """``yes``, or ``no`` with each obstacle. Rules: R-138, R-154. Conflict: C-16."""
    lets = (
        (plan.route == Route.HELD, NOT_HELD),
        (plan.by_media_studio, OPERATOR),
        (plan.captured_at is None or plan.captured_at <= plan.now, FUTURE),
        (plan.kind_is_covered, OTHER_KIND),
        (plan.captured_at is None or plan.place.strip(), PLACE),
    )
    obstacles = tuple(reason for given, reason in lets if not given)
    return Decision("no", obstacles=obstacles) if obstacles else Decision("yes", (MAY_HOLD,))


@dataclass(frozen=True)
class HeldAnswer:
    """A held recording and what was answered since; days are London's, None means not yet.

    ``route`` is who signed; ``relatives`` whether a near relative agreed, or the attempt is written down.
    """

    route: str
    is_signed: bool
    captured_on: date
    signed_on: date | None = None
    told_on: date | None = None
    given: frozenset[str] = frozenset()
    died_on: date | None = None
    relatives: bool = False

    @property
    def died_unanswered(self) -> bool:
        """Whether death came before the answer."""
        if self.died_on is None:
            return False
        return self.route == Route.REPRESENTATIVE or self.signed_on is None or self.signed_on > self.died_on


def may_take_answer(case: HeldAnswer) -> Decision:
    """Whether the patient's own answer counts: only once they were told. Rules: R-154."""
    if case.route not in THEMSELVES:
        return Decision("yes")
    if case.told_on is None:
        return Decision("no", obstacles=(NOT_TOLD,))
    if case.told_on < case.captured_on:
        return Decision("no", obstacles=(TOLD_TOO_EARLY,))
    return Decision("yes")


def may_release(case: HeldAnswer) -> Decision:
    """``yes`` once the right person has signed for the record; else ``no`` with each obstacle.

    After death only the personal representative opens it, and a near relative not asked is said.
    Rules: R-138, R-154, R-155, R-156. Conflict: C-33.
    """
    obstacles = [*may_take_answer(case).obstacles]
    by_representative = case.route == Route.REPRESENTATIVE
    if case.died_unanswered and not by_representative:
        obstacles.append(REPRESENTATIVE)
    elif not case.is_signed:
        obstacles.append(NO_ANSWER)
    elif RECORD not in case.given:
        obstacles.append(SAID_NO)
    asked = (RELATIVES,) if case.died_unanswered and by_representative and not case.relatives else ()
    if obstacles:
        return Decision("no", conditions=asked, obstacles=tuple(obstacles))
    return Decision("yes", (MAY_RELEASE,), conditions=asked)

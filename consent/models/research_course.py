"""What becomes of a research project: over, by decision or by its last day, and renewed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from consent.models.registration_content import RENEW_WITHIN_DAYS
from consent.models.research_rows import ResearchStatus
from recordings_gov import clock
from recordings_gov.workflow import WrongState, transition

OPEN = [ResearchStatus.DRAFT, ResearchStatus.SUBMITTED, ResearchStatus.ACTIVE]
STILL_TO_COME = "Give a last day that is still to come"


class CourseOfResearch(models.Model):
    """Over, renewed; its state on a day is right before the night's job has written it down. Rules: R-163."""

    if TYPE_CHECKING:
        activated_at: Any
        submitted_at: Any
        ends_on: Any
        reason: Any

    class Meta:
        abstract = True

    @transition(source=OPEN, target=ResearchStatus.ENDED, allowed="research.end")
    def end(self: Any, *, by: Any, reason: str) -> None:
        """It is over: nothing more is recorded or used for it. Rules: R-163."""
        if by.pk != self.applicant_id and not by.holds("research.decide"):
            raise PermissionDenied("Whoever applied for it ends it, or one of the two offices.")
        self.reason, self.ends_on = reason.strip(), min(self.ends_on, clock.today())

    @transition(
        source=[ResearchStatus.ACTIVE, ResearchStatus.ENDED],
        target=ResearchStatus.SUBMITTED,
        allowed="research.register",
    )
    def renew(self: Any, *, by: Any, **content: Any) -> None:
        """A later last day: both offices register it anew, as it reads then.

        Its forms and recordings stay with it; nothing goes on for it until both have. Rules: R-163.
        """
        self._applicant_alone(by)
        if not self.may_be_renewed:
            raise WrongState(f"It is renewed in its last {RENEW_WITHIN_DAYS} days, and once it is over.")
        self._fill(content)
        if self.ends_on < clock.today():
            raise ValidationError({"ends_on": STILL_TO_COME})
        self.void_registrations()
        self.reason, self.submitted_at = "", clock.now()

    def void_registrations(self: Any) -> None:
        """What both offices registered does not cover what it says now; called by a verb. Rules: R-163."""
        for approval in self.approvals.standing():
            approval.voided_at, approval.event_action = clock.now(), "approval.voided"
            approval.save()
        self.activated_at = None

    def status_on(self: Any, day: date) -> ResearchStatus:
        """Its state that day: ended once its last day has passed, whatever the job has written."""
        return state_on(self.status, self.ends_on, day)

    @property
    def state(self: Any) -> ResearchStatus:
        """Its state today, as every page says it."""
        return ResearchStatus(self.status_on(clock.today()))

    @property
    def may_be_renewed(self: Any) -> bool:
        """In its last ninety days and once it is over."""
        soon = self.ends_on <= clock.today() + timedelta(days=RENEW_WITHIN_DAYS)
        return self.state == ResearchStatus.ENDED or (self.status == ResearchStatus.ACTIVE and soon)


def state_on(status: str, ends_on: date, day: date) -> ResearchStatus:
    """A registered project is over once its last day has passed. Rules: R-163."""
    is_past = status == ResearchStatus.ACTIVE and ends_on < day
    return ResearchStatus.ENDED if is_past else ResearchStatus(status)

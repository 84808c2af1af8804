"""What is looked at again by a day: the day may come sooner, and a review may keep the words as they are."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from policies.models.dates import Precision, years_after
from policies.models.versionstatus import VersionStatus
from recordings_gov import clock
from recordings_gov.clock import months_after
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

HOLDS = ("disseminated", "published")
"""The states of a version and of an edition in which they hold, and are reviewed."""
REVIEW_KEY = "policy-review:"


def reaffirmable(drafter: int | None, by: Any, review_due_on: date, today: date, longest: date) -> None:
    """Refuse the drafter, and a day beyond three years or the department's shorter time. Rules: R-216."""
    if by.pk == drafter:
        raise ValidationError("You drafted it: another person approves it again.")
    if not today < review_due_on <= years_after(today):
        raise ValidationError({"next_due_on": "Give a day after today and within three years"})
    if review_due_on > longest:
        raise ValidationError({"next_due_on": f"Give {longest.day} {longest:%B %Y} or an earlier day"})


class Reviewed(models.Model):
    """The verbs by which a review moves what it was about; ``policies.models.Review`` calls them.

    A reaffirmation is a new approval of the same words, so three years count from it. Rules: R-216.
    """

    reaffirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        reference: Any
        status: Any
        review_due_on: Any
        review_due_precision: Any
        drafted_by_id: Any

    @transition(source=HOLDS, target=HOLDS, allowed="review.bring_forward")
    def bring_review_forward(self, *, by: Any, to: date) -> str:
        """Its review is due sooner; reminders and tasks follow the new day. Rules: R-003, R-216."""
        if to >= self.review_due_on:
            raise ValidationError({"planned_on": "A review is only ever brought forward"})
        self._due(to, by)
        return str(self.status)

    @transition(source=HOLDS, target=HOLDS, allowed="review.confirm")
    def reaffirm(self, *, by: Any, review_due_on: date) -> str:
        """The same words, approved again today by another person than their drafter. Rules: R-050, R-216."""
        today = clock.today()
        reaffirmable(self.drafted_by_id, by, review_due_on, today, self._longest(today))
        self.reaffirmed_on = today
        self._due(review_due_on, by)
        return str(self.status)

    @property
    def review_key(self) -> str:
        """The key of the one task that asks for the review due on this day."""
        return f"{REVIEW_KEY}{self.reference}:{self.review_due_on}"

    def moved(self, verb: str, by: Any) -> None:
        """Tell reviews and revisions what became of what they are about."""
        from policies import revising  # it reads these models

        revising.moved(self, verb, by)

    def _longest(self, today: date) -> date:
        return years_after(today)

    def _due(self, day: date, by: Any) -> None:
        tasks_due.finish(self.review_key, by)
        self.review_due_on = day
        if hasattr(self, "review_due_precision"):
            self.review_due_precision = Precision.DAY


class ReviewedVersion(Reviewed):
    """A version of a policy that is reviewed."""

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        superseded_on: Any
        policy: Any

    def _longest(self, today: date) -> date:
        """The department's own interval, where it has chosen a shorter one. Rules: R-050."""
        from policies.contents import review_months  # it reads versions

        return months_after(today, review_months(self.policy.department))

    @transition(source=[VersionStatus.DISSEMINATED], target=VersionStatus.RETIRED, allowed="review.confirm")
    def retire(self, *, by: Any) -> None:
        """It ends today without a successor, because a review said so and another person confirmed it.

        Late or overdue it would hold on: only this and a successor end a policy. Rules: R-217.
        """
        if by.pk == self.drafted_by_id:
            raise ValidationError("You drafted it: another person retires it.")
        self.superseded_on = clock.today()
        tasks_due.finish(self.review_key, by)


class ReviewedEdition(Reviewed):
    """An edition of a leaflet that is reviewed."""

    class Meta:
        abstract = True

    @transition(source=["published"], target="replaced", allowed="review.confirm")
    def retire(self, *, by: Any) -> None:
        """It is taken off show without a successor, because a review said so. Rules: R-002."""
        if by.pk == self.drafted_by_id:
            raise ValidationError("You drafted it: another person takes it off show.")
        tasks_due.finish(self.review_key, by)

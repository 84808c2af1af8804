"""A risk assessment under review: it has no state of its own, it holds while its version does."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from policies.models.dates import years_after
from policies.models.reviewed import REVIEW_KEY, reaffirmable
from policies.review_decisions import refused
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications import tasks_due


class ReviewedAssessment(models.Model):
    """The verbs of ``Reviewed``, for what follows its version. Rules: R-055, R-216."""

    reaffirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        reference: Any
        version: Any
        assessed_on: Any
        review_due_on: Any

    @property
    def status(self) -> str:
        """Where its version stands."""
        return str(self.version.status)

    @property
    def approved_on(self) -> date | None:
        """The day from which it counts."""
        day: date | None = self.assessed_on
        return day

    @property
    def review_key(self) -> str:
        """The key of the one task that asks for the review due on this day."""
        return f"{REVIEW_KEY}{self.reference}:{self.review_due_on}"

    def bring_review_forward(self, *, by: Any, to: date) -> None:
        """Its review is due sooner. Rules: R-216."""
        if to >= self.review_due_on:
            raise ValidationError({"planned_on": "A review is only ever brought forward"})
        self._step("bring_review_forward", "review.bring_forward", by, to)

    def reaffirm(self, *, by: Any, review_due_on: date) -> None:
        """The same scores and controls, approved again today. Rules: R-216."""
        today = clock.today()
        reaffirmable(self.version.drafted_by_id, by, review_due_on, today, years_after(today))
        self._step("reaffirm", "review.confirm", by, review_due_on, reaffirmed_on=today)

    def retire(self, *, by: Any) -> None:
        """Refuse: it ends with its version and not before."""
        raise ValidationError("A risk assessment ends with its version. Review the version instead.")

    def _step(self, verb: str, allowed: str, by: Any, due: date, **changed: Any) -> None:
        with transaction.atomic(), acting_as(by):
            locked: Any = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            refused(locked)
            if not by.can(allowed, locked):
                raise PermissionDenied(f"{by} may not: {allowed}.")
            tasks_due.finish(locked.review_key, by)
            for name, value in (changed | {"review_due_on": due}).items():
                setattr(locked, name, value)
            locked.event_action = f"riskassessment.{verb}"
            locked.save()
        self.refresh_from_db()

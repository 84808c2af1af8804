"""The head of Media Studio looks at it, it is closed when nothing is missing, and may be opened again."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import fact, wanted
from recordings_gov.incidents.models.words import OPEN_ONES, IncidentStatus
from recordings_gov.workflow import transition


class Reviewed(models.Model):
    """Review, closing and reopening. Rules: R-213."""

    review_deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_words = models.CharField("what the review found", max_length=1000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    reopened_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    @fact("incident.review")
    def name_deputy(self: Any, *, by: Any, review_deputy: Any) -> None:
        """The head of Media Studio names who reviews this one instead; that person is told. Rules: R-213."""
        from recordings_gov.incidents import notices

        if review_deputy == self.raised_by:
            raise ValidationError({"review_deputy": "Whoever reported it cannot review it. Choose another"})
        self.review_deputy = review_deputy
        notices.tell_deputy(self)

    @fact("incident.follow_up")
    def review(self: Any, *, by: Any, review_words: str) -> None:
        """The head of Media Studio, or the deputy named for it, has looked at it. Rules: R-213."""
        if not (by.can("incident.review", self) or by == self.review_deputy):
            raise PermissionDenied("The head of Media Studio, or a deputy they name, reviews it.")
        self.review_words = wanted("review_words", review_words, "Say what you found")
        self.reviewed_by, self.reviewed_on = by, clock.today()

    @transition(source=OPEN_ONES, target=IncidentStatus.CLOSED, allowed="incident.manage")
    def close(self: Any, *, by: Any) -> None:
        """Close it when no fact is missing. Rules: R-107, R-203, R-204, R-205, R-213, R-215."""
        from recordings_gov.incidents.missing import what_is_missing

        missing = what_is_missing(self.facts())
        if missing:
            raise ValidationError([f"Still missing: {each.says}" for each in missing])
        self.closed_by, self.closed_on = by, clock.today()

    @transition(source=[IncidentStatus.CLOSED], target=IncidentStatus.REOPENED, allowed="incident.manage")
    def reopen(self: Any, *, by: Any, reopened_reason: str) -> None:
        """Open it again for a reason; review and recurrence check are then to be made anew."""
        self.reopened_reason = wanted("reopened_reason", reopened_reason, "Say why it is opened again")
        self.closed_by = self.closed_on = None
        self.reviewed_by = self.reviewed_on = None
        self.forget_recurrence()


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_closed_after_its_review",
        condition=~Q(status=IncidentStatus.CLOSED)
        | (Q(reviewed_by__isnull=False) & Q(reviewed_on__isnull=False)),
        violation_error_message="The head of Media Studio, or a named deputy, reviews it before it is closed",
    ),
    models.CheckConstraint(
        name="incident_closed_by_somebody_on_a_day",
        condition=~Q(status=IncidentStatus.CLOSED)
        | (Q(closed_by__isnull=False) & Q(closed_on__isnull=False)),
    ),
]

"""A form that never counted: why, who says so, and what became of what was made under it."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.ending_choices import InvalidationStatus, WhyInvalid
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition


class InvalidationQuerySet(GovernedQuerySet):
    """Invalidations by whose they are."""

    def visible_to(self, user: Any) -> "InvalidationQuerySet":
        """The only door to invalidations; it fails shut."""
        rows: InvalidationQuerySet = user.reach("consent.withdraw").rows(self)
        return rows


class Invalidation(GovernedModel):
    """One form, once: as if it had never been signed. Rules: R-134, R-155."""

    reference_kind: ClassVar[str] = "CI"
    detail_url_name: ClassVar[str] = "consent:invalidation-detail"

    status = models.CharField(max_length=8, choices=InvalidationStatus, default=InvalidationStatus.OWED)
    form = models.OneToOneField("consent.ConsentForm", on_delete=models.PROTECT, related_name="invalidation")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=WhyInvalid)
    words = models.CharField("what was found, and how", max_length=1000)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recordings = models.PositiveIntegerField("recordings made under it", default=0)
    uses = models.PositiveIntegerField("uses made of them", default=0)
    incident_reference = models.CharField(max_length=16, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = InvalidationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="invalidation_says_what_was_found",
                condition=~Q(words=""),
                violation_error_message="Say what was found, and how",
            ),
            models.CheckConstraint(
                name="invalidation_of_what_was_recorded_is_an_incident",
                condition=~Q(incident_reference="") | (Q(recordings=0, uses=0) & ~Q(why=WhyInvalid.FORGED)),
            ),
            models.CheckConstraint(
                name="invalidation_told_says_when_and_by_whom",
                condition=Q(status=InvalidationStatus.TOLD, told_on__isnull=False, told_by__isnull=False)
                | Q(status=InvalidationStatus.OWED, told_on=None, told_by=None),
            ),
        ]

    @transition(source=[InvalidationStatus.OWED], target=InvalidationStatus.TOLD, allowed="consent.withdraw")
    def tell(self, *, by: Any, on: date) -> None:
        """The patient, or who decides for them, has heard of it."""
        if on > clock.today():
            raise ValidationError({"on": "That day is in the future"})
        if on < clock.local(self.created_at).date():
            raise ValidationError({"on": "That is before it was found"})
        self.told_on, self.told_by = on, by
        tasks_due.finish(self.answer_key, by)

    @property
    def answer_key(self) -> str:
        """The key of the task to tell the patient."""
        return f"invalidation-answer:{self.reference}"

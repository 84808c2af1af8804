"""A recording that was stopped: when, why, and what became of the part that had been made."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.models.ending_choices import PartMade, WhyStopped
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


class StopQuerySet(GovernedQuerySet):
    """Stops by what they still do."""

    def standing(self) -> "StopQuerySet":
        """Those after which nobody has agreed to go on."""
        return self.filter(resumed_at=None)


class RecordingStop(GovernedRow):
    """One stop. A child's, of what was not made for care, is for good. Rules: R-070, R-080."""

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="stops")
    stopped_at = models.DateTimeField()
    why = models.CharField(max_length=13, choices=WhyStopped)
    words = models.CharField("what happened", max_length=500, blank=True)
    part = models.CharField("what became of the part made", max_length=7, choices=PartMade)
    is_for_good = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resumed_words = models.CharField("who agreed to go on, and how", max_length=300, blank=True)

    objects: ClassVar[Any] = StopQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="stop_is_not_dated_in_the_future",
                condition=Q(stopped_at__lte=F("created_at")),
                violation_error_message="That is in the future. Check the date and time",
            ),
            models.CheckConstraint(
                name="stop_for_something_else_says_what",
                condition=~Q(why=WhyStopped.OTHER) | ~Q(words=""),
                violation_error_message="Say what happened",
            ),
            models.CheckConstraint(
                name="stop_for_good_is_never_lifted_and_keeps_no_part",
                condition=Q(is_for_good=False)
                | (Q(resumed_at=None) & Q(part__in=[PartMade.NOTHING, PartMade.LOCKED])),
                violation_error_message="A child's no is final. What had been made is locked away.",
            ),
            models.CheckConstraint(
                name="stop_is_lifted_with_who_agreed",
                condition=Q(resumed_at=None, resumed_by=None, resumed_words="")
                | (Q(resumed_at__gte=F("stopped_at"), resumed_by__isnull=False) & ~Q(resumed_words="")),
                violation_error_message="Say who agreed to go on, and how",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_why_display())

    @property
    def department_id(self) -> int:
        """The form's department."""
        return int(self.form.department_id)

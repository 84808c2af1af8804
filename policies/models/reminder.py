"""Reminders that a review is due: what was sent on which reminder day, and what was not."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from policies.models.leaflet_edition import LeafletEdition
from policies.models.risk_assessment import RiskAssessment
from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedRow

ABOUT = ("version", "edition", "assessment")


class ReminderOutcome(models.TextChoices):
    """Whether a reminder went out. A first sweep finds days that have passed and says so."""

    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Skipped, late start"


def about_one_of(names: tuple[str, ...]) -> Q:
    """A condition: exactly one of these is filled in."""
    either = Q()
    for name in names:
        either |= Q(**{f"{other}__isnull": other != name for other in names})
    return either


class Reminder(GovernedRow):
    """One reminder day of one review; it exists once. Rules: R-002, R-216.

    Weeks that passed before the first sweep are one row: ``times`` says how many it stands for.
    """

    # Each has a unique index of its own below that begins with it.
    version = models.ForeignKey(
        PolicyVersion, null=True, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    edition = models.ForeignKey(
        LeafletEdition, null=True, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    assessment = models.ForeignKey(
        RiskAssessment, null=True, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    due_on = models.DateField()
    days_before = models.SmallIntegerField(help_text="Below zero: days after the review was due")
    reminder_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=ReminderOutcome)
    reason = models.CharField(max_length=40, blank=True)
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["reminder_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            *(
                models.UniqueConstraint(
                    fields=[name, "due_on", "days_before"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"{name}_reminded_once_a_reminder_day",
                )
                for name in ABOUT
            ),
            models.CheckConstraint(name="reminder_is_about_one_thing", condition=about_one_of(ABOUT)),
            models.CheckConstraint(
                name="reminder_skipped_with_a_reason",
                condition=Q(outcome=ReminderOutcome.SENT) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.reminder_on}"

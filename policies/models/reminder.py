"""Reminders that a review is due: what was sent on which reminder day, and what was not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedRow


class ReminderOutcome(models.TextChoices):
    """Whether a reminder went out. A first sweep finds days that have passed and says so."""

    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Skipped, late start"


class Reminder(GovernedRow):
    """One reminder day of one version's review; it exists once. Rules: R-216."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    days_before = models.SmallIntegerField(help_text="Below zero: days after the review was due")
    reminder_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=ReminderOutcome)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["reminder_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "reminder_on"], name="version_reminded_once_a_day"),
            models.CheckConstraint(
                name="reminder_skipped_with_a_reason",
                condition=Q(outcome=ReminderOutcome.SENT) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.reminder_on}"

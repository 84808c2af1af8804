"""What was thought of on the advisory lists of possible offences and civil routes; nothing is asserted."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents.models.incident import Incident


class Checklist(models.TextChoices):
    """The two advisory lists."""

    OFFENCE = "offence", "Possible offences"
    CIVIL = "civil", "Civil routes"


class Consideration(GovernedRow):
    """One point somebody wants the lawyers to look at, or *other* in their own words. Rules: R-231, R-232."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="considerations")
    checklist = models.CharField(max_length=7, choices=Checklist)
    point = models.SlugField(max_length=60)
    says = models.CharField(max_length=300)
    considered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["incident", "checklist", "point", "says"], name="consideration_kept_once"
            )
        ]

    def __str__(self) -> str:
        return self.says

"""Where Media Studio keeps a recording that nobody could be asked about, from when to when."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow


class Hold(GovernedRow):
    """One stay in the hold: its place, who put it there, and when it ended. Rules: R-138."""

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="holds")
    place = models.CharField("where Media Studio keeps it", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recording"],
                name="hold_of_a_recording_is_one_at_a_time",
                condition=Q(ended_at=None),
                violation_error_message="It is held already",
            ),
            models.CheckConstraint(
                name="hold_has_a_place",
                condition=~Q(place=""),
                violation_error_message="Say where Media Studio keeps it",
            ),
            models.CheckConstraint(
                name="hold_ends_after_it_began_by_somebody",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("at"), ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.place

    def end(self, *, by: Any) -> None:
        """It left the hold."""
        self.ended_at, self.ended_by = clock.now(), by
        self.save()

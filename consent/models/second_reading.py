"""A second person looks whether an anonymised copy really shows nobody."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.anonymisation import KEPT, Anonymisation
from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow
from recordings_gov.workflow import transition


class SecondReading(GovernedRow):
    """Read by another person than who made the copy. Rules: R-082."""

    anonymisation = models.OneToOneField(
        Anonymisation, on_delete=models.PROTECT, related_name="second_reading"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_for = models.CharField("what was looked for", max_length=300)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="second_reading_is_by_another_person",
                condition=~Q(by=F("made_by")),
                violation_error_message="Another person than who made the copy reads it",
            ),
            models.CheckConstraint(
                name="second_reading_says_what_was_looked_for",
                condition=~Q(looked_for=""),
                violation_error_message="Say what you looked for: face, marks, names, voice, date, place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.looked_for}"


class ReadingAgain(models.Model):
    """The verb of the second reader. Rules: R-082. Conflict: C-05."""

    class Meta:
        abstract = True

    @transition(source=KEPT, target=set(KEPT), allowed="recording.anonymise")
    def read_again(self, *, by: Any, looked_for: str) -> str:
        """Nobody is to be recognised, a second person says. Raises ValidationError. Rules: R-082."""
        row: Any = self
        copy = row.anonymisations.filter(second_reading=None).order_by("pk").last()
        if copy is None:
            raise ValidationError("There is no anonymised copy that waits for a second reader")
        SecondReading(
            anonymisation=copy, made_by=copy.by, by=by, at=clock.now(), looked_for=looked_for.strip()
        ).save()
        return str(row.status)

"""Who made an anonymous copy of a recording, and how. It opens no use by itself."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.recording_words import RecordingStatus
from recordings_gov import clock
from recordings_gov.audit.models import GovernedRow
from recordings_gov.workflow import transition

KEPT = [RecordingStatus.CAPTURED, RecordingStatus.LOGGED]


class Anonymisation(GovernedRow):
    """One copy in which nobody is to be recognised. Rules: R-066. Conflict: C-05."""

    recording = models.ForeignKey(
        "consent.Recording", on_delete=models.PROTECT, related_name="anonymisations"
    )
    how = models.CharField("what was done", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="anonymisation_says_what_was_done",
                condition=~Q(how=""),
                violation_error_message="Say what was done so that nobody is recognised",
            ),
        ]

    def __str__(self) -> str:
        return self.how


class AnonymisingRecording(models.Model):
    """The verb: kept with its name and time; consent is needed for every use as before. Rules: R-066."""

    class Meta:
        abstract = True

    @transition(source=KEPT, target=set(KEPT), allowed="recording.anonymise")
    def keep_anonymised(self, *, by: Any, how: str) -> str:
        """An anonymous copy was made. Rules: R-066. Conflict: C-05."""
        row: Any = self
        Anonymisation(recording_id=row.pk, how=how.strip(), by=by, at=clock.now()).save()
        return str(row.status)

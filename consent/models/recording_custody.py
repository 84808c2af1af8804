"""What happened to a recording, step by step: written once, in the act's own transaction, for a court."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.recording_words import Access
from recordings_gov import clock
from recordings_gov.audit import triggers
from recordings_gov.audit.models import GovernedRow


class RecordingStep(models.TextChoices):
    """All that can happen to a recording from the camera to its end."""

    CAPTURED = "captured", "Made"
    OFF_CAMERA = "off_camera", "Taken off the camera"
    UPLOADED = "uploaded", "In the clinical image library"
    HANDED_OVER = "handed_over", "Handed over to Media Studio"
    MOVED = "moved", "Moved to another place"
    COPIED = "copied", "Copied"
    COPY_DESTROYED = "copy_destroyed", "A copy given back or destroyed"
    EDITED = "edited", "An edit made from it"
    PRINTED = "printed", "Printed"
    DOWNLOADED = "downloaded", "Downloaded"
    PUBLISHED = "published", "Published"
    DISCLOSED = "disclosed", "Passed on"
    HELD = "held", "Held until they are asked"
    RELEASED = "released", "Released from the hold"
    RESTRICTED = "restricted", "Restricted"
    QUARANTINED = "quarantined", "Placed in quarantine"
    QUARANTINE_RELEASED = "quarantine_released", "Out of quarantine, held again"
    VERIFIED = "verified", "Fingerprint checked: it is unchanged"
    MISMATCH = "mismatch", "Fingerprint checked: it does not match"
    LEGAL_HOLD = "legal_hold", "Under a legal hold"
    LEGAL_HOLD_LIFTED = "legal_hold_lifted", "The legal hold was lifted"
    DISPOSAL_APPROVED = "disposal_approved", "Destruction approved"
    DESTROYED = "destroyed", "Destroyed"


BY_A_JOB = (RecordingStep.VERIFIED, RecordingStep.MISMATCH)
OF_A_COPY = [
    RecordingStep.COPIED,
    RecordingStep.COPY_DESTROYED,
    RecordingStep.EDITED,
    RecordingStep.PRINTED,
    RecordingStep.DOWNLOADED,
    RecordingStep.PUBLISHED,
    RecordingStep.DISCLOSED,
]
"""What was made from the recording went somewhere; the recording stayed where it was."""


class RecordingCustody(GovernedRow):
    """One step in the life of one recording; nobody changes or deletes it, not even in SQL. Rules: R-183."""

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="custody")
    step = models.CharField(max_length=20, choices=RecordingStep)
    place = models.CharField("where it was", max_length=200, blank=True)
    to = models.CharField("where to, or to whom", max_length=200, blank=True)
    says = models.CharField("what was said of it", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("when it happened")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="recording_custody_is_one_of_the_known_steps",
                condition=Q(step__in=RecordingStep.values),
                violation_error_message="Choose what happened to the recording",
            ),
            models.CheckConstraint(
                name="recording_custody_names_who_did_it",
                condition=Q(by__isnull=False) | Q(step__in=BY_A_JOB),
                violation_error_message="Say who did it",
            ),
            models.CheckConstraint(
                name="recording_custody_is_not_dated_in_the_future",
                condition=Q(at__lte=F("created_at")),
                violation_error_message="This is dated in the future",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises TypeError for a change of what is written. Rules: R-183."""
        if not self._state.adding:
            raise TypeError("What happened to a recording is written once and never changed.")
        super().save(*args, **kwargs)


triggers.guard(RecordingCustody._meta.db_table)


class CustodyOfRecording(models.Model):
    """The door through which every verb says what it did to the recording. Rules: R-183."""

    if TYPE_CHECKING:
        captured_at: datetime
        captured_by: Any
        access: str
        restricted_because: str
        custody: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A recording enters the register together with its first step. Rules: R-183."""
        is_new = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new:
                says = self.restricted_because if self.access == Access.RESTRICTED else ""
                self.write_custody(
                    RecordingStep.CAPTURED, by=self.captured_by, at=self.captured_at, says=says
                )

    def write_custody(
        self,
        step: str,
        *,
        by: Any,
        place: str = "",
        to: str = "",
        says: str = "",
        at: datetime | None = None,
    ) -> RecordingCustody:
        """Write down one step, within the verb that did it; ``by`` is None only where a job looked.

        ``at`` is when it happened, if not now. Raises ValidationError. Rules: R-183.
        """
        written = RecordingCustody(
            recording_id=self.pk,
            step=step,
            by=by,
            at=at or clock.now(),
            place=place.strip(),
            to=to.strip(),
            says=says.strip(),
        )
        written.save()
        return written

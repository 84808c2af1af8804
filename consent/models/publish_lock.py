"""Somebody who was not asked is in it: it is never published, whatever is signed later."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q

from consent.models.recording_words import RecordingStatus
from recordings_gov import clock
from recordings_gov.workflow import transition


class PublishLock(models.Model):
    """The lock for good: no verb lifts it, and the database refuses to (``consent.lock_triggers``).

    Rules: R-171.
    """

    publish_locked_at = models.DateTimeField("never to be published since", null=True, editable=False)
    publish_locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    publish_locked_because = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def publish_locked(self) -> bool:
        """Whether it is never to be published."""
        return self.publish_locked_at is not None

    def lock_for_good(self, by: Any, says: str) -> None:
        """Shut publication; a second person found in it changes nothing."""
        if not says.strip():
            raise ValidationError({"says": "Say who else is in it, without a name"})
        if not self.publish_locked:
            self.publish_locked_at, self.publish_locked_by = clock.now(), by
            self.publish_locked_because = says.strip()


class PublishLockOfRecording(PublishLock):
    """A recording with somebody else caught in it. Rules: R-171."""

    care_needs_it = models.CharField("why care needs it all the same", max_length=300, blank=True)
    care_needs_it_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    if TYPE_CHECKING:
        status: str

        def _set_aside(self, by: Any, reason: str) -> None: ...

    class Meta:
        abstract = True

    @transition(
        source=[RecordingStatus.CAPTURED, RecordingStatus.HELD, RecordingStatus.LOGGED],
        target=set(RecordingStatus),
        allowed="recording.find_bystander",
    )
    def find_bystander(self, *, by: Any, says: str, care_needs_it: str = "") -> str:
        """Somebody who did not consent is in it: publication shuts for good, and it goes into quarantine.

        It stays where it is only when a clinician says why the subject's care needs it. Rules: R-171.
        """
        self.lock_for_good(by, says)
        reason = care_needs_it.strip()
        if not reason:
            self._set_aside(by, "Somebody who did not consent is in it")
            return RecordingStatus.QUARANTINED
        if not by.can("recording.keep_for_care", self):
            raise PermissionDenied("That care needs it is for a clinician of the department to say.")
        self.care_needs_it, self.care_needs_it_by = reason, by
        return str(self.status)


def lock_constraints(model: str) -> list[Any]:
    """A lock says since when, by whom and why."""
    return [
        models.CheckConstraint(
            name=f"{model}_locked_for_good_says_since_when_by_whom_and_why",
            condition=Q(publish_locked_at=None, publish_locked_by=None, publish_locked_because="")
            | Q(publish_locked_at__isnull=False, publish_locked_by__isnull=False)
            & ~Q(publish_locked_because=""),
            violation_error_message="Say who else is in it",
        )
    ]


LOCK_CONSTRAINTS: list[Any] = [
    *lock_constraints("recording"),
    models.CheckConstraint(
        name="recording_that_care_needs_names_the_clinician",
        condition=Q(care_needs_it="", care_needs_it_by=None)
        | ~Q(care_needs_it="") & Q(care_needs_it_by__isnull=False, publish_locked_at__isnull=False),
    ),
]

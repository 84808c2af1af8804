"""The fingerprint of the original, given once, and what each night's comparison with the library found."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from consent.models.recording_words import RecordingStatus
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit import triggers
from recordings_gov.audit.models import GovernedRow
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

KEPT = [RecordingStatus.CAPTURED, RecordingStatus.HELD, RecordingStatus.LOGGED]
SHAPE = RegexValidator(
    r"\A[0-9a-f]{64}\Z", "A fingerprint has 64 characters: the digits and the letters a to f"
)
LOOK = "The file in the library does not match the original of {reference}. Look into it today"
ONCE = "It has its fingerprint, and that is never replaced. An edited version is a new item of its own."


class GivenBy(models.TextChoices):
    """Where the fingerprint came from."""

    LIBRARY = "library", "From the library's export"
    FILE = "file", "Worked out from the file"
    TYPED = "typed", "Typed in"


class Found(models.TextChoices):
    """What a comparison with the library found."""

    SAME = "same", "Unchanged"
    DIFFERENT = "different", "It does not match"
    MISSING = "missing", "Not found in the library"
    UNREADABLE = "unreadable", "The file could not be read"


class Fingerprint(GovernedRow):
    """The SHA-256 of the original; nobody changes it, not even in SQL. Rules: R-248."""

    recording = models.OneToOneField(
        "consent.Recording", on_delete=models.PROTECT, related_name="fingerprint"
    )
    sha256 = models.CharField("fingerprint (SHA-256)", max_length=64, validators=[SHAPE])
    given = models.CharField(max_length=8, choices=GivenBy)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="fingerprint_is_there", condition=~Q(sha256="")),
        ]

    def __str__(self) -> str:
        return self.sha256

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once. Raises TypeError for a change. Rules: R-248."""
        if not self._state.adding:
            raise TypeError("A fingerprint is given once and never changed.")
        super().save(*args, **kwargs)


triggers.guard(Fingerprint._meta.db_table)


class FingerprintCheck(GovernedRow):
    """The latest comparison of one original with what the library says. Rules: R-248."""

    recording = models.OneToOneField(
        "consent.Recording", on_delete=models.PROTECT, related_name="fingerprint_check"
    )
    found = models.CharField(max_length=10, choices=Found)
    at = models.DateTimeField("last compared")
    same_at = models.DateTimeField("last found unchanged", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fingerprint_check_found_the_same_at_a_moment",
                condition=~Q(found=Found.SAME) | Q(same_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_found_display())


class FingerprintOfRecording(models.Model):
    """The verb that gives it. Rules: R-248."""

    if TYPE_CHECKING:
        pk: Any
        reference: str
        status: str
        fingerprint: Fingerprint
        fingerprint_check: FingerprintCheck

    class Meta:
        abstract = True

    @transition(source=KEPT, target=set(KEPT), allowed="recording.fingerprint")
    def give_fingerprint(self, *, by: Any, sha256: str, given: str = GivenBy.TYPED) -> str:
        """Keep the fingerprint of the original, once. Raises ValidationError. Rules: R-248."""
        if hasattr(self, "fingerprint"):
            raise ValidationError({"sha256": ONCE})
        typed = "".join(sha256.split()).lower()
        Fingerprint(recording_id=self.pk, sha256=typed, given=given, by=by, at=clock.now()).save()
        return str(self.status)

    def ask_to_look(self) -> None:
        """Somebody looks into it today: information governance where it is shut, else Media Studio."""
        shut = self.status == RecordingStatus.QUARANTINED
        role = Role.IG_MANAGER if shut else Role.MEDIA_STUDIO
        tasks_due.ask(
            key=f"fingerprint:{self.reference}:{clock.today()}:{role}",
            what=LOOK.format(reference=self.reference),
            about=self,
            role=role,
            due_on=clock.today(),
            rule="R-248",
            url=reverse("consent:quarantine-detail", args=[self.reference]) if shut else "",
        )

    @property
    def does_not_match(self) -> bool:
        """Whether the library's file was last found to be another one. Rules: R-248."""
        return hasattr(self, "fingerprint_check") and self.fingerprint_check.found == Found.DIFFERENT

"""Media Studio's look at an image that was made outside the studio: good enough, and for what."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.training import Topic, Training
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow

PERSON = settings.AUTH_USER_MODEL
PURPOSES = (
    ("record", "The health record"),
    ("teaching", "Teaching"),
    ("named_purpose", "Print, online or another named use"),
)


def is_made_outside(recording: Any) -> bool:
    """Whether somebody outside Media Studio made it: with registered equipment, or the app. Rules: R-208."""
    return recording.registration_id is not None or recording.is_of_an_app


class TrainingOffer(models.TextChoices):
    """Whether training was offered with the result."""

    OFFERED = "offered", "Offered now"
    HAS = "has", "Offered before, or it is planned"
    NOT_NEEDED = "not_needed", "Not needed: the images are good"


class QualityCheck(GovernedRow):
    """The result of one check; the newest of a recording counts. Rules: R-177, R-208."""

    recording = models.ForeignKey(
        "consent.Recording", on_delete=models.PROTECT, related_name="quality_checks"
    )
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()
    resolution = models.BooleanField("resolution is adequate")
    colour_depth = models.BooleanField("colour depth is adequate")
    not_for = models.JSONField("purposes it is not good enough for", default=list, blank=True)
    is_good = models.BooleanField("good enough for every purpose", editable=False)
    words = models.CharField(max_length=500, blank=True)
    offer = models.CharField("training", max_length=10, choices=TrainingOffer)
    training = models.ForeignKey(
        Training, null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="quality_is_good_only_with_resolution_and_colour",
                condition=Q(is_good=False) | Q(resolution=True, colour_depth=True),
                violation_error_message="Say for which purposes it is not good enough",
            ),
            models.CheckConstraint(
                name="quality_that_is_poor_offers_training_and_says_why",
                condition=Q(is_good=True) | (~Q(offer=TrainingOffer.NOT_NEEDED) & ~Q(words="")),
                violation_error_message="Say what is wrong, and offer training",
            ),
            models.CheckConstraint(
                name="quality_training_that_was_offered_is_kept",
                condition=~Q(offer=TrainingOffer.OFFERED) | Q(training__isnull=False),
            ),
            models.CheckConstraint(
                name="quality_is_not_checked_by_who_made_it",
                condition=~Q(checked_by=F("made_by")),
                violation_error_message="You made it. Somebody else checks it",
            ),
        ]

    def __str__(self) -> str:
        return "Good enough" if self.is_good else "Not good enough"

    @classmethod
    def make(
        cls,
        *,
        by: Any,
        recording: Any,
        resolution: bool,
        colour_depth: bool,
        offer: str,
        not_for: list[str] | None = None,
        words: str = "",
    ) -> "QualityCheck":
        """Keep the result, and offer training when that was chosen; all of it or nothing.

        Raises PermissionDenied; ValidationError for a recording of Media Studio's own. Rules: R-177, R-208.
        """
        if not by.can("quality.check", recording):
            raise PermissionDenied("Checking images is not part of your role.")
        if not is_made_outside(recording):
            raise ValidationError(
                "Media Studio made it. Only images made outside the studio are checked here"
            )
        poor = [code for code, _ in PURPOSES if code in (not_for or [])]
        with transaction.atomic(), acting_as(by):
            training = None
            if offer == TrainingOffer.OFFERED:
                why = f"After a look at {recording.reference}"
                training = Training.offer(by=by, person=recording.captured_by, topic=Topic.QUALITY, why=why)
            check = cls(
                recording_id=recording.pk,
                made_by_id=recording.captured_by_id,
                checked_by=by,
                checked_on=clock.today(),
                resolution=resolution,
                colour_depth=colour_depth,
                not_for=poor,
                is_good=not poor,
                words=words.strip(),
                offer=offer,
                training=training,
            )
            check.event_action = "qualitycheck.make"
            check.save()
            check.event_action = ""
        return check

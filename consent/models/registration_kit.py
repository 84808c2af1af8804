"""The equipment of a registration: Media Studio's look at it, and its loss or theft."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.registration_content import RAN, RegistrationStatus
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL


def serial_key(serial: str) -> str:
    """A serial number as it is compared: however it was typed, NM 4471 and nm-4471 are one."""
    return "".join(character for character in serial.casefold() if character.isalnum())


class KitAssessment(GovernedRow):
    """What Media Studio found when it looked at the equipment and at sample images.

    It counts for the equipment that it names, and no other. Rules: R-113, R-202.
    """

    registration = models.ForeignKey(
        "consent.Registration", on_delete=models.PROTECT, related_name="assessments"
    )
    kit = models.CharField("the equipment as it was then", max_length=200)
    is_fit = models.BooleanField("fit for its purpose")
    samples_seen = models.BooleanField("sample images were looked at")
    advice = models.CharField(max_length=500, blank=True)
    assessed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="kit_is_fit_only_when_samples_were_seen",
                condition=Q(is_fit=False) | Q(samples_seen=True),
                violation_error_message="Look at sample images before you say that it is fit",
            ),
            models.CheckConstraint(
                name="kit_that_is_not_fit_says_why",
                condition=Q(is_fit=True) | ~Q(advice=""),
                violation_error_message="Say what would make it fit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kit}: {'fit' if self.is_fit else 'not fit'}"


class How(models.TextChoices):
    """How equipment was lost."""

    LOST = "lost", "Lost"
    STOLEN = "stolen", "Stolen"


class OnIt(models.TextChoices):
    """Whether images of patients were on it; not knowing is treated as a yes."""

    YES = "yes", "Yes"
    NOT_KNOWN = "not_known", "Not sure"
    NO = "no", "No"


class KitLossQuerySet(GovernedQuerySet):
    """Losses by whether the equipment came back."""

    def missing(self) -> "KitLossQuerySet":
        """Equipment that has not been found."""
        return self.filter(found_on=None)


class KitLoss(GovernedRow):
    """Equipment that was lost or stolen, what was on it, and the incident it became. Rules: R-187."""

    registration = models.ForeignKey("consent.Registration", on_delete=models.PROTECT, related_name="losses")
    serial = models.CharField("serial as compared", max_length=60)
    how = models.CharField(max_length=6, choices=How)
    lost_on = models.DateField("when it was last seen")
    images = models.CharField("images of patients on it", max_length=9, choices=OnIt)
    images_words = models.CharField("which images", max_length=500, blank=True)
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField(null=True, blank=True)
    found_words = models.CharField("how it was found, and in what state", max_length=500, blank=True)
    found_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = KitLossQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration"],
                name="kit_is_missing_once_at_a_time",
                condition=Q(found_on=None),
                violation_error_message="It is reported as lost or stolen already",
            ),
            models.CheckConstraint(
                name="kit_lost_with_images_says_which",
                condition=~Q(images=OnIt.YES) | ~Q(images_words=""),
                violation_error_message="Say which images were on it, without a name or number",
            ),
            models.CheckConstraint(
                name="kit_is_found_after_it_was_lost",
                condition=Q(found_on=None, found_by=None)
                | (Q(found_on__gte=F("lost_on"), found_by__isnull=False) & ~Q(found_words="")),
                violation_error_message="Say when it was found, on a day after the loss, and in what state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["serial"], name="kit_missing", condition=Q(found_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} on {self.lost_on}"


class KitOfRegistration(models.Model):
    """The verbs about the equipment. Rules: R-187, R-202."""

    class Meta:
        abstract = True

    @transition(
        source=[RegistrationStatus.SUBMITTED, *RAN],
        target={RegistrationStatus.SUBMITTED, *RAN},
        allowed="registration.assess",
    )
    def assess_kit(self: Any, *, by: Any, is_fit: bool, samples_seen: bool, advice: str = "") -> str:
        """Keep what Media Studio found and advises; nobody looks at their own. Rules: R-113, R-202."""
        if by.pk == self.applicant_id:
            raise ValidationError("It is your own equipment. Somebody else in Media Studio looks at it.")
        KitAssessment(
            registration_id=self.pk,
            kit=self.kit,
            is_fit=is_fit,
            samples_seen=samples_seen,
            advice=advice.strip(),
            assessed_by=by,
            at=clock.now(),
        ).save()
        return str(self.status)

    @transition(
        source=[RegistrationStatus.SUBMITTED, *RAN],
        target={RegistrationStatus.SUBMITTED, *RAN},
        allowed="registration.report_loss",
    )
    def report_loss(
        self: Any,
        *,
        by: Any,
        how: str,
        lost_on: date,
        images: str,
        department: Department,
        images_words: str = "",
        place: str = "",
    ) -> str:
        """It is gone: an incident at once, of which the IG manager hears; nobody records with it.

        Raises ValidationError for a day to come. Rules: R-187, R-203.
        """
        if lost_on > clock.today():
            raise ValidationError({"lost_on": "The date must be today or in the past"})
        words = images_words.strip()
        says = f"{self.make} {self.model}, registration {self.reference}: {How(how).label.lower()}."
        incident = Incident.report(
            by=by,
            kind=Kind.KIT_LOST,
            department=department,
            happened_on=lost_on,
            place=place.strip(),
            what_happened=f"{says} Images of patients on it: {OnIt(images).label.lower()}. {words}".strip(),
            about_type=self._meta.label_lower,
            about_reference=self.reference,
        )
        KitLoss(
            registration_id=self.pk,
            serial=serial_key(self.serial),
            how=how,
            lost_on=lost_on,
            images=images,
            images_words=words,
            reported_by=by,
            incident=incident,
        ).save()
        if self.status != RegistrationStatus.ACTIVE:
            return str(self.status)
        return str(self.pause(by, f"The equipment was {How(how).label.lower()}.", is_lost=True))

    @transition(
        source=[RegistrationStatus.SUBMITTED, *RAN],
        target={RegistrationStatus.SUBMITTED, *RAN},
        allowed="registration.report_loss",
    )
    def say_found(self: Any, *, by: Any, found_on: date, found_words: str) -> str:
        """It came back, in which state. Whether recording goes on is the offices' decision. Rules: R-187."""
        loss = self.losses.missing().first()
        if loss is None:
            raise ValidationError("It is not reported as lost or stolen")
        if found_on > clock.today():
            raise ValidationError({"found_on": "The date must be today or in the past"})
        loss.found_on, loss.found_words, loss.found_by = found_on, found_words.strip(), by
        loss.event_action = "kitloss.found"
        loss.save()
        return str(self.status)

    @property
    def assessment(self: Any) -> KitAssessment | None:
        """Media Studio's newest look at this very equipment; reads prefetched rows. Rules: R-202."""
        own = [row for row in self.assessments.all() if row.kit == self.kit]
        return own[-1] if own else None

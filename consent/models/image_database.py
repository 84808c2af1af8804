"""The register of image databases: none holds a patient's image before information governance agreed."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
OWN_NAME = "Recording governance"
OWN = {
    "owner": "Information governance",
    "place": "The Trust's own server, where this product runs",
    "holds": "The register of recordings, consent forms and scans of signed forms. No image of a patient.",
}


class ImageDatabaseStatus(models.TextChoices):
    """Whether it may hold images."""

    PROPOSED = "proposed", "Waiting for information governance"
    AUTHORISED = "authorised", "Authorised"
    REFUSED = "refused", "Refused"
    CLOSED = "closed", "No longer authorised"


class ImageDatabaseQuerySet(GovernedQuerySet):
    """Databases by who may see them, and by whether they may hold images."""

    def visible_to(self, user: Any) -> "ImageDatabaseQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("imagedatabase.view") else self.none()

    def authorised_on(self, day: date) -> "ImageDatabaseQuerySet":
        """Those that may hold images that day: authorised, and their review not overdue."""
        return self.filter(status=ImageDatabaseStatus.AUTHORISED, review_due__gte=day)


class ImageDatabase(GovernedModel):
    """One database, system or folder that holds patients' images. Rules: R-185, R-247."""

    reference_kind: ClassVar[str] = "IDB"
    detail_url_name: ClassVar[str] = "consent:image-database-detail"

    status = models.CharField(
        max_length=10, choices=ImageDatabaseStatus, default=ImageDatabaseStatus.PROPOSED
    )
    name = models.CharField("what it is called", max_length=200, unique=True)
    owner = models.CharField("who owns it", max_length=200)
    place = models.CharField("where it is", max_length=200)
    holds = models.CharField("which images it holds, and what for", max_length=300)
    is_own = models.BooleanField("is this product itself", default=False, editable=False)
    proposed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    decided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_because = models.CharField("reasons", max_length=500, blank=True)
    review_due = models.DateField("to be reviewed by", null=True, blank=True)

    objects: ClassVar[Any] = ImageDatabaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="image_database_says_what_it_is",
                condition=~Q(name="") & ~Q(owner="") & ~Q(place="") & ~Q(holds=""),
            ),
            models.CheckConstraint(
                name="image_database_is_proposed_by_somebody",
                condition=Q(is_own=True) | Q(proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="image_database_is_decided_on_by_a_second_person",
                condition=Q(status=ImageDatabaseStatus.PROPOSED, decided_by=None, decided_at=None)
                | (
                    ~Q(status=ImageDatabaseStatus.PROPOSED)
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_because="")
                    & (Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")))
                ),
                violation_error_message="Somebody else decides",
            ),
            models.CheckConstraint(
                name="image_database_authorised_has_its_review",
                condition=~Q(status=ImageDatabaseStatus.AUTHORISED) | Q(review_due__isnull=False),
                violation_error_message="Give the day of its next review",
            ),
            models.UniqueConstraint(
                name="image_database_of_our_own_is_one", fields=["is_own"], condition=Q(is_own=True)
            ),
        ]

    @classmethod
    def propose(cls, *, by: Any, name: str, owner: str, place: str, holds: str) -> "ImageDatabase":
        """Ask for a database to be put on the register. Rules: R-247."""
        if not by.holds("imagedatabase.propose"):
            raise PermissionDenied("Asking for an image database is not part of your role.")
        words = {"name": name, "owner": owner, "place": place, "holds": holds}
        row = cls(proposed_by=by, **{field: text.strip() for field, text in words.items()})
        with transaction.atomic(), acting_as(by):
            row.save()
        return row

    @classmethod
    def list_our_own(cls) -> None:
        """This product is on the register before anybody looks at it; a second call finds it there."""
        if not cls._base_manager.filter(is_own=True).exists():
            with acting_as(None, job="putting this product on the register of image databases"):
                cls(is_own=True, name=OWN_NAME, **OWN).save()

    @property
    def may_hold_images(self) -> bool:
        """Whether it is authorised today, and its review not overdue. Rules: R-247."""
        is_authorised = self.status == ImageDatabaseStatus.AUTHORISED
        return is_authorised and self.review_due is not None and self.review_due >= clock.today()

    @transition(
        source=[ImageDatabaseStatus.PROPOSED, ImageDatabaseStatus.AUTHORISED],
        target=ImageDatabaseStatus.AUTHORISED,
        allowed="imagedatabase.decide",
    )
    def authorise(self, *, by: Any, because: str, review_due: date) -> None:
        """Information governance agrees, or agrees again at a review, until the next one. Rules: R-247."""
        if review_due <= clock.today():
            raise ValidationError({"review_due": "Give a day that is still to come"})
        self._decided(by, because)
        self.review_due = review_due

    @transition(
        source=[ImageDatabaseStatus.PROPOSED],
        target=ImageDatabaseStatus.REFUSED,
        allowed="imagedatabase.decide",
    )
    def refuse(self, *, by: Any, because: str) -> None:
        """Information governance says no. Rules: R-247."""
        self._decided(by, because)

    @transition(
        source=[ImageDatabaseStatus.AUTHORISED],
        target=ImageDatabaseStatus.CLOSED,
        allowed="imagedatabase.decide",
    )
    def close(self, *, by: Any, because: str) -> None:
        """Nothing new goes into it; what is in it is moved. Rules: R-247."""
        self._decided(by, because)
        self.review_due = None

    def _decided(self, by: Any, because: str) -> None:
        if by.pk == self.proposed_by_id:
            raise ValidationError("You asked for it. Somebody else decides.")
        self.decided_by, self.decided_at, self.decided_because = by, clock.now(), because.strip()

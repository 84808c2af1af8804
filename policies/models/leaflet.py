"""A leaflet and its editions: what the public reads, in one language and one format."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from policies.models.dates import years_after
from policies.models.policy import Policy
from policies.placeholders import contacts_of, places_in
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

CONTENT = ("leaflet_id", "number", "language", "format", "sections", "drafted_by_id")
COMPUTED = ("version", "issued_on", "review_due_on", "policy_url", "department_name")


class LeafletFormat(models.TextChoices):
    """How it is set."""

    STANDARD = "standard", "Standard"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"


class EditionStatus(models.TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    REPLACED = "replaced", "Replaced"


class LeafletQuerySet(GovernedQuerySet):
    """Leaflets; everybody who may read policies may read them."""

    def visible_to(self, user: Any) -> "LeafletQuerySet":
        """The only door to leaflets on the staff pages; it fails shut."""
        return self if user.can("policy.view") else self.none()


class Leaflet(GovernedModel):
    """What patients are given on one subject; its address never changes. Rules: R-002, R-025."""

    reference_kind: ClassVar[str] = "LF"
    detail_url_name: ClassVar[str] = "policies:leaflet-detail"

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="leaflets"
    )
    policy = models.ForeignKey(
        Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="leaflets"
    )

    objects: ClassVar[Any] = LeafletQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class EditionQuerySet(GovernedQuerySet):
    """Editions by where they stand and when they are due."""

    def visible_to(self, user: Any) -> "EditionQuerySet":
        """The only door to editions on the staff pages; it fails shut."""
        return self if user.can("policy.view") else self.none()

    def published(self) -> "EditionQuerySet":
        """Those the public sees: nothing else is ever shown without signing in."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def overdue(self, today: date) -> "EditionQuerySet":
        """Those on show past their review date. Rules: R-002."""
        return self.published().filter(review_due_on__lt=today)


class LeafletEdition(GovernedModel):
    """One edition: approved by another person than its drafter, with a review date. Rules: R-002, R-005."""

    reference_kind: ClassVar[str] = "LE"
    detail_url_name: ClassVar[str] = "policies:edition-detail"

    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12, default="en-GB")
    format = models.CharField(max_length=12, choices=LeafletFormat, default=LeafletFormat.STANDARD)
    status = models.CharField(max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT)
    sections = models.JSONField(default=list)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_by = models.CharField("read by patients", max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["leaflet", "language", "format", "number"], name="edition_numbered_once_a_leaflet"
            ),
            models.UniqueConstraint(
                name="leaflet_has_one_edition_on_show",
                fields=["leaflet", "language", "format"],
                condition=Q(status=EditionStatus.PUBLISHED),
            ),
            models.CheckConstraint(
                name="edition_published_with_approval_and_review_date",
                condition=Q(status=EditionStatus.DRAFT)
                | Q(
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                    review_due_on__isnull=False,
                    review_due_on__gt=F("approved_on"),
                ),
                violation_error_message="Give a review date after today",
            ),
            models.CheckConstraint(
                name="edition_is_approved_by_another_person_than_its_drafter",
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                violation_error_message="You drafted this edition: another person approves it",
            ),
            models.CheckConstraint(
                name="edition_is_published_by_another_person_than_its_drafter",
                condition=Q(published_by=None) | ~Q(published_by=F("drafted_by")),
                violation_error_message="You drafted this edition: another person publishes it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaflet.title}, edition {self.number}"

    def clean(self) -> None:
        """Keep the words that were approved."""
        super().clean()
        loaded = getattr(self, "loaded", {})
        if (
            loaded
            and loaded["status"] != EditionStatus.DRAFT
            and any(name in self.unsaved() for name in CONTENT)
        ):
            raise ValidationError("The words of this edition were approved and do not change.", code="frozen")

    @property
    def department_id(self) -> int | None:
        """The department whose leaflet it is; None for the Trust's."""
        return self.leaflet.department_id

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The places of its text that no setting fills."""
        values = contacts_of(self.leaflet.department)
        places = places_in(part["body"] for part in self.sections)
        return tuple(name for name in places if name not in COMPUTED and not values.get(name))

    @transition(source=[EditionStatus.DRAFT], target=EditionStatus.APPROVED, allowed="policy.publish")
    def approve(self, *, by: Any, review_due_on: date, read_by: str = "") -> None:
        """Another person than the drafter approves it, with a day to look at it again. Rules: R-002."""
        today = clock.today()
        if not today < review_due_on <= years_after(today):
            raise ValidationError({"review_due_on": "Give a day after today and within three years"})
        self.approved_by, self.approved_on = by, today
        self.review_due_on, self.read_by = review_due_on, read_by.strip()

    @transition(source=[EditionStatus.APPROVED], target=EditionStatus.PUBLISHED, allowed="policy.publish")
    def publish(self, *, by: Any) -> None:
        """Put it on show in the place of the edition before it. Rules: R-002, R-042."""
        if self.unfilled:
            names = ", ".join(name.replace("_", " ") for name in self.unfilled)
            raise ValidationError(f"Fill in the settings first: {names}.")
        same = {"language": self.language, "format": self.format}
        before = self.leaflet.editions.published().filter(**same).select_for_update().first()
        if before is not None:
            before.replace(by=by)
        self.published_by, self.published_on = by, clock.today()

    @transition(source=[EditionStatus.PUBLISHED], target=EditionStatus.REPLACED, allowed="policy.publish")
    def replace(self, *, by: Any) -> None:
        """Take it off show: a later edition stands in its place, or it should not be read any more."""

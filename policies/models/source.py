"""The guidance and law that the policies rest on, each with its date as printed."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from policies.models.dates import Precision
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet


class Standing(models.TextChoices):
    """What a source is worth today. A standing is a fact about somebody else's text, not a state of ours."""

    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded"
    ISSUER_CLOSED = "issuer_closed", "Issuer closed"


class SourceQuerySet(GovernedQuerySet):
    """Sources; everybody who may read policies may read them."""

    def visible_to(self, user: Any) -> "SourceQuerySet":
        """The only door to sources; it fails shut."""
        return self if user.can("policy.view") else self.none()


class Source(GovernedModel):
    """A text that policies rest on. Rules: R-219."""

    reference_kind: ClassVar[str] = "SRC"
    detail_url_name: ClassVar[str] = "policies:source-detail"

    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    edition = models.CharField(max_length=40, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNDATED)
    updated_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=200, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    review_due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNDATED)
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.CURRENT)
    standing_note = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["title", "issuer", "edition"], name="source_listed_once"),
            models.CheckConstraint(
                name="source_date_is_as_exact_as_it_says",
                condition=Q(dated_on__isnull=True, dated_precision=Precision.UNDATED)
                | (Q(dated_on__isnull=False) & ~Q(dated_precision=Precision.UNDATED)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_past_review(self, today: date) -> bool:
        """Whether it is past its own review date, which does not end it. Rules: R-217."""
        return self.review_due_on is not None and self.review_due_on < today

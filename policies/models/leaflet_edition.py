"""An edition of a leaflet: one language, one format, words that somebody approved."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Max, Q

from policies import reading_age
from policies.languages import FIRST, Language, language, languages
from policies.models.leaflet import Leaflet
from policies.models.leaflet_status import BEING_PREPARED, EditionStatus, LeafletFormat
from policies.models.leaflet_steps import EditionSteps
from policies.models.leaflet_writing import EditionWriting
from policies.models.reviewed import ReviewedEdition
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

CONTENT = ("leaflet_id", "number", "language", "format", "title", "sections", "drafted_by_id")


class EditionQuerySet(GovernedQuerySet):
    """Editions by where they stand and when they are due."""

    def visible_to(self, user: Any) -> "EditionQuerySet":
        """The only door to editions on the staff pages; it fails shut."""
        return self if user.can("policy.view") else self.none()

    def published(self) -> "EditionQuerySet":
        """Those the public sees: nothing else is ever shown without signing in. Rules: R-005."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def overdue(self, today: date) -> "EditionQuerySet":
        """Those on show past their review date. Rules: R-002."""
        return self.published().filter(review_due_on__lt=today)


class LeafletEdition(EditionSteps, EditionWriting, ReviewedEdition, GovernedModel):
    """One edition: approved by another person than its drafter, with a review date. Rules: R-002, R-005."""

    reference_kind: ClassVar[str] = "LE"
    detail_url_name: ClassVar[str] = "policies:edition-detail"

    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12, default=FIRST)
    format = models.CharField(max_length=12, choices=LeafletFormat, default=LeafletFormat.STANDARD)
    status = models.CharField(max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT)
    title = models.CharField(max_length=200, blank=True)
    sections = models.JSONField(default=list)
    reading = models.JSONField(default=dict, blank=True)
    translated_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations"
    )
    translation_checked_by = models.CharField(max_length=200, blank=True)
    translation_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    translation_approved_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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
            models.UniqueConstraint(
                name="leaflet_has_one_edition_being_prepared",
                fields=["leaflet", "language", "format"],
                condition=Q(status__in=BEING_PREPARED),
                violation_error_message="An edition in this language and format is being prepared already",
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
            models.CheckConstraint(
                name="edition_in_another_language_is_approved_as_a_translation",
                condition=Q(status=EditionStatus.DRAFT)
                | Q(language=FIRST)
                | (~Q(translation_checked_by="") & Q(translation_approved_on__isnull=False)),
                violation_error_message="Approve the translation first: name who has read it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}, edition {self.number}"

    def clean(self) -> None:
        """Keep the words that were approved; only languages there are words for. Rules: R-005."""
        super().clean()
        if self.language not in languages():
            raise ValidationError({"language": "Choose a language from the list"}, code="unknown_language")
        loaded = getattr(self, "loaded", {})
        changed = self.unsaved()
        if loaded and loaded["status"] != EditionStatus.DRAFT and any(name in changed for name in CONTENT):
            raise ValidationError("The words of this edition were approved and do not change.", code="frozen")
        if "sections" in changed or "title" in changed or not loaded:
            self.reading = reading_age.of_edition(self)

    @classmethod
    def draft(
        cls,
        leaflet: Leaflet,
        *,
        by: Any,
        language: str = FIRST,
        format: str = LeafletFormat.STANDARD,  # noqa: A002 - the field's own name
        title: str = "",
        sections: Sequence[dict[str, Any]] = (),
        start_from: "LeafletEdition | None" = None,
    ) -> "LeafletEdition":
        """The next edition in this language and format, empty or from the words of another.

        An edition in another language than English is a translation, of ``start_from`` or of the
        newest English one. Raises ValidationError for an unknown language or a second draft.
        """
        if not by.can("policy.draft", leaflet):
            raise PermissionDenied(f"{by} may not draft leaflets.")
        if language not in languages():
            raise ValidationError({"language": "Choose a language from the list"}, code="unknown_language")
        same = leaflet.editions.filter(language=language, format=format)
        if prepared := same.filter(status__in=BEING_PREPARED).first():
            said = f"Edition {prepared.number} in this language and format is being prepared already"
            raise ValidationError(f"{said}: {prepared.reference}")
        parts = (
            list(sections) or [dict(part) for part in start_from.sections] if start_from else list(sections)
        )
        edition = cls(
            leaflet=leaflet,
            number=(same.aggregate(last=Max("number"))["last"] or 0) + 1,
            language=language,
            format=format,
            title=title.strip() or (start_from.heading if start_from else leaflet.title),
            sections=parts,
            translated_from=cls._english_of(leaflet, start_from) if language != FIRST else None,
            drafted_by=by,
        )
        with transaction.atomic(), acting_as(by):
            edition.save()
        return edition

    @staticmethod
    def _english_of(leaflet: Leaflet, start_from: "LeafletEdition | None") -> "LeafletEdition | None":
        if start_from is not None and start_from.language == FIRST:
            return start_from
        english = leaflet.editions.filter(language=FIRST, format=LeafletFormat.STANDARD)
        found: LeafletEdition | None = english.order_by("-number").first()
        return found

    @property
    def heading(self) -> str:
        """Its title in its own language."""
        return self.title or self.leaflet.title

    @property
    def tongue(self) -> Language:
        """Its language, with the words printed round its text."""
        return language(self.language)

    @property
    def department_id(self) -> int | None:
        """The department whose leaflet it is; None for a site's or the Trust's."""
        return self.leaflet.department_id

    @property
    def department(self) -> Any:
        """The same as a record."""
        return self.leaflet.department

    def is_item_of(self, user: Any) -> bool:
        """Whether this person drafted it or looks after the leaflet."""
        return self.drafted_by_id == user.pk or self.leaflet.is_item_of(user)

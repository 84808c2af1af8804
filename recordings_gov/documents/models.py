"""A document: one PDF that was made once, is kept for ever and never changes."""

from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.documents import files
from recordings_gov.documents.access import may_open
from recordings_gov.documents.rendering import ARCHIVE, UA

SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z", "That is not a SHA-256.")


class Variant(models.TextChoices):
    """Which standard a PDF declares."""

    ACCESSIBLE = UA, "PDF/UA-1, to read and print"
    ARCHIVE = ARCHIVE, "PDF/A-3a, the signed snapshot"


class DocumentQuerySet(GovernedQuerySet["Document"]):
    def about(self, record: models.Model) -> Self:
        """The documents of one record, newest first."""
        found = self.filter(about_type=record._meta.label_lower, about_reference=record.reference)  # type: ignore[attr-defined]
        return found.order_by("-id")

    def visible_to(self, user: Any) -> Self:
        """Those this person may open. Each is asked about by itself: narrow with ``about`` first."""
        return self.filter(pk__in=[document.pk for document in self if may_open(user, document)])

    def open_for(self, user: Any, reference: str) -> "Document":
        """The one door to a document; raises DoesNotExist when it is not there or not theirs."""
        document: Document = self.get(reference=reference)
        if not may_open(user, document):
            raise Document.DoesNotExist
        return document


class Document(GovernedModel):
    """What was printed or shown about one governed record, in the words of that day.

    ``input_digest`` is of everything the renderer is given, so it finds a repeat; ``sha256``
    is of the PDF and proves the bytes. The record is named by plain values: this room knows
    none of the rooms above it.
    """

    reference_kind = "DOC"
    detail_url_name = "documents:download"

    kind = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    about_type = models.CharField(max_length=100)
    about_reference = models.CharField(max_length=16)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.CharField(max_length=12, blank=True, default="")
    language = models.CharField(max_length=12)
    variant = models.CharField(max_length=10, choices=Variant.choices)
    made_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots"
    )
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes")
    input_digest = models.CharField(max_length=64, validators=[SHA256])
    sha256 = models.CharField(max_length=64, validators=[SHA256])

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about_reference", "input_digest", "variant"],
                name="document_is_made_once_from_one_input",
            ),
            models.CheckConstraint(
                name="document_snapshot_names_what_was_shown",
                condition=Q(variant=ARCHIVE, made_from__isnull=False) | Q(variant=UA, made_from__isnull=True),
            ),
            models.CheckConstraint(
                name="document_has_pages_and_bytes", condition=Q(pages__gte=1, size__gte=1)
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new document; one that exists never changes. Raises TypeError."""
        if not self._state.adding:
            raise TypeError("A document never changes: produce another.")
        super().save(*args, **kwargs)

    def content(self) -> bytes:
        """The PDF, checked against ``sha256`` on every opening; raises FileDamaged."""
        return files.read(self.sha256)

    @property
    def file_name(self) -> str:
        """What a download is called: references alone, never a person."""
        return f"{self.reference}.pdf"

"""A pile of signed paper that somebody scanned: its files, and how far they are read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef, Q

from consent.models.scanned_page import PageStatus, ScannedPage
from recordings_gov import clock
from recordings_gov.audit import bulk
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow
from recordings_gov.workflow import transition

SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z", "That is not a SHA-256.")


class FileKind(models.TextChoices):
    """What a file is by its first bytes; its name and what a browser says of it count for nothing."""

    PDF = "pdf", "PDF"
    PICTURE = "picture", "Picture"


class FileStatus(models.TextChoices):
    """Whether its pages are known."""

    WAITING = "waiting", "Not opened yet"
    OPENED = "opened", "Opened"
    REFUSED = "refused", "Not read"


class Refusal(models.TextChoices):
    """Why nothing of a file is read."""

    DAMAGED = "damaged", "It is damaged or cut off. Scan it again"
    ENCRYPTED = "encrypted", "It is locked with a password. Save it without one, or scan it again"
    TOO_MANY = "too_many", "It has too many pages. Bring it in parts"
    TOO_MUCH = "too_much", "It takes too much memory or time to open. Scan it again, at 200 dpi"


class ScanBatchQuerySet(GovernedQuerySet):
    """Batches by whose they are, and by what is left to do."""

    def visible_to(self, user: Any) -> "ScanBatchQuerySet":
        """The only door to batches: the offices see all, everybody else what they brought themselves."""
        if user.reach("consent.attach_scan").everything:
            return self
        return self.filter(brought_by=user) if user.holds("consent.attach_scan") else self.none()

    def unread(self) -> "ScanBatchQuerySet":
        """With a file to open, a page to read, or a page whose form was signed in the meantime."""
        files = ScanFile.objects.filter(batch=OuterRef("pk"), status=FileStatus.WAITING)
        pages = ScannedPage.objects.to_read().filter(batch=OuterRef("pk"))
        return self.filter(Exists(files) | Exists(pages)).order_by("pk")

    def with_pages_to_match(self) -> "ScanBatchQuerySet":
        """With ``to_match``, how many of its pages need a person; oldest first."""
        needs = Count("pages", filter=Q(pages__status=PageStatus.TO_MATCH))
        return self.annotate(to_match=needs).filter(to_match__gt=0).order_by("pk")


class ScanBatch(GovernedModel):
    """One lot of scanned paper, as somebody brought it. Rules: R-110."""

    reference_kind: ClassVar[str] = "SB"
    detail_url_name: ClassVar[str] = "consent:scan-batch"

    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ScanBatchQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["created_at"], name="scan_batch_newest")]

    @classmethod
    def bring(cls, *, by: Any, files: Sequence[tuple[str, str, int]]) -> "ScanBatch":
        """Take in files that are kept already: each its kind, SHA-256 and size.

        Raises PermissionDenied, ValidationError when one of them was brought before.
        """
        if not by.can("consent.attach_scan"):
            raise PermissionDenied("Bringing scans is not part of your role.")
        if not files:
            raise ValidationError({"scans": "Choose the scanned pages first"})
        with transaction.atomic(), acting_as(by):
            batch = cls(brought_by=by)
            batch.save()
            for number, (kind, sha256, size) in enumerate(files, 1):
                ScanFile(batch=batch, number=number, kind=kind, sha256=sha256, size=size).save()
            ScanTurn(batch=batch, until=clock.now()).save()
        return batch

    def is_item_of(self, user: Any) -> bool:
        """Whoever brought it."""
        return bool(self.brought_by_id == user.pk)


class ScanFile(GovernedRow):
    """One file of a batch; what it was called is not kept."""

    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=FileKind)
    sha256 = models.CharField(max_length=64, validators=[SHA256])
    size = models.PositiveIntegerField(help_text="Bytes")
    status = models.CharField(max_length=8, choices=FileStatus, default=FileStatus.WAITING)
    refusal = models.CharField(max_length=9, choices=Refusal, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="scan_file_has_its_number"),
            models.UniqueConstraint(
                fields=["sha256"],
                name="scan_file_is_brought_once",
                condition=~Q(status=FileStatus.REFUSED),
                violation_error_message="One of these files was brought before",
            ),
            models.CheckConstraint(
                name="scan_file_refused_says_why",
                condition=Q(status=FileStatus.REFUSED) & ~Q(refusal="")
                | ~Q(status=FileStatus.REFUSED) & Q(refusal=""),
            ),
        ]

    if TYPE_CHECKING:
        batch_id: int

    def __str__(self) -> str:
        return f"File {self.number}"

    def is_item_of(self, user: Any) -> bool:
        """Whoever brought the batch."""
        return self.batch.is_item_of(user)

    @transition(source=[FileStatus.WAITING], target=FileStatus.OPENED, allowed="consent.attach_scan")
    def open(self, *, by: Any, pages: int) -> None:
        """Its pages are known: each gets its row, and is read next."""
        rows = [ScannedPage(batch_id=self.batch_id, file=self, number=at) for at in range(1, pages + 1)]
        bulk.write_set(ScannedPage, rows, "scannedpage.created", by, as_one=True)

    @transition(source=[FileStatus.WAITING], target=FileStatus.REFUSED, allowed="consent.attach_scan")
    def refuse(self, *, by: Any, refusal: str) -> None:
        """Nothing of it is read."""
        self.refusal = refusal


class ScanTurn(models.Model):
    """Whose turn it is to read a batch: a lease, so that two workers never read the same page at once."""

    batch = models.OneToOneField(ScanBatch, on_delete=models.CASCADE, related_name="turn")
    until = models.DateTimeField()
    trouble = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return f"Turn of {self.batch}"

    def take(self, lasts: timedelta) -> bool:
        """Take it, unless somebody has it."""
        free = type(self).objects.filter(pk=self.pk, until__lte=clock.now())
        return bool(free.update(until=clock.now() + lasts))

    def prolong(self, lasts: timedelta) -> None:
        """Still at it."""
        type(self).objects.filter(pk=self.pk).update(until=clock.now() + lasts)

    def give_back(self, trouble: str = "") -> None:
        """Done for now, or stopped by ``trouble``."""
        type(self).objects.filter(pk=self.pk).update(until=clock.now(), trouble=trouble)

"""One page of scanned paper: which page of which form it is, or why a person has to look."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.consent_form import ConsentForm
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from consent.models.scan_batch import ScanBatch


class PageStatus(models.TextChoices):
    """What became of a page."""

    WAITING = "waiting", "Not read yet"
    ATTACHED = "attached", "Attached to its form"
    TO_MATCH = "to_match", "To match by hand"
    PUT_ASIDE = "put_aside", "Put aside"


class Finding(models.TextChoices):
    """Why a page was not attached by its code."""

    NO_CODE = "no_code", "There is no code to be read on it"
    DAMAGED = "damaged", "The page could not be opened"
    ELSEWHERE = "elsewhere", "Its code is not one of ours. It was not opened"
    TWO_CODES = "two_codes", "There are codes of two papers on it"
    OTHER_PAPER = "other_paper", "It is a page of another paper, not of a consent form"
    UNKNOWN_FORM = "unknown_form", "No consent form has that reference"
    NOT_YOURS = "not_yours", "It belongs to a department that you do not work in"
    NOT_SIGNED = "not_signed", "The form is not signed here yet. Write the signatures down first"
    WRONG_EDITION = "wrong_edition", "It is not an edition that was printed for this form"
    DUPLICATE = "duplicate", "This page of the form was there already"


class ScannedPageQuerySet(GovernedQuerySet):
    """Pages by whose they are."""

    def visible_to(self, user: Any) -> "ScannedPageQuerySet":
        """The only door to pages: with the batch, or with the form it is attached to; it fails shut."""
        if user.reach("consent.attach_scan").everything:
            return self
        forms = ConsentForm.objects.visible_to(user)
        mine = Q(batch__brought_by=user) if user.holds("consent.attach_scan") else Q(pk__in=[])
        return self.filter(mine | Q(status=PageStatus.ATTACHED, form__in=forms))

    def to_read(self) -> "ScannedPageQuerySet":
        """Not read yet, or read before its form was signed, which it is now."""
        signed = Q(status=PageStatus.TO_MATCH, finding=Finding.NOT_SIGNED, form__signed_at__isnull=False)
        return self.filter(Q(status=PageStatus.WAITING) | signed)


class ScannedPage(GovernedModel):
    """A page of a batch; its picture is kept as documents are. Rules: R-110."""

    reference_kind: ClassVar[str] = "SP"
    detail_url_name: ClassVar[str] = "consent:scan-page"

    batch = models.ForeignKey("consent.ScanBatch", on_delete=models.PROTECT, related_name="pages")
    file = models.ForeignKey("consent.ScanFile", on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField("page of its file")
    status = models.CharField(max_length=10, choices=PageStatus, default=PageStatus.WAITING)
    finding = models.CharField(max_length=13, choices=Finding, blank=True)
    picture = models.CharField("SHA-256 of its picture", max_length=64, blank=True)
    form = models.ForeignKey(
        ConsentForm, null=True, blank=True, on_delete=models.PROTECT, related_name="scanned_pages"
    )
    form_page = models.PositiveSmallIntegerField(null=True, blank=True)
    form_pages = models.PositiveSmallIntegerField(null=True, blank=True)
    edition = models.CharField(max_length=12, blank=True)
    by_hand = models.BooleanField(default=False)
    reason = models.CharField("why it is put aside", max_length=200, blank=True)

    objects: ClassVar[Any] = ScannedPageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["file", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="scanned_page_is_there_once"),
            models.UniqueConstraint(
                fields=["form", "form_page"],
                name="scanned_page_stands_once_for_its_form",
                condition=Q(status=PageStatus.ATTACHED),
                violation_error_message="This page of the form is there already",
            ),
            models.CheckConstraint(
                name="scanned_page_attached_names_its_form_and_page",
                condition=~Q(status=PageStatus.ATTACHED)
                | Q(form__isnull=False, form_page__gte=1, form_page__lte=F("form_pages")),
                violation_error_message="Say which page of which form it is",
            ),
            models.CheckConstraint(
                name="scanned_page_says_why_a_person_looks_at_it",
                condition=~Q(status=PageStatus.TO_MATCH) | ~Q(finding=""),
            ),
            models.CheckConstraint(
                name="scanned_page_put_aside_says_why",
                condition=~Q(status=PageStatus.PUT_ASIDE) | ~Q(reason=""),
                violation_error_message="Say why it is put aside",
            ),
            models.CheckConstraint(
                name="scanned_page_read_has_its_picture",
                condition=Q(status=PageStatus.WAITING) | ~Q(picture="") | Q(finding=Finding.DAMAGED),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["batch"],
                name="scanned_page_open",
                condition=Q(status__in=[PageStatus.WAITING, PageStatus.TO_MATCH]),
            )
        ]

    if TYPE_CHECKING:
        batch: ScanBatch  # type: ignore[no-redef]

    @property
    def department_id(self) -> int | None:
        """That of the form it is attached to: rights to a page are rights to its form."""
        return self.form.department_id if self.form and self.status == PageStatus.ATTACHED else None

    def is_item_of(self, user: Any) -> bool:
        """Whoever brought the batch."""
        return self.batch.is_item_of(user)

    @transition(
        source=[PageStatus.WAITING, PageStatus.TO_MATCH],
        target={PageStatus.ATTACHED, PageStatus.TO_MATCH, PageStatus.PUT_ASIDE},
        allowed="consent.attach_scan",
    )
    def settle(
        self,
        *,
        by: Any,
        picture: str = "",
        finding: str = "",
        form: ConsentForm | None = None,
        form_page: int | None = None,
        form_pages: int | None = None,
        edition: str = "",
    ) -> str:
        """What its code said: attached where nothing was found against it, else why not."""
        self.picture, self.finding, self.form = picture or self.picture, finding, form
        self.form_page, self.form_pages, self.edition = form_page, form_pages, edition
        if finding == Finding.DUPLICATE:
            self.reason = str(Finding.DUPLICATE.label)
            return PageStatus.PUT_ASIDE
        return PageStatus.TO_MATCH if finding else PageStatus.ATTACHED

    @transition(source=[PageStatus.TO_MATCH], target=PageStatus.ATTACHED, allowed="consent.attach_scan")
    def match(self, *, by: Any, form: ConsentForm, form_page: int, form_pages: int, edition: str) -> None:
        """Somebody looked at it and says which page of which form it is."""
        if not by.can("consent.attach_scan", form):
            raise PermissionDenied("Attaching scans in that department is not part of your role.")
        if not self.picture:
            raise ValidationError("A page that could not be opened proves nothing. Scan it again.")
        if self.finding == Finding.WRONG_EDITION and self.form_id == form.pk:
            raise ValidationError({"form": "The words on this paper are not those of that form."})
        self.form, self.form_page, self.form_pages = form, form_page, form_pages
        self.edition, self.by_hand = edition, True

    @transition(source=[PageStatus.TO_MATCH], target=PageStatus.PUT_ASIDE, allowed="consent.attach_scan")
    def put_aside(self, *, by: Any, reason: str) -> None:
        """It belongs to no form here, and somebody says why."""
        self.reason = reason.strip()

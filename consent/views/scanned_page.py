"""One scanned page: its picture, matching it by hand, putting it aside."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from consent.forms.scans import AsideForm, MatchForm
from consent.models import ConsentForm, PageStatus, ScannedPage
from consent.scans import attaching
from consent.scans.candidates import candidates
from consent.scans.working import PICTURE
from recordings_gov.audit import log
from recordings_gov.documents import files
from recordings_gov.documents.errors import FileDamaged
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Door, RecordView, StepView


class OfPage(Door):
    """Pages with their batch and form at hand."""

    model = ScannedPage
    action = "consent.attach_scan"

    def rows(self) -> Any:
        """With batch, file and form."""
        return super().rows().select_related("batch__brought_by", "file", "form")


class ScanPage(OfPage, RecordView):
    """The picture of a page, and what became of it."""

    action = "consent.open"
    template_name = "consent/scan_page.html"

    def context(self) -> dict[str, Any]:
        """Where it came from and where it is."""
        return super().context() | {"facts": _facts(self.record), "opens_batch": _opens_batch(self)}


class ScanPicture(OfPage):
    """The picture itself; each looking is written down first."""

    action = "consent.open"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A JPEG that we drew ourselves, proved by its fingerprint; nothing of what was uploaded."""
        if not self.record.picture:
            raise Http404("There is no picture of this page.")
        try:
            content = files.read(self.record.picture, PICTURE)
        except FileDamaged:
            log.record("scannedpage.found_damaged", self.record)
            raise
        log.record("scannedpage.picture_read", self.record)
        return HttpResponse(
            content,
            content_type="image/jpeg",
            headers={
                "Content-Security-Policy": "sandbox; default-src 'none'",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store, private",
            },
        )


class MatchScanPage(OfPage, StepView):
    """Say which page of which form it is, the picture beside. Rules: R-110."""

    template_name = "consent/scan_match.html"
    step = "match"
    heading = "Which form is this page from?"
    button = "Attach it to this form"
    done = "Attached."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the forms it might belong to; their names are read, and that is written down."""
        self.listed = candidates(self.record, self.request.user)
        if self.listed and data is None:
            log.read_list(ConsentForm, [row.pk for row, _ in self.listed], "offered")
        start = {"form_page": self.record.form_page} if self.record.form_page else {}
        return MatchForm(data, initial=initial or start, user=self.request.user, listed=self.listed)

    def act(self, form: forms.Form) -> str:
        """Attach it, then the next page that needs a person."""
        attaching.match(self.record, by=self.request.user, **form.cleaned_data)
        return next_to_match(self.record)

    def context(self) -> dict[str, Any]:
        """What is known of it, and the other way out."""
        left = self.record.batch.pages.filter(status=PageStatus.TO_MATCH).count()
        return super().context() | {
            "facts": _facts(self.record),
            "aside_form": AsideForm(auto_id="aside_%s"),
            "left": left,
            "is_open": self.record.status == PageStatus.TO_MATCH,
        }


class PutScanPageAside(OfPage, StepView):
    """It belongs to no form, and somebody says why."""

    template_name = "consent/scan_aside.html"
    form_class = AsideForm
    step = "put_aside"
    heading = "Put this page aside"
    button = "Put it aside"
    done = "Put aside. The page stays with its batch."

    def success_url(self) -> str:
        """On to the next page that needs a person."""
        return next_to_match(self.record)


def next_to_match(page: ScannedPage) -> str:
    """The next page of the batch that needs a person, or the batch when there is none."""
    left = page.batch.pages.filter(status=PageStatus.TO_MATCH).order_by("file__number", "number").first()
    if left is None:
        return str(page.batch.get_absolute_url())
    return reverse("consent:scan-page-match", kwargs={"reference": left.reference})


def _facts(page: ScannedPage) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        ("Batch", page.batch.reference),
        ("Sheet", f"File {page.file.number}, page {page.number}"),
        ("Brought", f"{date_and_time(page.batch.created_at)}, {page.batch.brought_by}"),
    ]
    if page.finding:
        facts.append(("Why it is here", page.get_finding_display()))
    if page.form and page.status == PageStatus.ATTACHED:
        how = "by hand" if page.by_hand else "by its code"
        facts.append(("Form", f"{page.form.reference}, page {page.form_page} of {page.form_pages}, {how}"))
    elif page.form:
        facts.append(("Its code names", f"{page.form.reference}, page {page.form_page}"))
    if page.reason and page.status == PageStatus.PUT_ASIDE:
        facts.append(("Why it is put aside", page.reason))
    return facts


def _opens_batch(view: OfPage) -> bool:
    user: Any = view.request.user
    return bool(user.can("consent.attach_scan", view.record))

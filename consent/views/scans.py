"""Scans: bringing them, how far they are read, and what they brought."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from consent.forms.scans import BringForm
from consent.models import PageStatus, ScanBatch, ScannedPage
from consent.models.scan_batch import FileStatus
from consent.scans import upload
from consent.scans.summing import forms_in, progress_of, size_of
from consent.tasks import read_scanned_pages
from recordings_gov.documents.errors import FileNotKept
from recordings_gov.jobs.waking import wake
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, ListView, ProgressView, RecordView
from recordings_gov.pages.views.forms import bound_errors

NEEDS_A_PERSON = "To match"


class ScanList(ListView):
    """Batches that this person may see."""

    model = ScanBatch
    action = "consent.attach_scan"
    template_name = "consent/scan_list.html"
    heading = "Scans"
    empty = "No scans yet."
    export_name = "scans"
    columns = (
        Column("Batch", ("reference",)),
        Column("Brought", ("created_at",), date_and_time, sort="created_at"),
        Column("By", ("brought_by__name",), wide_only=True),
        Column("Pages", ("pages_in_all",)),
        Column(NEEDS_A_PERSON, ("pages_to_match",)),
    )

    def rows(self) -> Any:
        """With the numbers of their pages."""
        pages = ScannedPage.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        open_ones = pages.filter(status=PageStatus.TO_MATCH)
        return super().rows().annotate(pages_in_all=_count(pages), pages_to_match=_count(open_ones))


def _count(pages: Any) -> Any:
    return Coalesce(
        Subquery(pages.annotate(found=Count("pk")).values("found")), 0, output_field=IntegerField()
    )


class BringScans(View):
    """Take in a pile of scanned paper; reading it is a job. Rules: R-110."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where to drop it."""
        return self.page(BringForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the files, wake the job, and show how far it is."""
        form = BringForm(request.POST)
        try:
            batch, says = upload.bring(request)
        except ValidationError as error:
            form.is_valid()
            bound_errors(form, error)
            return self.page(form, status=422)
        except FileNotKept as error:
            form.is_valid()
            form.add_error("scans", str(error))
            return self.page(form, status=507)
        if says:
            messages.warning(request, says)
        wake(read_scanned_pages)
        return HttpResponseRedirect(batch.get_absolute_url())

    def page(self, form: BringForm, status: int = 200) -> HttpResponse:
        """The form, with its limits."""
        given = {"form": form, "megabytes": upload.MEGABYTES, "most_pages": upload.LIMITS.pages}
        return render(self.request, "consent/scan_bring.html", given, status=status)


class ScanBatchPage(RecordView):
    """What one batch brought: by form, what is missing, and what a person has to look at."""

    model = ScanBatch
    action = "consent.attach_scan"
    template_name = "consent/scan_batch.html"

    def rows(self) -> Any:
        """With whoever brought it, and whose turn it is."""
        return super().rows().select_related("brought_by", "turn")

    def context(self) -> dict[str, Any]:
        """How far it is, and what was found."""
        pages = self.record.pages.order_by(F("file__number"), "number")
        return super().context() | {
            "progress": progress_of(self.record),
            "size": size_of(self.record),
            "forms": forms_in(self.record),
            "to_match": list(pages.filter(status=PageStatus.TO_MATCH)),
            "aside": list(pages.filter(status=PageStatus.PUT_ASIDE)),
            "refused": list(self.record.files.filter(status=FileStatus.REFUSED)),
        }


class ScanProgress(ProgressView):
    """How far it is."""

    model = ScanBatch
    action = "consent.attach_scan"
    template_name = "consent/scan_progress.html"

    def rows(self) -> Any:
        """With whose turn it is."""
        return super().rows().select_related("turn")

    def progress(self) -> Any:
        """In rows and pages, and what stands in the way."""
        return progress_of(self.record)

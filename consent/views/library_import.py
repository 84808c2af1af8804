"""The library's export: bringing it, saying which column is which, looking at it, taking it over."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from consent.forms.reconciling import NO_ROOM, BringExportForm, ColumnsForm
from consent.models import ImportStatus, LibraryColumns, LibraryImport
from consent.models.library_import import ACT
from consent.reconciling import checking
from consent.reconciling.columns import LABELS
from consent.reconciling.progress import progress_of
from consent.reconciling.reading import FileUnreadable, headings_in
from consent.tasks import check_library_exports, take_library_exports
from recordings_gov.jobs.waking import wake
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, ListView, ProgressView, RecordView, StepView
from recordings_gov.pages.views.forms import bound_errors
from recordings_gov.workflow import may

HEADINGS = "library_headings"
MOST_HEADINGS, LONGEST = 60, 80
SAMPLE = 5
SAY = "Say which column is which. It is kept for the next time. Then bring the export again."
COLOURS = {
    ImportStatus.BROUGHT: "blue",
    ImportStatus.CHECKED: "orange",
    ImportStatus.REFUSED: "red",
    ImportStatus.DISCARDED: "grey",
    ImportStatus.CONFIRMED: "blue",
    ImportStatus.TAKEN: "green",
}


class ImportList(ListView):
    """Each export that was brought, the newest first."""

    model = LibraryImport
    action = ACT
    template_name = "consent/library_imports.html"
    heading = "Exports of the image library"
    empty = "No export has been brought yet."
    export_name = "library-exports"
    columns = (
        Column("Export", ("reference",)),
        Column("Brought", ("created_at",), date_and_time, sort="created_at"),
        Column("Department", ("department__name",)),
        Column("Rows", ("rows",), lambda count: f"{count:,}"),
        Column("State", ("status",), lambda state: str(ImportStatus(state).label)),
        Column("By", ("brought_by__name",), wide_only=True),
    )


class BringExport(View):
    """Check an export, whole. Rules: R-184, R-207."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whose, and the file."""
        return self.page(BringExportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """What it would change, or each line that is wrong."""
        form = BringExportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, 507 if NO_ROOM in form.errors.get("export", []) else 422)
        given = form.cleaned_data
        try:
            request.session[HEADINGS] = _short(headings_in(given["export"]))
            made = checking.bring(by=request.user, department=given["department"], file=given["export"])
        except FileUnreadable as error:
            form.add_error("export", str(error))
        except (OSError, DatabaseError) as error:
            if not checking.is_full(error):
                raise
            form.add_error("export", NO_ROOM)
            return self.page(form, 507)
        except ValidationError as error:
            if not LibraryColumns.kept() or _is_about_columns(error):
                messages.warning(request, SAY)
                return HttpResponseRedirect(reverse("consent:library-columns"))
            bound_errors(form, error)
        else:
            if made.status == ImportStatus.BROUGHT:
                wake(check_library_exports)
            return HttpResponseRedirect(made.get_absolute_url())
        return self.page(form, 422)

    def page(self, form: BringExportForm, status: int = 200) -> HttpResponse:
        """The form."""
        given = {
            "form": form,
            "columns": [(LABELS[name], said) for name, said in LibraryColumns.kept().items() if said],
        }
        return render(self.request, "consent/library_bring.html", given, status=status)


def _short(headings: list[str]) -> list[str]:
    return [heading for heading in headings if 0 < len(heading) <= LONGEST][:MOST_HEADINGS]


def _is_about_columns(error: ValidationError) -> bool:
    return any(each.code == "columns" for problems in error.error_dict.values() for each in problems)


class SayColumns(View):
    """Which column of the export is which: said once, kept."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The headings of the last file that was brought, each thing guessed where it can be."""
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it; the export is brought again."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        LibraryColumns.say(by=request.user, columns=form.cleaned_data)
        messages.success(request, "Kept. Bring the export again.")
        return HttpResponseRedirect(reverse("consent:library-import-bring"))

    def form(self, data: Any = None) -> ColumnsForm:
        """With the headings that are known."""
        kept = LibraryColumns.kept()
        known = self.request.session.get(HEADINGS) or [heading for heading in kept.values() if heading]
        return ColumnsForm(data, headings=known, kept=kept)

    def page(self, form: ColumnsForm, status: int = 200) -> HttpResponse:
        """The form."""
        knows_headings = len(form.fields["library_number"].choices) > 1  # type: ignore[attr-defined]
        given = {"form": form, "knows_headings": knows_headings}
        return render(self.request, "consent/library_columns.html", given, status=status)


class ImportDetail(RecordView):
    """One export: what it would change, its first rows, or what is wrong with it."""

    model = LibraryImport
    action = ACT
    template_name = "consent/library_import.html"

    def rows(self) -> Any:
        """With whose it is and who brought it."""
        return super().rows().select_related("department", "brought_by")

    def context(self) -> dict[str, Any]:
        """The counts, a sample, and the two buttons."""
        record, user = self.record, self.request.user
        figures = (
            ("Rows", f"{record.rows:,}"),
            ("New", f"{record.new:,}"),
            ("Changed", f"{record.changed:,}"),
            ("No longer there", f"{record.gone:,}"),
        )
        return super().context() | {
            "colour": COLOURS[record.status],
            "figures": figures,
            "sample": list(islice(record.read_rows.order_by("pk"), SAMPLE)),
            "more_wrong": record.wrong - len(record.problems),
            "may_confirm": may(record, "confirm", user),
            "may_discard": may(record, "discard", user),
            "progress": progress_of(record),
        }


class ImportProgress(ProgressView):
    """How far it is."""

    model = LibraryImport
    action = ACT
    template_name = "consent/library_progress.html"

    def progress(self) -> Any:
        """In rows and pages, and what stands in the way."""
        return progress_of(self.record)


class ConfirmImport(StepView):
    """It is right: a job takes it over and compares. Rules: R-184, R-207."""

    model = LibraryImport
    action = ACT
    step = "confirm"
    heading = "Take over this export"
    button = "Take it over"
    done = "It is being taken over and compared. That takes a minute or two."

    def act(self, form: Any) -> str:
        """Say so, and wake the job."""
        url = super().act(form)
        wake(take_library_exports)
        return url

    def context(self) -> dict[str, Any]:
        """What that does."""
        says = "It lies over the last export of the department. Everything is compared again."
        return super().context() | {"consequence": says}


class DiscardImport(StepView):
    """It was the wrong file, or nobody waits for its check."""

    model = LibraryImport
    action = ACT
    step = "discard"
    heading = "Put this export aside"
    button = "Put it aside"
    done = "Put aside. Nothing was taken over."

    def context(self) -> dict[str, Any]:
        """What stays."""
        says = "Nothing of it is kept. What the library’s last export said stays as it is."
        return super().context() | {"consequence": says}

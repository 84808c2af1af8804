"""What the patient was told and given, said after saving, and the papers they take away."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from policies.languages import languages
from recordings_gov.audit import log
from recordings_gov.documents.models import Document
from recordings_gov.pages.views import Door, StepView
from requests_app.for_patient import status_is_due
from requests_app.forms.informed import AdviseForm, InformForm, SummaryForm
from requests_app.models import RecordingRequest
from requests_app.models.informed import INFORMED
from requests_app.papers.context import Paper
from requests_app.papers.filling import advice_sheet, status_sheet, summary_sheet
from requests_app.papers.making import printed


class InformedStep(StepView):
    """What these steps share: the request with its people and places at hand."""

    model = RecordingRequest
    action = "request.follow_up"

    def rows(self) -> Any:
        """With patient and site."""
        return super().rows().select_related("patient", "department__site")


class Inform(InformedStep):
    """What they had and were given. Rules: R-014, R-019, R-025, R-046, R-242, R-243, R-244."""

    template_name = "requests/request_inform.html"
    step = "inform"
    heading = "What they were told and given"
    button = "Save"
    done = "Saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what is kept now."""
        now = {name: getattr(self.record, name) for name in INFORMED if name != "leaflet_edition"}
        now["leaflet"] = self.record.leaflet_edition.reference if self.record.leaflet_edition else ""
        return InformForm(data, record=self.record, initial=initial or now)

    def act(self, form: Any) -> str:
        """Keep it with its verb."""
        self.record.inform(by=self.request.user, **form.asked())
        return self.success_url()


class Advise(InformedStep):
    """Advice that is said now, by one tap on the request's page. Rules: R-046, R-242, R-243, R-244."""

    step = "advise"
    heading = "Advice you give now"
    button = "Save what you said"
    done = "Saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what has not been said yet."""
        return AdviseForm(data, record=self.record, initial=initial)


class GiveSummary(InformedStep):
    """A written summary for the patient, typed here and printed at once. Rules: R-242."""

    template_name = "requests/request_summary.html"
    step = "give_summary"
    heading = "A written summary for the patient"
    button = "Make the paper"
    made: Document

    @property
    def done(self) -> str:  # type: ignore[override]
        """Made, and the way to print it."""
        link = '<a class="nhsuk-notification-banner__link" href="{}">Open it to print</a>'
        return format_html("The summary is made. " + link, self.made.get_absolute_url())

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows who was there, so as not to name them."""
        return SummaryForm(data, record=self.record, initial=initial)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The paper first, outside the transaction; if none can be made nothing is said to be given."""
        form = self.form(request.POST)
        if form.is_valid():
            self.made = printed(summary_sheet(self.record, form.cleaned_data["text"]), self.record)
        return super().post(request, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Its words stay in the paper alone."""
        self.record.give_summary(by=self.request.user, summary_form=form.cleaned_data["summary_form"])
        return self.success_url()


class ShowPaper(Door):
    """A paper on the screen of a phone or tablet, to hand over or print: no menu, no name of staff."""

    model = RecordingRequest
    action = "request.follow_up"
    kind = "advice"

    def rows(self) -> Any:
        """With patient and site."""
        return super().rows().select_related("patient", "department__site")

    def paper(self) -> Paper:
        """The paper of this request; one about a status there is none of is not there."""
        if self.kind == "advice":
            return advice_sheet(self.record)
        if not status_is_due(self.record):
            raise Http404("There is no such paper for this request.")
        return status_sheet(self.record)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page; opening it is a reading."""
        log.read(self.record)
        paper = self.paper()
        given = {
            "paper": paper,
            "tongue": languages()[paper.language],
            "record": self.record,
            "back_url": self.record.get_absolute_url(),
            "pdf_url": reverse(f"requests:request-{self.kind}-sheet-pdf", args=[self.record.reference]),
        }
        return render(request, "requests/paper.html", given)


class PrintPaper(ShowPaper):
    """The same paper as a PDF, made once and kept; to it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A failure says so on the page that shows such failures, and nothing is kept."""
        log.read(self.record)
        return HttpResponseRedirect(printed(self.paper(), self.record).get_absolute_url())

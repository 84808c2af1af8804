"""Reporting an incident."""

from typing import Any

from django import forms

from recordings_gov.incidents.forms.report import ReportForm
from recordings_gov.incidents.models import Incident
from recordings_gov.pages.views import CreateView


class ReportIncident(CreateView):
    """Short enough for a radiographer between two patients. Rules: R-203."""

    form_class = ReportForm
    template_name = "incidents/incident_report.html"
    heading = "Report an incident"
    button = "Report it"
    done = "Reported. Whoever answers for it has been told"
    draft_form = "incidents.report"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows who reports, and which other incident is of the same event."""
        same = self.request.GET.get("same_event", "")
        form: forms.Form = ReportForm(data, initial=initial or {}, user=self.request.user, same_event=same)
        return form

    def create(self, form: Any) -> Incident:
        """Report it."""
        return Incident.report(by=self.request.user, **form.asked())

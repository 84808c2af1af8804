"""What all steps of an incident share."""

from typing import Any, ClassVar

from django import forms

from recordings_gov.incidents.models import Incident
from recordings_gov.pages.views import StepView


class IncidentStep(StepView):
    """A page for one verb on one incident; its form knows which."""

    model = Incident
    template_name = "incidents/incident_step.html"
    action = "incident.manage"
    lead: ClassVar[str] = ""
    rules: ClassVar[tuple[str, ...]] = ()

    def rows(self) -> Any:
        """With department and people at hand."""
        return super().rows().select_related("department", "raised_by", "patient")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The form about this incident, starting from what is known."""
        form_class: Any = self.form_class
        known = initial if initial is not None else self.known(form_class)
        made: forms.Form = form_class(data, initial=known, incident=self.record)
        return made

    def known(self, form_class: Any) -> dict[str, Any]:
        """What the incident says already, for the fields that carry its names."""
        return {
            name: getattr(self.record, name)
            for name in form_class.base_fields
            if hasattr(self.record, name) and getattr(self.record, name) not in (None, "", [])
        }

    def context(self) -> dict[str, Any]:
        """The words of the page and its rules."""
        return super().context() | {"lead": self.lead, "rules": self.rules}

"""For whom it is, and whether it is a patient's recording at all."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app.decisions import PATIENT
from requests_app.models.words_asked import Service, UsedBy, YesNo
from requests_app.panels.panel import Panel
from requests_app.routing import OVERLAYS

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.models import RecordingRequest
    from requests_app.scanner import Shown


class ScopePanel(Panel):
    """Folded: taken as their own unless somebody says otherwise. Rules: R-009, R-010, R-164."""

    name = "scope"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nothing is chosen beforehand."""
        return {
            "used_by": forms.ChoiceField(
                label="Who is it for?", choices=UsedBy.choices, widget=RadioTiles(columns=3), required=False
            ),
            "employee": forms.ChoiceField(
                label="Do they work here, and would record as part of their work?",
                choices=YesNo.choices,
                widget=RadioTiles(columns=3),
                required=False,
            ),
            "service": forms.ChoiceField(
                label="Do they mean a picture or copy that we make?",
                choices=Service.choices,
                widget=RadioTiles(columns=2),
                required=False,
            ),
        }

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """What it asks, and what it says."""
        said = [str(form.known(name)) for name in ("used_by", "employee", "service")]
        return "-".join([str(self._by_patient(form)), *said])

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """The answers; where it goes follows from them when it is kept."""
        return {
            "used_by": given["used_by"] or UsedBy.THEMSELVES,
            "employee": "" if self._by_patient(form) else given["employee"],
            "service": given["service"],
        }

    def tapped(self, form: "LogForm") -> dict[str, Any]:
        """What the policy is asked about what goes elsewhere."""
        return {"circumstances": form.routed().circumstances}

    def kept(self, request: "RecordingRequest") -> dict[str, Any]:
        """The same of a request."""
        return {"circumstances": (OVERLAYS[request.route],) if request.route else ()}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """The words of the fold, and whether we hold what they ask for."""
        used_by, service = form.known("used_by"), form.known("service")
        return {
            "taken_as": UsedBy(used_by or UsedBy.THEMSELVES).label,
            "asks_employee": not self._by_patient(form),
            "not_held": bool(service) and form.routed().route != service,
            "is_open": any(form.known(name) for name in ("used_by", "employee", "service")),
        }

    def _by_patient(self, form: "LogForm") -> bool:
        return form.known("recorder") in ("", PATIENT)

"""A pregnancy scan: what it is for, which phase, and what our own guidance says."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department, Setting
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app import vocabulary
from requests_app.panels.panel import Panel
from requests_app.pregnancy_scan import OBSTETRIC, is_of_a_scan
from requests_app.situation_checks import PURPOSE_MISSING as WHAT_FOR

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown


class ObstetricPanel(Panel):
    """Clinical or social, and when; it names the guidance and the local rule for the end. Rules: R-032."""

    name = "obstetric"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Purpose, which must be said, and phase, which may."""
        hints = {code: word["hint"] for code, word in vocabulary.words("scan_purpose").items()}
        purpose = forms.ChoiceField(
            label="Pregnancy scan: what is it for?",
            choices=vocabulary.choices("scan_purpose"),
            required=False,
            widget=RadioTiles(columns=2, hints=hints),
            error_messages={"invalid_choice": WHAT_FOR},
        )
        phase = forms.ChoiceField(
            label="When would they record?",
            choices=vocabulary.choices("scan_phase"),
            required=False,
            widget=RadioTiles(columns=3),
            error_messages={"invalid_choice": "Say when they would record"},
        )
        return {"scan_purpose": purpose, "scan_phase": phase}

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """At a pregnancy scan, unless only the explanation is recorded."""
        return is_of_a_scan(form.known("modality"), form.known("subject"))

    def clean(self, form: "LogForm", given: dict[str, Any]) -> None:
        """The purpose is said."""
        if not given.get("scan_purpose") and "scan_purpose" not in form.errors:
            form.add_error("scan_purpose", WHAT_FOR)

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """Both."""
        return {"scan_purpose": given["scan_purpose"], "scan_phase": given["scan_phase"]}

    def tapped(self, form: "LogForm") -> dict[str, Any]:
        """Both: a social wish is a keepsake, and the phase tells whether to concentrate."""
        return {"scan_purpose": form.known("scan_purpose"), "scan_phase": form.known("scan_phase")}

    def kept(self, request: Any) -> dict[str, Any]:
        """The same of a request."""
        return {"scan_purpose": request.scan_purpose, "scan_phase": request.scan_phase}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """The guidance by its title, and what the department says is possible at the end."""
        rule = Setting.objects.value_of("local_rule_end_of_scan", form.department_here, "")
        title = vocabulary.words("guidance")[OBSTETRIC]["title"]
        return {"guidance": title, "local_rule": rule, "rules": ("R-032",)}

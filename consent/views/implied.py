"""Registering what a test on the list recorded by itself."""

from typing import Any

from django import forms

from consent.forms.exception_steps import ImpliedForm
from consent.models import Recording
from consent.models.procedure import implied_list
from consent.views.first_whose import FirstWhose
from recordings_gov import clock


class CaptureImplied(FirstWhose):
    """First whose it is, by number and never in an address; then what was told and made. Rules: R-158."""

    template_name = "consent/implied_new.html"
    heading = "Register what the test recorded"
    button = "Register the recording"
    done = "Recording registered."

    address = "consent:implied-new"
    find_template = "consent/implied_find.html"
    right = "recording.capture"
    no_department = "You have no department to register recordings in"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the list of today."""
        given = initial or {"captured_on": clock.today(), "told_on": clock.today()}
        return ImpliedForm(data, initial=given, tests=implied_list(), departments=list(self.departments()))

    def create(self, form: forms.Form) -> Recording:
        """Register it in the department that was chosen, or the only one."""
        words = dict(form.cleaned_data)
        department = self.department(words.pop("department", None))
        made: Recording = Recording.capture_implied(
            by=self.request.user, department=department, patient=self.patient, **words
        )
        return made

    def context(self) -> dict[str, Any]:
        """The patient beside the form, and the rules."""
        return super().context() | {
            "patient": self.patient,
            "age": self.patient.age_on(clock.today()),
            "rules": ("R-064", "R-065", "R-158"),
        }

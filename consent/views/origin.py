"""Entering what our staff did not make: a copy that was given to us, or an old recording."""

from typing import Any

from django import forms

from consent.forms.origin import DonatedForm, LegacyForm
from consent.models import Recording
from consent.views.implied import CaptureImplied
from consent.views.recording import CaptureRecording
from recordings_gov import clock


class TakeDonated(CaptureRecording):
    """A copy that the patient or family gave, once both had signed. Rules: R-166."""

    action = "recording.take_donated"
    template_name = "consent/recording_donated.html"
    step = "donated"
    heading = "Enter a copy that was given to us"
    button = "Enter the copy"
    done = "Entered. Their own recording stays with them."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the request it came on, if there was one."""
        given = initial or {"captured_on": clock.today()}
        return DonatedForm(data, initial=given, record=self.record)

    def act(self, form: forms.Form) -> str:
        """Enter it and go to its entry."""
        made = Recording.capture_donated(by=self.request.user, form=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """What holds for copies."""
        return super().context() | {"rules": ("R-166",)}


class EnterLegacy(CaptureImplied):
    """An old recording that was found: first whose it is, then what is known of it. Rules: R-083."""

    template_name = "consent/legacy_new.html"
    find_template = "consent/legacy_find.html"
    address = "consent:legacy-new"
    right = "recording.enter_legacy"
    heading = "Enter an old recording"
    button = "Enter it"
    done = "Entered. Put it into the library next."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With every department it may belong to."""
        return LegacyForm(data, initial=initial or {}, departments=list(self.departments()))

    def create(self, form: forms.Form) -> Recording:
        """Enter it."""
        return Recording.capture_legacy(by=self.request.user, patient=self.patient, **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        """What holds for old recordings."""
        return super().context() | {"rules": ("R-083",)}

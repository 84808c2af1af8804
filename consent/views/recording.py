"""Registering a recording under its signed form, and looking at the register entry."""

from typing import Any

from django import forms

from consent.documents import kinds_word
from consent.forms.signing import CaptureForm
from consent.models import ConsentForm, Recording, Registration
from consent.views.showing import recording_obstacles
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import RecordView, StepView


class CaptureRecording(StepView):
    """What was made, and when; refused unless it was covered then. Rules: R-063, R-115, R-127."""

    model = ConsentForm
    action = "recording.capture"
    form_class = CaptureForm
    template_name = "consent/recording_capture.html"
    step = "capture"
    heading = "Register a recording"
    button = "Register the recording"
    done = "Recording registered."

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Media Studio needs no registration; everybody else names theirs."""
        user: Any = self.request.user
        own = Registration.objects.in_force_on(clock.today(), user).order_by("-activated_at")
        return CaptureForm(
            data,
            initial=initial or {"captured_on": clock.today()},
            record=self.record,
            registrations=None if user.can("recording.capture_as_studio") else own,
        )

    def act(self, form: forms.Form) -> str:
        """Register it and go to its entry."""
        made = Recording.capture(by=self.request.user, form=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """Whose form it is, and why nothing can be recorded under it, if so."""
        obstacles = recording_obstacles(self.record, self.request.user)
        return super().context() | {
            "age": self.record.patient.age_on(clock.today()),
            "kinds": kinds_word(self.record.kinds),
            "obstacles": obstacles,
            "blocked": bool(obstacles) and self.request.method == "GET",
        }


class RecordingDetail(RecordView):
    """One entry of the register."""

    model = Recording
    action = "recording.view"
    template_name = "consent/recording_detail.html"

    def rows(self) -> Any:
        """With form, patient and kit at hand."""
        return (
            super()
            .rows()
            .select_related("form", "patient", "captured_by", "registration", "department__site")
        )

    def context(self) -> dict[str, Any]:
        """The facts, without the patient where the table masks."""
        record = self.record
        facts = [
            ("What was made", record.get_kind_display()),
            ("What it shows", record.shows),
            ("When", date_and_time(record.captured_at)),
            ("Made by", str(record.captured_by)),
            ("With", record.registration.kit if record.registration else "Media Studio equipment"),
            ("Both had signed", date_and_time(record.consented_at)),
            ("Could anyone tell who it is", record.get_identifiable_display()),
        ]
        shown = super().context()
        if not shown["masked"]:
            facts.insert(0, ("Patient", f"{record.patient.name}, NHS number {record.patient.number}"))
        user: Any = self.request.user
        can_open = user.can("consent.open", record.form)
        return shown | {"facts": facts, "form_url": record.form.get_absolute_url() if can_open else ""}

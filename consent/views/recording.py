"""Registering a recording under its signed form, and looking at the register entry."""

from typing import Any

from django import forms

from consent.custody_report import made_when, made_with, patient_words
from consent.documents import kinds_word
from consent.forms.signing import CaptureForm
from consent.models import ConsentForm, FormStatus, Recording, RecordingStatus, Registration
from consent.models.recording_held import may_be_held
from consent.signing import Route
from consent.views.bystander import lock_page
from consent.views.showing import capture_obstacles
from consent.views.showing_app import origin_facts
from consent.views.showing_copies import copies_page
from consent.views.showing_exception import exception_facts
from consent.views.showing_held import keeping_facts, secondary_url
from consent.views.showing_keeping import keeping_page
from consent.views.showing_leaving import leaving_page
from consent.views.showing_library import library_page
from consent.views.showing_registration import quality_page
from consent.views.showing_use import use_page
from recordings_gov import clock
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

    @property
    def is_held(self) -> bool:
        """Whether nobody could be asked first, so that Media Studio makes it and holds it. Rules: R-138."""
        return self.record.status == FormStatus.DRAFT and self.record.signer == Route.HELD

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Media Studio needs no registration; everybody else names theirs."""
        user: Any = self.request.user
        own = Registration.objects.lately_in_force(clock.now(), user).order_by("-activated_at")
        return CaptureForm(
            data,
            initial=initial or {"captured_on": clock.today()},
            record=self.record,
            registrations=None if user.can("recording.capture_as_studio") else own,
            is_held=self.is_held,
        )

    def act(self, form: forms.Form) -> str:
        """Register it and go to its entry."""
        register = Recording.capture_held if self.is_held else Recording.capture
        made = register(by=self.request.user, form=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """Whose form it is, and why nothing can be recorded under it, if so."""
        user: Any = self.request.user
        held = may_be_held(self.record, user).obstacles
        obstacles = held if self.is_held else capture_obstacles(self.record, user)
        return super().context() | {
            "age": self.record.patient.age_on(clock.today()),
            "kinds": kinds_word(self.record.kinds),
            "obstacles": obstacles,
            "is_held": self.is_held,
            "blocked": bool(obstacles) and self.request.method == "GET",
        }


class RecordingDetail(RecordView):
    """One entry of the register; what is in quarantine is not there. Conflict: C-12."""

    model = Recording
    action = "recording.view"
    template_name = "consent/recording_detail.html"

    def rows(self) -> Any:
        """With form, patient and kit at hand."""
        related = (
            "form__patient",
            "patient",
            "captured_by",
            "registration",
            "department__site",
            "app_device",
        )
        return super().rows().select_related(*related, "fingerprint", "fingerprint_check")

    def context(self) -> dict[str, Any]:
        """The facts, without the patient where the table masks."""
        record = self.record
        facts = [
            ("What was made", record.get_kind_display()),
            ("What it shows", record.shows),
            ("When", made_when(record)),
            ("Made by", record.maker),
            ("With", made_with(record)),
            *keeping_facts(record),
            *exception_facts(record),
            *origin_facts(record),
            ("Could anyone tell who it is", record.get_identifiable_display()),
        ]
        shown = super().context()
        if not shown["masked"]:
            facts.insert(0, ("Patient", patient_words(record.patient)))
        user: Any = self.request.user
        can_open = record.form is not None and user.can("consent.open", record.form)
        is_held = record.status == RecordingStatus.HELD
        return (
            shown
            | quality_page(record, user)
            | use_page(record, user)
            | leaving_page(record, user)
            | keeping_page(record, user)
            | library_page(record, user)
            | copies_page(record, user)
            | lock_page(record, user)
            | {
                "facts": [(label, value) for label, value in facts if value],
                "form_url": record.form.get_absolute_url() if can_open else "",
                "secondary_url": secondary_url(record, user),
                "release_answer": record.release_answer() if is_held else None,
            }
        )

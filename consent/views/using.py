"""May I use it? The question, the answer as it was given, and what was then done."""

from typing import Any

from django import forms
from django.urls import reverse

from consent.copying import UNDERTAKING
from consent.forms.using import AskUseForm, CarryOutForm, ReadAgainForm
from consent.models import Recording, UseCheck
from consent.using import Use
from consent.views.showing_use import answer_page, recording_card
from recordings_gov.pages.views import RecordView, StepView


class AskUse(StepView):
    """Any recording that may be asked about, by its reference. Rules: R-071, R-100, R-122."""

    model = Recording
    action = "recording.ask_use"
    template_name = "consent/recording_use.html"
    step = "ask_use"
    heading = "May I use this recording?"
    button = "Ask"
    done = "Your question is written down."

    def rows(self) -> Any:
        """With what is shut as well: that it exists is no secret to who may ask. Conflict: C-35."""
        user: Any = self.request.user
        return Recording.objects.to_ask_about(user).select_related("form", "patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Named uses are those that stand on a form about this recording."""
        return AskUseForm(data, initial=initial, record=self.record)

    def act(self, form: forms.Form) -> str:
        """Write the question and its answer down, and show it."""
        check = UseCheck.ask(by=self.request.user, recording=self.record, **form.cleaned_data)
        return str(check.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """What may be said of the recording here."""
        user: Any = self.request.user
        return super().context() | recording_card(self.record, user)


class UseCheckDetail(RecordView):
    """The answer to one's own question, as it was given that day."""

    model = UseCheck
    action = "recording.ask_use"
    template_name = "consent/use_check_detail.html"

    def rows(self) -> Any:
        """With the recording, its form and its patient at hand."""
        return super().rows().select_related("recording__form", "recording__patient", "permission__form")

    def context(self) -> dict[str, Any]:
        """The answer, what it asks for, and where to go from it."""
        user: Any = self.request.user
        return super().context() | answer_page(self.record, user)


class CarryOutUse(StepView):
    """Now it is downloaded, or passed on. Rules: R-072, R-194."""

    model = UseCheck
    action = "recording.ask_use"
    template_name = "consent/use_check_carry_out.html"
    step = "carry_out"

    @property
    def heading(self) -> str:  # type: ignore[override]
        """By what is done."""
        is_download = self.record.use == Use.DOWNLOAD
        return "Put your download on the list" if is_download else "Write down that it is passed on"

    @property
    def done(self) -> str:  # type: ignore[override]
        """By what was done."""
        is_download = self.record.use == Use.DOWNLOAD
        return "On the list. The download is yours to look after." if is_download else "Written down."

    def rows(self) -> Any:
        """With the recording at hand."""
        return super().rows().select_related("recording__form", "recording__patient", "permission__form")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """What for, or to whom."""
        return CarryOutForm(data, initial=initial, use=self.record.use)

    def context(self) -> dict[str, Any]:
        """A download is a copy: the undertaking in full. Rules: R-176."""
        is_download = self.record.use == Use.DOWNLOAD
        return super().context() | {"undertaking": UNDERTAKING if is_download else ()}


class ReadAgain(StepView):
    """The second reader of an anonymised copy. Rules: R-082."""

    model = Recording
    action = "recording.anonymise"
    template_name = "consent/recording_read_again.html"
    step = "read_again"
    heading = "Is nobody to be recognised?"
    form_class = ReadAgainForm
    button = "I looked, and nobody is"
    done = "Second reading kept."

    def context(self) -> dict[str, Any]:
        """What was done to make the copy."""
        waiting = self.record.anonymisations.filter(second_reading=None).select_related("by").last()
        url = reverse("consent:recording-detail", kwargs={"reference": self.record.reference})
        return super().context() | {"copy": waiting, "back_url": url}

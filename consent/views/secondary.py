"""Using again what was made for the care of an adult who cannot decide: the questions in their order."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse

from consent.forms.secondary import SecondaryStepForm
from consent.models import Recording, SecondaryPurpose
from consent.secondary_path import ASKS, OUTCOMES, PathStep
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import StepView


class SecondaryUse(StepView):
    """One question at a time, for one use, with the trail beside it. Rules: R-074, R-076."""

    model = Recording
    action = "recording.decide_secondary_use"
    template_name = "consent/recording_secondary.html"
    step = "decide_secondary_use"
    heading = "May it be used again?"
    button = "Save and continue"
    done = "Answer saved."

    def rows(self) -> Any:
        """With its form at hand."""
        return super().rows().select_related("form")

    @property
    def use(self) -> str:
        """The use that is asked about; the address names it."""
        chosen = self.request.GET.get("use", SecondaryPurpose.TEACHING)
        if chosen not in SecondaryPurpose.values:
            raise Http404("No such use.")
        return str(chosen)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The question whose turn it is; none once it is answered."""
        answer = self.record.secondary_answer(self.use)
        if answer.next_step is None or not self.record.is_of_somebody_unable:
            return forms.Form(data)
        return SecondaryStepForm(data, initial=initial, step=answer.next_step, user=self.request.user)

    def act(self, form: forms.Form) -> str:
        """Keep the answer, then come back for the next question."""
        next_step = self.record.secondary_answer(self.use).next_step
        given = {"outcome": "", "because": ""} | form.cleaned_data
        self.record.decide_secondary_use(by=self.request.user, use=self.use, step=next_step or "", **given)
        page = reverse("consent:recording-secondary", kwargs={"reference": self.record.reference})
        return f"{page}?use={self.use}"

    def context(self) -> dict[str, Any]:
        """The answer so far, the trail, and the other use."""
        words = {step: dict(rows) for step, rows in OUTCOMES.items()}
        rows = self.record.secondary_steps.filter(use=self.use).select_related("by")
        return super().context() | {
            "answer": self.record.secondary_answer(self.use),
            "use": SecondaryPurpose(self.use).label,
            "uses": [(value, label, value == self.use) for value, label in SecondaryPurpose.choices],
            "is_unable": self.record.is_of_somebody_unable,
            "trail": [
                (
                    ASKS[PathStep(row.step)],
                    f"{words[PathStep(row.step)][row.outcome]}. {row.because}",
                    f"{row.by}, {date_and_time(row.at)}",
                )
                for row in rows
            ],
        }

"""The playbook as ticks: what was said, done, advised and offered, with the answer to each offer."""

from typing import Any

from django import forms

from recordings_gov.incidents import playbooks
from recordings_gov.incidents.forms.fields import StepForm
from recordings_gov.incidents.models import OfferAnswer, StepDone
from recordings_gov.pages.nhsuk.widgets import TickList


class PlaybookForm(StepForm):
    """Ticks of the steps that are not ticked yet; an offer asks for its answer. Rules: R-045, R-242."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = dict(StepDone.objects.filter(incident=self.incident).values_list("step", "answer"))
        for part, heading, steps in playbooks.parts_of(self.incident.kind, self.incident.triage):
            coded = [(f"{part}-{step}".replace("_", "-"), says) for step, says in steps.items()]
            if part == "offer":
                for code, says in coded:
                    if done.get(code) not in (OfferAnswer.ACCEPTED, OfferAnswer.DECLINED):
                        self.fields[code] = forms.ChoiceField(
                            label=f"Offered: {says}",
                            choices=[("", "Not offered"), *OfferAnswer.choices],
                            required=False,
                        )
                continue
            left = [(code, says) for code, says in coded if code not in done]
            if left:
                self.fields[part] = forms.MultipleChoiceField(
                    label=heading, choices=left, widget=TickList(), required=False
                )

    def clean(self) -> dict[str, Any]:
        """Steps and answers, as the verb wants them."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        steps = [step for value in asked.values() if isinstance(value, list) for step in value]
        answers = {name: value for name, value in asked.items() if isinstance(value, str) and value}
        if not self.errors and not steps and not answers:
            raise forms.ValidationError("Tick what was said and done, or go back")
        return {"steps": steps, "answers": answers}

"""After an exception: parents are told or it waits, and anonymous copies are kept track of."""

from typing import Any

from consent.forms.exception_steps import AnonymisedForm, DeferForm, TellParentsForm
from consent.models import ConsentForm, Recording
from recordings_gov import clock
from recordings_gov.pages.views import StepView


class OnForm(StepView):
    """A step on a form, with whose it is beside it."""

    model = ConsentForm
    template_name = "consent/form_step.html"

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient")

    def context(self) -> dict[str, Any]:
        """Their age today."""
        return super().context() | {"age": self.record.patient.age_on(clock.today())}


class TellParents(OnForm):
    """They were told that images were made. Rules: R-152."""

    action = "consent.record"
    form_class = TellParentsForm
    step = "tell_parents"
    heading = "The parents were told"
    button = "Save"
    done = "Saved. Nothing more is owed to the parents."


class DeferTelling(OnForm):
    """Safeguarding asks to wait. Rules: R-152. Conflict: C-10."""

    action = "recording.defer_telling"
    form_class = DeferForm
    step = "defer_telling"
    heading = "Telling the parents waits"
    button = "Let it wait"
    done = "It waits. They are asked again on that day."


class KeepAnonymised(StepView):
    """Who made an anonymous copy, and how. Rules: R-066. Conflict: C-05."""

    model = Recording
    action = "recording.anonymise"
    form_class = AnonymisedForm
    step = "keep_anonymised"
    heading = "An anonymous copy was made"
    button = "Save"
    done = "Saved."

    def context(self) -> dict[str, Any]:
        """It opens nothing."""
        return super().context() | {
            "consequence": "It opens no use. Consent is needed for every use, recognisable or not."
        }

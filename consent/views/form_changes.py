"""Before anybody signs: what needs care, who else is asked, a change, and a further form on a recording."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from consent.caring import INTIMATE_OF_A_CHILD, OF_MENTAL_HEALTH
from consent.forms.caring import CareForm
from consent.forms.form_changes import ChangeForm, FurtherForm, OthersForm, SettleForm
from consent.models import ConsentForm, FormStatus, Recording
from consent.models.form_agreeing import NOTHING_TO_SETTLE
from consent.views.consent_form_steps import FormStep
from recordings_gov import clock
from recordings_gov.pages.views import StepView


class SayCare(FormStep):
    """What needs special care, and what the patient asked for. Rules: R-099, R-132, R-148."""

    form_class = CareForm
    template_name = "consent/form_care_step.html"
    step = "say_care"
    rules = ("R-099", "R-132")
    heading = "What needs care?"
    button = "Save and continue"
    done = "What needs care is saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what was said before."""
        return CareForm(data, initial=initial or CareForm.as_said(self.record), record=self.record)

    def act(self, form: forms.Form) -> str:
        """Keep it, then on to the explanation, where somebody is found who signs."""
        self.record.say_care(by=self.request.user, **form.verb_words())  # type: ignore[attr-defined]
        name = "consent:form-explain" if self.record.is_ready_to_explain else "consent:form-detail"
        return reverse(name, kwargs={"reference": self.record.reference})

    def context(self) -> dict[str, Any]:
        """With the guidance to follow. Rules: R-141, R-150."""
        texts = INTIMATE_OF_A_CHILD if self.record.care().is_child else ()
        return super().context() | {"guidance": (*texts, OF_MENTAL_HEALTH)}


class HearOther(FormStep):
    """One more person is asked. Rules: R-147."""

    form_class = OthersForm
    template_name = "consent/form_others.html"
    step = "hear"
    rules = ("R-147",)
    heading = "Who else was asked?"
    button = "Save their answer"
    done = "Their answer is saved."


class SettleDifference(FormStep):
    """How a difference was settled. Rules: R-147."""

    action = "consent.assess"
    form_class = SettleForm
    template_name = "consent/form_others.html"
    step = "settle"
    rules = ("R-147",)
    heading = "How was it settled?"
    done = "Saved. The form can go on."

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Where nobody differs there is nothing to settle, and it says so."""
        if self.record.answers_together().verdict == "conflict":
            return super().get(request, **kwargs)
        messages.info(request, NOTHING_TO_SETTLE)
        return HttpResponseRedirect(self.record.get_absolute_url())


class ChangeConsentForm(FormStep):
    """A change makes a new form, and this one void. Rules: R-118, R-127."""

    form_class = ChangeForm
    template_name = "consent/form_change.html"
    step = "change"
    rules = ("R-127",)
    heading = "Change this form"
    button = "Make the new form"
    done = "The old form is void. This is the new one: a draft, with everything carried over."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Everything as it stands; only whose age says so is asked whether they can decide."""
        form = ChangeForm(data, initial=initial or ChangeForm.as_said(self.record))
        case = self.record.signing_case(clock.today())
        if case.is_child or case.has_died:
            del form.fields["can_decide"]
        return form

    def act(self, form: forms.Form) -> str:
        """To the new form."""
        self.record.change(by=self.request.user, **form.verb_words())  # type: ignore[attr-defined]
        return str(self.record.replaced_by.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """Whether somebody has signed already."""
        is_draft = self.record.status == FormStatus.DRAFT
        return super().context() | {"has_signed": not is_draft and self.record.signatures.exists()}


class AskForFurtherUse(StepView):
    """A further form on a recording that is there already. Rules: R-129."""

    model = Recording
    action = "consent.record"
    template_name = "consent/form_further.html"
    heading = "Ask for another use"
    button = "Make the further form"
    done = "Draft saved. The recording may not be used for this before the form is signed."

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient", "department__site")

    def form_name(self) -> str:
        """One draft for each recording."""
        return "consent.recording.further"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Only what the further use needs: what is recorded stands already."""
        form = FurtherForm(data, initial=initial)
        if self.age < 16 or self.record.patient.death_date:
            del form.fields["can_decide"]
        return form

    @property
    def age(self) -> int:
        """Of the patient, today."""
        return int(self.record.patient.age_on(clock.today()))

    def act(self, form: forms.Form) -> str:
        """Make the draft, and go where who signs is asked, or to the form."""
        record = self.record
        words = form.verb_words() | {"made_for": "secondary", "kinds": [record.kind]}  # type: ignore[attr-defined]
        made = ConsentForm.start(
            by=self.request.user,
            department=record.department,
            patient=record.patient,
            further_to=record,
            **words | {"subject": record.shows},
        )
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """Whose recording it is."""
        return super().context() | {"age": self.age, "patient": self.record.patient}

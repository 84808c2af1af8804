"""Signing on the screen: the patient's part, then the taker's own sign-in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.form_paper import context_of
from consent.forms.signing_on_screen import ConfirmForm, SignOnScreenForm
from consent.models import FormStatus
from consent.models.signature import SigningMeans
from consent.paper_words import words_for
from consent.views.consent_form_steps import FormStep, beside
from consent.views.own_sign_in import SignedWithOwnSignIn
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.workflow import WrongState

ANSWER = ("answers", "name", "initials", "copy_of_form", "signing")


class SignOnScreen(FormStep):
    """What the patient reads, answers and signs, in the language of the form. Rules: R-118, R-127."""

    asked: SignOnScreenForm

    template_name = "consent/form_sign_on_screen.html"
    step = "answer"
    rules = ("R-118", "R-127")
    heading = "Sign on this screen"
    button = "Save answers and signatures"
    done = "Answers and signatures saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The answers in the words of the form."""
        words = words_for(self.record.paper_language, self.record.paper_format)
        self.asked = SignOnScreenForm(
            data,
            initial=initial,
            permissions=self.record.open_permissions() if self.record.waits_for_patient else [],
            words=words.table,
        )
        return self.asked

    def act(self, form: forms.Form) -> str:
        """The patient's part; then the taker's, if that is who holds the screen."""
        given = form.cleaned_data
        if not self.record.waits_for_patient:
            raise WrongState(f"{self.record} has been answered already.")
        with beside({"signed_at": "name"}):
            self.record.answer(
                by=self.request.user, **{name: given[name] for name in ANSWER if name in given}
            )
        if self.record.waits_for_taker(self.request.user):
            return reverse("consent:form-confirm", kwargs={"reference": self.record.reference})
        return self.success_url()

    def context(self) -> dict[str, Any]:
        """The whole form as the paper says it, in its language."""
        form = self.record
        paper = context_of(form, signed=False)
        return super().context() | {
            "paper": paper,
            "parts": list(zip(paper["permissions"], self.asked.parts, strict=False)),
            "tongue": words_for(form.paper_language, form.paper_format).tongue,
            "blocked": self.obstacles(),
        }

    def obstacles(self) -> list[str]:
        """Why nobody signs it now: answered already, or who must sign is another person since."""
        if not self.record.waits_for_patient:
            state = self.record.get_status_display().lower()
            return [f"Nobody signs this now: it is {state}, and each part has its answer."]
        try:
            self.record.refuse_others(clock.today())
        except ValidationError as error:
            return list(error.messages)
        return []


class ConfirmSignature(SignedWithOwnSignIn, FormStep):
    """Whoever explained it signs for that with their own sign-in. Rules: R-110, R-127."""

    template_name = "consent/form_confirm.html"
    step = "countersign"
    rules = ("R-110", "R-127")
    heading = "Sign for what you explained"
    button = "Sign now"
    done = "You have signed."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """One field; what was typed never comes back to the page."""
        given = None if data is None else {"secret": self.secret}
        return ConfirmForm(given, **self.checks())

    def act(self, form: forms.Form) -> str:
        """Signed now, by whoever is signed in."""
        self.record.countersign(by=self.request.user, means=SigningMeans.SIGN_IN)
        return self.success_url()

    def explained(self) -> list[str]:
        """What was ticked, with where and how long it is kept."""
        kept = {"{place_kept}": self.record.place_kept, "{retention}": self.record.retention}
        ticked = [tick.staff for tick in wording().ticks if tick.id in self.record.explained]
        for mark, words in kept.items():
            ticked = [says.replace(mark, words) for says in ticked]
        return ticked

    def context(self) -> dict[str, Any]:
        """The sentence that is signed, and what was ticked."""
        words = words_for(self.record.paper_language)
        is_mine = self.record.consent_taker_id == self.request.user.pk
        is_open = self.record.status == FormStatus.AWAITING_SIGNATURES
        return super().context() | {
            "says": wording().texts["form"]["signature"]["staff_line"],
            "explained": self.explained(),
            "language": "" if not words.is_foreign else words.tongue.english,
            "blocked": not (is_mine and is_open),
        }

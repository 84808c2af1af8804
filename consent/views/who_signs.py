"""Who must sign: only the questions that matter, one group a page, and why."""

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse

from consent.forms.who_signs import FORMS
from consent.models import ConsentForm, FormStatus
from consent.models.form_signer import JUDGED
from consent.signing import Ask, Signing, SigningCase, who_must_sign
from consent.views.showing_signer import answer_panel, answered
from recordings_gov import clock
from recordings_gov.pages.views import StepView


class WhoSigns(StepView):
    """Walks through what is missing; the answer so far stands beside it, with its rules.

    Rules: R-139.
    """

    model = ConsentForm
    action = "consent.record"
    template_name = "consent/form_signer.html"
    step = "say_who_signs"
    heading = "Who must sign?"
    button = "Continue"
    done = "Answer saved."

    def rows(self) -> Any:
        """With patient, taker and site at hand."""
        return super().rows().select_related("patient", "consent_taker", "department__site", "research")

    @cached_property
    def case(self) -> SigningCase:
        """What is known so far."""
        case: SigningCase = self.record.signing_case(clock.today())
        return case

    @cached_property
    def answer(self) -> Signing:
        """Who signs, so far."""
        return who_must_sign(self.case)

    @cached_property
    def question(self) -> str:
        """The group that was chosen to be changed, else the next that is missing; empty when none is."""
        if self.record.status != FormStatus.DRAFT:
            return ""
        open_now = self.record.questions_open() & set(FORMS)
        chosen = self.request.POST.get("question") or self.request.GET.get("question", "")
        if chosen in open_now:
            return str(chosen)
        return next((str(each) for each in self.answer.to_ask if each in open_now), "")

    @property
    def is_found_anew(self) -> bool:
        """Whether who signs is plain by now, since the research project has what it lacked. Rules: R-163."""
        waits = self.record.status == FormStatus.DRAFT and not self.record.signer
        return waits and not self.question and self.answer.is_settled

    @property
    def may_answer(self) -> bool:
        """A judgement is for those entitled to make it."""
        user: Any = self.request.user
        return self.question not in JUDGED or bool(user.can("consent.assess", self.record))

    def form_name(self) -> str:
        """One draft for each group."""
        return f"consent.consentform.signer.{self.question}"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The questions of this group; none when nothing is missing or somebody else must judge."""
        if not self.question or not self.may_answer:
            return forms.Form(data)
        return FORMS[Ask(self.question)](data, initial=initial, case=self.case)

    def act(self, form: forms.Form) -> str:
        """Keep the answer, then come back for the next."""
        words = form.verb_words() if hasattr(form, "verb_words") else {"given": {}, "words": {}}
        if self.is_found_anew:
            self.record.find_signer(by=self.request.user)
        else:
            self.record.say_who_signs(by=self.request.user, question=self.question, **words)
        return reverse("consent:form-signer", kwargs={"reference": self.record.reference})

    def context(self) -> dict[str, Any]:
        """The question, the answers so far, and the running answer."""
        kind = FORMS[Ask(self.question)] if self.question else None
        is_draft = self.record.status == FormStatus.DRAFT
        return (
            super().context()
            | answer_panel(self.answer, self.record.patient)
            | {
                "question": self.question,
                "asks": kind.heading if kind else "",
                "lead": kind.lead if kind else "",
                "may_answer": self.may_answer,
                "is_found_anew": self.is_found_anew,
                "waits_for_research": Ask.RESEARCH in self.answer.to_ask,
                "age": self.record.patient.age_on(clock.today()),
                "answered": answered(self.record, may_change=is_draft),
                "may_explain": is_draft and self.record.is_ready_to_explain,
                "may_be_special": is_draft
                and self.question != Ask.CIRCUMSTANCE
                and self.case.circumstance is None
                and Ask.CIRCUMSTANCE in self.record.questions_open(),
                "child_url": is_draft and self.case.is_child and self.question != Ask.CHILD,
            }
        )

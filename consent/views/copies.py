"""One copy and its steps: asked for, undertaken, authorised, called back, answered."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from consent.copying import UNDERTAKING, CopyKind
from consent.forms.copies import AskCopyForm, EndCopyForm, RefuseCopyForm, UndertakeForm
from consent.models import Copy, CopyStatus, Recording
from consent.views.showing_copies import COLOURS, copy_facts, copy_next
from recordings_gov import clock
from recordings_gov.pages.views import RecordView, StepView


class CopyDetail(RecordView):
    """One copy: the next step first, then who, where, for what, on whose authority."""

    model = Copy
    template_name = "consent/copy_detail.html"

    @property
    def action(self) -> str:  # type: ignore[override]
        """Whoever may let a leaver keep it opens it for that, by a row of the table of its own."""
        is_kept = self.record.kind == CopyKind.RETAINED
        return "copy.permit" if is_kept and self.request.user.can("copy.permit") else "copy.view"  # type: ignore[union-attr]

    def rows(self) -> Any:
        """With everybody at hand."""
        people = ("holder", "asked_by", "approver", "undertaken_by", "ended_by", "permission__form", "leaver")
        return super().rows().select_related("recording__form", "recording__patient", *people)

    def context(self) -> dict[str, Any]:
        """The facts, and what may be done next by this person."""
        user: Any = self.request.user
        return (
            super().context()
            | copy_next(self.record, user)
            | {
                "facts": copy_facts(self.record, user),
                "colour": COLOURS[CopyStatus(self.record.status)],
                "undertaking": UNDERTAKING,
            }
        )


class AskCopy(StepView):
    """A copy for one holder. Rules: R-119, R-176."""

    model = Recording
    action = "copy.ask"
    template_name = "consent/copy_ask.html"
    step = "ask_copy"
    heading = "Ask for a copy"
    button = "Ask for the copy"
    done = "Asked. Whoever will hold it reads the undertaking next."

    def rows(self) -> Any:
        """With what the answer needs."""
        return super().rows().select_related("form", "patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Usually for oneself."""
        start = initial or {"username": self.request.user.get_username()}
        return AskCopyForm(data, initial=start, record=self.record)

    def act(self, form: forms.Form) -> str:
        """Ask, and go on to the undertaking when it is one's own."""
        made = Copy.ask(by=self.request.user, recording=self.record, **form.cleaned_data)
        if made.holder_id == self.request.user.pk:
            return reverse("consent:copy-undertake", kwargs={"reference": made.reference})
        return str(made.get_absolute_url())


class CopyStep(StepView):
    """A step on a copy."""

    model = Copy
    template_name = "consent/copy_step.html"
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With holder and recording at hand."""
        return super().rows().select_related("holder", "asked_by", "recording__form", "recording__patient")

    def context(self) -> dict[str, Any]:
        """What follows from the step."""
        return super().context() | {"consequence": self.consequence}


class UndertakeCopy(CopyStep):
    """The undertaking, in full, and personal liability. Rules: R-176, R-250."""

    action = "copy.undertake"
    template_name = "consent/copy_undertake.html"
    step = "undertake"
    heading = "The undertaking for this copy"
    button = "Accept the undertaking"
    done = "Accepted. Another person authorises the copy now."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The tick, or the paper of a body outside."""
        return UndertakeForm(data, initial=initial, record=self.record)

    def context(self) -> dict[str, Any]:
        """Its words."""
        return super().context() | {"undertaking": UNDERTAKING}


class ReleaseCopy(CopyStep):
    """Media Studio authorises it and gives it. Rules: R-119, R-176."""

    action = "copy.authorise"
    template_name = "consent/copy_release.html"
    step = "release"
    heading = "Authorise this copy"
    button = "Authorise it, and give it to its holder"
    done = "Authorised. It is with its holder."

    def context(self) -> dict[str, Any]:
        """Each thing that stands in the way, asked now."""
        obstacles = self.record.release_answer(self.request.user).obstacles
        is_asked = self.record.status == CopyStatus.ASKED
        return super().context() | {"obstacles": obstacles if is_asked else ()}


class PermitCopy(ReleaseCopy):
    """The medical director, or a nominee, lets somebody who leaves keep it. Rules: R-188."""

    action = "copy.permit"
    step = "permit"
    heading = "May they keep this for teaching?"
    button = "Yes, they may keep it"
    done = "Permitted. They may keep it, for teaching and nothing else."


class RefuseCopy(CopyStep):
    """It is not given. Rules: R-119."""

    action = "copy.decide"
    form_class = RefuseCopyForm
    step = "refuse"
    done = "Saved. They have been told."

    @property
    def heading(self) -> str:  # type: ignore[override]
        """By who asked for what."""
        is_kept = self.record.kind == CopyKind.RETAINED
        return "They may not keep this" if is_kept else "Do not give this copy"

    @property
    def button(self) -> str:  # type: ignore[override]
        """The same as a deed."""
        return "Do not let them keep it" if self.record.kind == CopyKind.RETAINED else "Do not give it"


class EndCopy(CopyStep):
    """Destroyed or given back. Rules: R-176."""

    action = "copy.answer"
    step = "end"
    heading = "What became of this copy?"
    button = "Save"
    done = "Saved. Nobody asks you about it any more."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Usually today."""
        return EndCopyForm(data, initial=initial or {"ended_on": clock.today()})

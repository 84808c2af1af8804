"""Leavers: their checklist, what they may keep, and that it is signed off."""

from typing import Any

from django import forms

from consent.copying import RIGHTS, UNDERTAKING
from consent.forms.leavers import AnswerLeaverForm, KeepForm, StartLeaverForm
from consent.models import Copy, Leaver, LeaverStatus
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import long_date, short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may


class LeaverList(ListView):
    """Who leaves, and what is still to be done about it. Rules: R-188."""

    model = Leaver
    action = "leaver.view"
    template_name = "consent/leaver_list.html"
    heading = "Leavers"
    empty = "Nobody who recorded is leaving."
    export_name = "leavers"
    order = "-ends_on"
    columns = (
        Column("Person", ("person__name",)),
        Column("Last day", ("ends_on",), short_date, sort="ends_on"),
        Column("Checklist", ("status",), lambda status: str(LeaverStatus(status).label)),
    )
    filters = (
        Filter(
            "state",
            "Show",
            (("", "All"), *LeaverStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether to start one."""
        user: Any = self.request.user
        return {"may_keep": user.holds("leaver.keep")}


class StartLeaver(CreateView):
    """Somebody who recorded is about to leave. Rules: R-188."""

    form_class = StartLeaverForm
    template_name = "consent/leaver_start.html"
    heading = "Somebody leaves"
    button = "Start their checklist"
    done = "Started. They have been told."
    draft_form = "consent.leaver.start"

    def create(self, form: Any) -> Leaver:
        """Start it."""
        given = form.cleaned_data
        return Leaver.start(by=self.request.user, person=given["username"], ends_on=given["ends_on"])


class LeaverDetail(RecordView):
    """The checklist, line by line."""

    model = Leaver
    action = "leaver.view"
    template_name = "consent/leaver_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("person", "answered_by", "raised_by", "done_by")

    def context(self) -> dict[str, Any]:
        """What is done, what is not, and what they may keep."""
        record, user = self.record, self.request.user
        held = list(record.still_held().select_related("holder", "recording"))
        kept = Copy.objects.filter(leaver=record, status="out").select_related("holder")
        answered = f"{record.get_erased_display()}, {long_date(record.erased_on)}: {record.answer_says}"
        facts = [
            ("Person", f"{record.person.name}, {record.person.job_title}".strip(", ")),
            ("Last day", long_date(record.ends_on)),
            ("Started by", record.raised_by or "The account ended"),
            ("On computers of their own", answered if record.erased else "Not answered yet"),
            ("Said by", record.answered_by),
            ("Signed off by", record.done_by),
        ]
        is_another = not record.is_item_of(user)
        return super().context() | {
            "says_next": says_next(record, user, bool(held)),
            "facts": [(label, value) for label, value in facts if value],
            "held": held,
            "kept": list(kept),
            "may_answer": may(record, "answer", user),
            "may_sign_off": may(record, "sign_off", user) and is_another and not held,
            "colour": "green" if record.status == LeaverStatus.DONE else "blue",
        }


def says_next(record: Leaver, user: Any, holds_copies: bool) -> str:
    """Whose turn it is, in one sentence for whoever reads it."""
    is_own, day = record.is_item_of(user), long_date(record.ends_on)
    if record.status == LeaverStatus.DONE:
        return ""
    if record.status == LeaverStatus.RAISED and is_own:
        return f"Answer by {day}. Media Studio then signs the checklist off."
    if record.status == LeaverStatus.RAISED:
        who = record.person.name
        if record.person.is_active:
            return f"Waits for {who} to answer by {day}."
        return f"{who} cannot sign in any more. Ask them, and answer for them."
    if holds_copies:
        return (
            "Answered. Each copy below is destroyed, given back, or kept with leave, before it is signed off."
        )
    return (
        "Answered. Media Studio signs it off; you have nothing left to do."
        if is_own
        else "Ready to be signed off."
    )


class LeaverStep(StepView):
    """A step on a checklist."""

    model = Leaver
    action = "leaver.answer"
    template_name = "consent/leaver_step.html"

    def rows(self) -> Any:
        """With the person at hand."""
        return super().rows().select_related("person")


class AnswerLeaver(LeaverStep):
    """What is on their own computers. Rules: R-188."""

    step = "answer"
    button = "Save"
    done = "Saved."

    @property
    def heading(self) -> str:  # type: ignore[override]
        """To who leaves, or to Media Studio for them."""
        whose = "your" if self.record.is_item_of(self.request.user) else "their"
        return f"Nothing of ours on computers of {whose} own"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Usually today."""
        is_own = self.record.is_item_of(self.request.user)
        return AnswerLeaverForm(data, initial=initial or {"erased_on": clock.today()}, is_own=is_own)


class KeepRecording(LeaverStep):
    """Ask the medical director to keep one for teaching. Rules: R-176, R-188."""

    template_name = "consent/leaver_keep.html"
    step = "keep"
    heading = "Ask to keep a recording for teaching"
    button = "Ask the medical director"
    done = "Asked. The medical director decides; until then it stays here."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Only what this person may see."""
        user = self.request.user
        return KeepForm(data, initial=initial, user=user, is_own=self.record.is_item_of(user))

    def context(self) -> dict[str, Any]:
        """Both acceptances in full."""
        return super().context() | {"undertaking": UNDERTAKING, "rights": RIGHTS}


class SignOffLeaver(LeaverStep):
    """Nothing is left. Rules: R-188."""

    action = "leaver.keep"
    step = "sign_off"
    heading = "Sign the checklist off"
    button = "Sign it off"
    done = "Signed off."

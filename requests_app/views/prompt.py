"""One tap for a visit: were company, notes and a sound recording offered, and what did the patient say?"""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views import View

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.clock import months_after
from recordings_gov.pages import timeline
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, StepView
from recordings_gov.workflow import may
from requests_app.departments import departments_of
from requests_app.forms.prompt import PromptForm
from requests_app.models.visit_prompt import Answered, PromptStatus, VisitPrompt
from requests_app.prompting import one_tap
from requests_app.uptake import DEFINITION, MONTHS, uptake_of
from requests_app.views.request import when

BACK = {"worklist": "requests:worklist", "scanner": "requests:log", "prompts": "requests:prompts"}


def _said(answer: str, status: str) -> str:
    said = str(Answered(answer).label) if answer else "Not asked"
    return said if status == PromptStatus.KEPT else f"{said} (undone)"


class PromptList(ListView):
    """The prompts of one's department, newest first, with the one-tap form above. Rules: R-018."""

    model = VisitPrompt
    action = "visit.prompt"
    template_name = "requests/prompt_list.html"
    heading = "Company, notes or sound: what patients said"
    empty = "No visit has been noted yet."
    order = "-said_at"
    export_name = "visit-prompts"
    columns = (
        Column("Noted", ("said_at",), when, sort="said_at"),
        Column("Visit", ("accession_number",)),
        Column("Answer", ("answer", "status"), _said),
    )
    filters = (
        Filter(
            "answer",
            "Answer",
            (("", "Any"), *Answered.choices, ("none", "Not asked")),
            lambda rows, code: rows.filter(answer="" if code == "none" else code),
        ),
    )

    def context(self) -> dict[str, Any]:
        """With the form."""
        return one_tap(self.request.user, "prompts")


class NotePrompt(CreateView):
    """Note it and go back to where one was. Rules: R-018."""

    template_name = "requests/prompt_note.html"
    heading = "Company, notes or sound"

    @cached_property
    def departments(self) -> list[Department]:
        """Those in which this person may note a prompt."""
        found = departments_of(self.request.user)
        if not found:
            raise PermissionDenied("You have no department to note this in.")
        return found

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> PromptForm:
        """The form of this person's departments."""
        return PromptForm(data, initial=initial or {}, departments=self.departments)

    def create(self, form: Any) -> VisitPrompt:
        """Keep it with its verb."""
        self.prompt: VisitPrompt = VisitPrompt.note(by=self.request.user, **form.noted())
        return self.prompt

    def act(self, form: Any) -> str:
        """Back to the page that the tap was made on."""
        self.create(form)
        return reverse(BACK.get(self.request.POST.get("back", ""), BACK["prompts"]))

    @property
    def done(self) -> str:  # type: ignore[override]
        """Noted, and the way to undo it."""
        prompt = getattr(self, "prompt", None)
        if prompt is None:
            return "Noted."
        undo = ' <a class="nhsuk-notification-banner__link" href="{}">Undo</a>'
        said = (prompt.accession_number, prompt.says, prompt.get_absolute_url())
        return format_html("Noted for visit {}: {}." + undo, *said)

    def context(self) -> dict[str, Any]:
        """With what the form needs beside itself."""
        return super().context() | one_tap(self.request.user, self.request.POST.get("back", "prompts"))


class TakePromptBack(StepView):
    """Undo a wrong tap on its day; what it said stays in its history. Rules: R-018."""

    model = VisitPrompt
    action = "visit.prompt"
    template_name = "requests/prompt_take_back.html"
    step = "take_back"
    heading = "Undo what was noted of a visit"
    button = "Undo it"
    done = "It is undone. Note the visit again if you like"

    def success_url(self) -> str:
        """To the prompts, with the form to note it again."""
        return reverse("requests:prompts")

    def context(self) -> dict[str, Any]:
        """With whether there is anything left to undo."""
        prompt = self.record
        may_undo = prompt.is_of_today and may(prompt, "take_back", self.request.user)
        return super().context() | {"may_undo": may_undo, "entries": timeline.entries(prompt)}


class PromptUptake(View):
    """How many took up the offer, with how it is counted. Rules: R-018."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The Trust's figure alone: beside those of departments, a hidden one could be worked out."""
        last = clock.today()
        figure = uptake_of(None, months_after(last, -MONTHS), last)
        given = {"figure": figure, "definition": DEFINITION, "rules": ("R-018",)}
        return render(request, "requests/uptake.html", given)

"""Research projects: the list, applying, the gates, and what both offices decide."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from consent.forms.research import EndResearchForm, RejectResearchForm, ResearchForm
from consent.models import Office, ResearchProject, ResearchStatus
from consent.models.research import CONTENT
from consent.models.research_course import state_on
from consent.models.research_rows import RIGHTS
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.pages.views import Column, CreateView, Door, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import WrongState, may

STATES = (("", "All"), *ResearchStatus.choices)
COLOURS = {
    ResearchStatus.DRAFT: "grey",
    ResearchStatus.SUBMITTED: "yellow",
    ResearchStatus.ACTIVE: "green",
    ResearchStatus.REJECTED: "red",
    ResearchStatus.ENDED: "grey",
}


def _state(status: str, ends_on: Any) -> str:
    return str(state_on(status, ends_on, clock.today()).label)


class ResearchList(ListView):
    """Every project, whatever it waits for. Rules: R-163."""

    model = ResearchProject
    action = "research.view"
    template_name = "consent/research_list.html"
    heading = "Research projects"
    empty = "No research project yet."
    export_name = "research-projects"
    columns = (
        Column("Project", ("title",), sort="title"),
        Column("Led by", ("lead",), wide_only=True),
        Column("Last day", ("ends_on",), short_date, sort="ends_on"),
        Column("State", ("status", "ends_on"), _state),
    )
    filters = (Filter("state", "State", STATES, lambda rows, value: rows.in_state(value, clock.today())),)

    def context(self) -> dict[str, Any]:
        """Whether one may be applied for from here."""
        user: Any = self.request.user
        return {"may_apply": user.holds("research.register")}


class ApplyForResearch(CreateView):
    """A draft; nobody else has it yet."""

    form_class = ResearchForm
    heading = "Register a research project"
    button = "Save the draft"
    done = "Draft saved. Nothing may be recorded for it yet."
    draft_form = "consent.research.apply"

    def create(self, form: forms.Form) -> ResearchProject:
        """Make it."""
        return ResearchProject.apply(by=self.request.user, **form.cleaned_data)


class ResearchDetail(RecordView):
    """One project: which gates are open, which are missing, and what comes next. Rules: R-163."""

    model = ResearchProject
    action = "research.view"
    template_name = "consent/research_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("applicant").prefetch_related("approvals__approver")

    def context(self) -> dict[str, Any]:
        """The gates first; then what it says, and who registered it."""
        record, user = self.record, cast("Any", self.request.user)
        open_gates = record.gates()
        is_own, is_over = user.pk == record.applicant_id, record.state == ResearchStatus.ENDED
        standing = [row for row in record.approvals.all() if row.voided_at is None]
        return super().context() | {
            "gates": open_gates,
            "missing": [gate.name for gate in open_gates if not gate.is_met],
            "state": record.state,
            "colour": COLOURS[record.state],
            "waits_for": record.missing_beside_offices(),
            "facts": _facts(record),
            "approvals": standing,
            "office": None if is_own else _office_to_decide(record, user, standing),
            "digest": record.digest,
            "may_submit": is_own and may(record, "submit", user),
            "may_amend": is_own and not is_over and may(record, "amend", user),
            "may_renew": is_own and record.may_be_renewed and may(record, "renew", user),
            "may_reject": not is_own and may(record, "reject", user),
            "may_end": not is_over and (is_own or user.holds("research.decide")) and may(record, "end", user),
        }


def _facts(record: ResearchProject) -> list[tuple[str, str]]:
    alone = "Yes" if record.makes_recordings else "No: it uses what is there already"
    lacks = "Not given yet" if record.makes_recordings else "Not asked for here"
    facts = [
        ("Led by", record.lead),
        ("What it studies", record.about),
        ("Recordings made for it alone", alone),
        ("Ethics approval", f"{record.ethics_body} {record.ethics_reference}".strip() or lacks),
        ("Research and development", record.rd_reference or lacks),
        ("Last day", short_date(record.ends_on)),
        ("Applied for by", str(record.applicant)),
    ]
    if record.activated_at:
        facts.append(("Registered by both since", date_and_time(record.activated_at)))
    return [*facts, ("Why", record.reason)] if record.reason else facts


def _office_to_decide(record: ResearchProject, user: Any, standing: list[Any]) -> Office | None:
    """The office for which this person may register it now, if any."""
    has_registered = any(row.approver_id == user.pk for row in standing)
    if record.status != ResearchStatus.SUBMITTED or has_registered or record.missing_beside_offices():
        return None
    done = {row.office for row in standing}
    return next((office for office in Office if user.holds(RIGHTS[office]) and office not in done), None)


class AmendResearch(StepView):
    """A change of anything voids both registrations. Rules: R-163."""

    model = ResearchProject
    action = "research.register"
    form_class = ResearchForm
    template_name = "consent/research_step.html"
    step = "amend"
    heading = "Change the project"
    button = "Save the changes"
    done = "Saved. If it had been registered, both offices register it again."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what it says now."""
        said = {name: getattr(self.record, name) for name in CONTENT}
        said["makes_recordings"] = "yes" if said["makes_recordings"] else "no"
        return ResearchForm(data, initial=initial or said)

    def context(self) -> dict[str, Any]:
        """What a change means."""
        says = "Anything you change voids both registrations. Nothing is recorded or used for it until both"
        return super().context() | {"lead": f"{says} offices have registered it again."}


class RenewResearch(AmendResearch):
    """It goes on after its last day, once both offices have registered that. Rules: R-163."""

    step = "renew"
    heading = "Renew the project"
    button = "Send it to both offices"
    done = "Sent. Both offices register it again, as it reads now."

    def context(self) -> dict[str, Any]:
        """What a renewal means."""
        says = "Give the new last day, and what else has changed. Its forms and recordings stay with it."
        stops = "Nothing is recorded or used for it until both offices have registered it again."
        return super().context() | {"lead": f"{says} {stops}"}


class SubmitResearch(StepView):
    """To both offices."""

    model = ResearchProject
    action = "research.register"
    template_name = "consent/research_step.html"
    step = "submit"
    heading = "Send it to both offices"
    button = "Send it"
    done = "Sent. The head of Media Studio and information governance have it now."

    def context(self) -> dict[str, Any]:
        """Who decides."""
        return super().context() | {"lead": "Two different people register it, and neither is you."}


class ApproveResearch(Door):
    """Register what was seen, for one office. Rules: R-163."""

    model = ResearchProject
    action = "research.decide"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Done, or what it is now: never done twice."""
        asked, user = request.POST.get("office", ""), request.user
        if asked not in Office.values or not user.holds(RIGHTS[Office(asked)]):  # type: ignore[union-attr]
            raise PermissionDenied("Registering for this office is not part of your role.")
        try:
            self.record.approve(by=user, office=asked, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            return self.refused(error)
        messages.success(request, f"Registered for {Office(asked).label}.")
        return HttpResponseRedirect(self.record.get_absolute_url())

    def refused(self, error: ValidationError) -> HttpResponse:
        """409 with the state as it is now, or why not on a page of its own."""
        self.record.refresh_from_db()
        is_late = isinstance(error, WrongState)
        context = {
            "reference": self.record.reference,
            "status": self.record.state.label,
            "colour": COLOURS[self.record.state],
            "says": " ".join(error.messages),
            "reasons": error.messages,
            "record_url": self.record.get_absolute_url(),
        }
        template = "pages/conflict.html" if is_late else "consent/registration_refused.html"
        return render(self.request, template, context, status=409)


class RejectResearch(StepView):
    """The applicant reads the reason."""

    model = ResearchProject
    action = "research.decide"
    form_class = RejectResearchForm
    template_name = "consent/research_step.html"
    step = "reject"
    heading = "Do not register it"
    button = "Do not register it"
    done = "Not registered. The applicant can read your reason."


class EndResearch(StepView):
    """Nothing more is recorded or used for it."""

    model = ResearchProject
    action = "research.end"
    form_class = EndResearchForm
    template_name = "consent/research_step.html"
    step = "end"
    heading = "The project is over"
    button = "End the project"
    done = "Ended. Nothing more is recorded or used for it."

"""The list of tests that record by themselves: looking, asking for a line, deciding."""

from typing import Any

from django import forms

from consent.forms.exception_steps import BecauseForm, ProcedureForm
from consent.implied import AT_THE_START, EXCEPTIONS
from consent.models import Procedure, ProcedureStatus
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

STATES = (("", "All"), *ProcedureStatus.choices)
WORDS = dict(EXCEPTIONS)
COLOURS = {
    ProcedureStatus.PROPOSED: "yellow",
    ProcedureStatus.LISTED: "green",
    ProcedureStatus.REFUSED: "grey",
    ProcedureStatus.RETIRED: "grey",
}


class ProcedureList(ListView):
    """What the site added to the policy's four examples. Rules: R-064, R-158. Conflict: C-06."""

    model = Procedure
    action = "procedure.view"
    template_name = "consent/procedure_list.html"
    heading = "Tests that record by themselves"
    empty = "Nothing was added to the four examples of the policy."
    export_name = "tests-that-record"
    columns = (
        Column("Test", ("name",)),
        Column("Rests on", ("exception",), lambda code: WORDS[code], wide_only=True),
        Column("Asked for", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("State", ("status",), lambda status: str(ProcedureStatus(status).label)),
    )
    filters = (Filter("state", "State", STATES, lambda rows, value: rows.filter(status=value)),)

    def context(self) -> dict[str, Any]:
        """The four examples, and what this person may do from here."""
        user: Any = self.request.user
        return {
            "at_the_start": [(row.name, WORDS[row.exception]) for row in AT_THE_START],
            "may_propose": user.holds("procedure.propose"),
            "may_capture": user.holds("recording.capture"),
        }


class ProposeProcedure(CreateView):
    """The consultant in charge asks for a line. Rules: R-158."""

    form_class = ProcedureForm
    heading = "Ask for a test to be listed"
    button = "Send it to information governance"
    done = "Sent. It counts once the information governance manager puts it on the list."
    draft_form = "consent.procedure.propose"

    def create(self, form: forms.Form) -> Procedure:
        """Make it."""
        return Procedure.propose(by=self.request.user, **form.cleaned_data)


class ProcedureDetail(RecordView):
    """One line, who asked for it and who decided."""

    model = Procedure
    action = "procedure.view"
    template_name = "consent/procedure_detail.html"

    def rows(self) -> Any:
        """With both people at hand."""
        return super().rows().select_related("proposed_by", "decided_by")

    def context(self) -> dict[str, Any]:
        """Its facts and its steps."""
        record, user = self.record, self.request.user
        decided = (
            f"{record.decided_by}, {date_and_time(record.decided_at)}" if record.decided_by else "Not yet"
        )
        facts = [
            ("Rests on", record.get_exception_display()),
            ("Why recording is part of it", record.because),
            ("Asked for by", str(record.proposed_by)),
            ("Decided by information governance", decided),
        ]
        if record.ended_because:
            facts.append(("Not on the list because", record.ended_because))
        is_other = record.proposed_by_id != getattr(user, "pk", None)
        return super().context() | {
            "facts": facts,
            "rules": ("R-064", "R-158"),
            "colour": COLOURS[ProcedureStatus(record.status)],
            "may_decide": is_other and may(record, "confirm", user),
            "may_retire": may(record, "retire", user),
        }


class ConfirmProcedure(StepView):
    """On the list. Rules: R-158."""

    model = Procedure
    action = "procedure.decide"
    step = "confirm"
    heading = "Put this test on the list"
    button = "Put it on the list"
    done = "It is on the list now. Patients are told before each test."

    def context(self) -> dict[str, Any]:
        """What is put on the list, in words."""
        record = self.record
        return super().context() | {
            "lead": f"{record.name}. It rests on: {record.get_exception_display()}. {record.because}"
        }


class RefuseProcedure(StepView):
    """Not on the list."""

    model = Procedure
    action = "procedure.decide"
    form_class = BecauseForm
    step = "refuse"
    heading = "Leave this test off the list"
    button = "Leave it off the list"
    done = "It stays off the list. Written consent comes first."


class RetireProcedure(StepView):
    """Off the list."""

    model = Procedure
    action = "procedure.decide"
    form_class = BecauseForm
    step = "retire"
    heading = "Take this test off the list"
    button = "Take it off the list"
    done = "It is off the list. Written consent comes first from now on."

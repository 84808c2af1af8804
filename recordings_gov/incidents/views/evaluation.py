"""Evaluation meetings: the list with the next one due, one meeting, and writing one down."""

from datetime import date
from typing import Any

from django import forms

from recordings_gov import clock
from recordings_gov.incidents.forms.watching import EvaluationForm
from recordings_gov.incidents.models import SEATS, Evaluation
from recordings_gov.pages.views import Column, CreateView, ListView, RecordView


class EvaluationList(ListView):
    """Every meeting, and when the next is due. Rules: R-212."""

    model = Evaluation
    action = "statistics.view"
    template_name = "incidents/evaluation_list.html"
    heading = "Evaluation meetings"
    empty = "No meeting is written down yet."
    order = "-held_on"
    export_name = "evaluations"
    columns = (
        Column("Meeting", ("reference",)),
        Column("Held", ("held_on",), lambda day: f"{day.day} {day:%b %Y}", sort="held_on"),
        Column("Written down by", ("recorded_by__name",), wide_only=True),
    )

    def context(self) -> dict[str, Any]:
        """The next one, and whether it is late."""
        due = Evaluation.next_due()
        user: Any = self.request.user
        return {
            "next_due": due,
            "is_late": due is not None and due < clock.today(),
            "may_hold": bool(user.can("evaluation.hold")),
        }


class EvaluationDetail(RecordView):
    """One meeting: who was there, what was looked at, what was decided. Rules: R-212."""

    model = Evaluation
    action = "statistics.view"
    template_name = "incidents/evaluation_detail.html"

    def context(self) -> dict[str, Any]:
        """The three seats and the figure of the day."""
        seats = self.record.attendance.select_related("person").order_by("pk")
        return super().context() | {
            "rows": [(seat.get_seat_display(), seat.person.name) for seat in seats],
            "first": date.fromisoformat(self.record.figures["first"]),
            "last": date.fromisoformat(self.record.figures["last"]),
        }


class HoldEvaluation(CreateView):
    """Write a meeting down. Rules: R-212."""

    form_class = EvaluationForm
    heading = "Write down an evaluation meeting"
    done = "Meeting written down"
    draft_form = "incidents.evaluation"

    def create(self, form: forms.Form) -> Evaluation:
        """Keep it with its three seats."""
        asked = dict(form.cleaned_data)
        seats = {role.value: asked.pop(role.value) for role in SEATS}
        return Evaluation.hold(by=self.request.user, seats=seats, **asked)

"""The log of legal advice that was taken."""

from typing import Any

from django import forms

from policies.forms_deciding import AdviceForm
from policies.models import LegalAdvice
from policies.showing import short
from recordings_gov.accounts.models.place import Nation
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView


class AdviceList(ListView):
    """What lawyers were asked and said, newest first. Rules: R-011, R-226."""

    model = LegalAdvice
    action = "advice.view"
    template_name = "policies/advice_list.html"
    heading = "Legal advice"
    empty = "No legal advice has been logged yet."
    order = "-given_on"
    export_name = "legal-advice"
    columns = (
        Column("Question", ("question",), lambda asked: asked if len(asked) < 160 else f"{asked[:159]}…"),
        Column("About", ("about",), wide_only=True),
        Column("Nation", ("nation",), lambda code: str(Nation(code).label), wide_only=True),
        Column("Who answered", ("adviser",), wide_only=True),
        Column("When", ("given_on",), lambda day: short(day, "day"), sort="given_on"),
    )
    filters = (
        Filter(
            "nation",
            "Nation",
            [("", "All nations"), *Nation.choices],
            lambda rows, value: rows.filter(nation=value),
        ),
    )


class AdviceDetail(RecordView):
    """One question and its answer. Rules: R-226."""

    model = LegalAdvice
    action = "advice.view"
    template_name = "policies/advice_detail.html"

    def rows(self) -> Any:
        """With whose and by whom."""
        return super().rows().select_related("department", "logged_by")

    def context(self) -> dict[str, Any]:
        """Its facts as rows."""
        record = self.record
        return super().context() | {
            "facts": [
                ("For", record.department.name if record.department else "The whole Trust"),
                ("Nation", record.get_nation_display()),
                ("About", record.about or "No single case"),
                ("Who answered", record.adviser),
                ("When", short(record.given_on, "day")),
                ("Where the letter is kept", record.kept_at or "Not said"),
                ("Logged by", record.logged_by.name),
            ]
        }


class LogAdvice(CreateView):
    """Keep what a lawyer said. Rules: R-011, R-226."""

    draft_form = "policies.advice"
    heading, button, done = "Log legal advice", "Log it", "Logged"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """For whom this person may log."""
        return AdviceForm(data, initial=initial, user=self.request.user, act="advice.log")

    def create(self, form: forms.Form) -> LegalAdvice:
        """With the verb."""
        given = dict(form.cleaned_data)
        return LegalAdvice.log(by=self.request.user, department=given.pop("scope"), **given)

"""Other consent forms that the Trust has approved: the list, proposing, approving, retiring."""

from typing import Any

from django import forms
from django.urls import reverse

from consent import local_form_paper
from consent.forms.local_form import LocalFormForm, RetireForm
from consent.models import LocalForm, LocalFormStatus, PermissionKind
from consent.views.paper import MakePaper
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

STATES = (("", "All"), *LocalFormStatus.choices)
COLOURS = {
    LocalFormStatus.PROPOSED: "yellow",
    LocalFormStatus.APPROVED: "green",
    LocalFormStatus.RETIRED: "grey",
}


def opens_words(opens: list[str]) -> str:
    """What a form can be used to ask for, in words."""
    return ", ".join(str(PermissionKind(kind).label) for kind in PermissionKind.values if kind in opens)


class LocalFormList(ListView):
    """Every other form, in use or not. Rules: R-220."""

    model = LocalForm
    action = "localform.view"
    template_name = "consent/local_form_list.html"
    heading = "Other consent forms"
    empty = "No other form is on the list. Our own consent form is always there."
    export_name = "other-consent-forms"
    columns = (
        Column("Form", ("title",)),
        Column("Can be used to ask for", ("opens",), opens_words),
        Column("On the list since", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("State", ("status",), lambda status: str(LocalFormStatus(status).label)),
    )
    filters = (Filter("state", "State", STATES, lambda rows, value: rows.filter(status=value)),)

    def context(self) -> dict[str, Any]:
        """Whether one may be proposed from here."""
        user: Any = self.request.user
        return {"may_propose": user.holds("localform.propose")}

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The form's own page."""
        return reverse("consent:local-form-detail", kwargs={"reference": row[1]})


class ProposeLocalForm(CreateView):
    """Put a form on the list; somebody else approves it."""

    form_class = LocalFormForm
    heading = "Put a form on the list"
    button = "Propose it"
    done = "Proposed. It may be used once somebody else approves it."
    draft_form = "consent.localform.propose"

    def create(self, form: forms.Form) -> LocalForm:
        """Make it."""
        return LocalForm.propose(by=self.request.user, **form.cleaned_data)


class LocalFormDetail(RecordView):
    """One other form, and what may be done with it."""

    model = LocalForm
    action = "localform.view"
    template_name = "consent/local_form_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("proposed_by", "approved_by")

    def context(self) -> dict[str, Any]:
        """Its facts and its steps."""
        record, user = self.record, self.request.user
        facts = [
            ("What it is used for", record.used_for),
            ("Where it is found", record.kept_at),
            ("Can be used to ask for", opens_words(record.opens)),
            ("Put on the list by", str(record.proposed_by)),
            ("Approved by", str(record.approved_by) if record.approved_by else "Nobody yet"),
        ]
        if record.retired_because:
            facts.append(("No longer used because", record.retired_because))
        return super().context() | {
            "facts": facts,
            "is_in_use": record.status == LocalFormStatus.APPROVED,
            "colour": COLOURS[LocalFormStatus(record.status)],
            "may_approve": may(record, "approve", user) and record.proposed_by_id != user.pk,
            "may_retire": may(record, "retire", user),
        }


class PrintLocalForm(MakePaper):
    """A blank one, as PDF. Rules: R-206, R-220."""

    model = LocalForm
    action = "localform.view"
    make = staticmethod(local_form_paper.blank)


class ApproveLocalForm(StepView):
    """It may be used. Rules: R-220."""

    model = LocalForm
    action = "localform.approve"
    step = "approve"
    heading = "Approve this form"
    button = "Approve it"
    done = "Approved. It can be chosen now."

    def context(self) -> dict[str, Any]:
        """What is approved, in words."""
        record = self.record
        return super().context() | {
            "lead": f"{record.title}. It can be used to ask for: {opens_words(record.opens)}."
        }


class RetireLocalForm(StepView):
    """It may be used no longer."""

    model = LocalForm
    action = "localform.approve"
    form_class = RetireForm
    step = "retire"
    heading = "Take this form out of use"
    button = "Take it out of use"
    done = "It can be chosen no longer. Forms made with it stay as they are."

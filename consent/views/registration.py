"""Registrations: one's own, those an office decides, and what the applicant says."""

from typing import Any

from django import forms
from django.urls import reverse

from consent.forms.registration import ApplyForm, SubmitForm
from consent.models import Registration, RegistrationStatus
from consent.models.registration_content import content_of, state_on
from consent.views.registration_row import facts_of, row_for
from consent.views.showing import REGISTRATION_COLOURS
from consent.views.showing_registration import page_of
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may


def _state(status: str, expires_on: Any) -> str:
    return str(state_on(status, expires_on, clock.today()).label)


class RegistrationList(ListView):
    """One's own registrations; the two offices see everybody's."""

    model = Registration
    action = "registration.view"
    template_name = "consent/registration_list.html"
    heading = "Registrations to record patients"
    empty = "No registration yet. Anybody outside Media Studio needs one before recording a patient."
    export_name = "registrations"
    columns = (
        Column("Equipment", ("make", "model", "serial"), lambda *parts: f"{parts[0]} {parts[1]}, {parts[2]}"),
        Column("For", ("purpose",), wide_only=True),
        Column("Applicant", ("applicant__name",), wide_only=True),
        Column("Applied", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("State", ("status", "expires_on"), _state),
        Column("Until", ("expires_on",), lambda day: short_date(day) or "–", wide_only=True),
    )
    filters = (
        Filter(
            "state",
            "State",
            (("", "All"), *RegistrationStatus.choices),
            lambda rows, value: rows.in_state(value, clock.today()),
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether to offer an application and the inbox."""
        user: Any = self.request.user
        return {
            "may_apply": user.holds("registration.apply"),
            "may_decide": user.holds("registration.decide"),
        }

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The registration's own page."""
        return reverse("consent:registration-detail", kwargs={"reference": row[1]})


class ApplyForRegistration(CreateView):
    """The person responsible for the equipment fills this in."""

    form_class = ApplyForm
    template_name = "consent/registration_apply.html"
    heading = "Apply to record patients"
    button = "Save and continue"
    done = "Draft saved. It goes to both offices when you submit it."
    draft_form = "consent.registration.apply"

    def create(self, form: forms.Form) -> Registration:
        """Make the draft in the applicant's own name."""
        return Registration.apply(by=self.request.user, **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        """What it is for, in the words of the form."""
        return super().context() | {"lead": wording().texts["registration"]["intro"]}


class RegistrationDetail(RecordView):
    """One registration: what it says, both offices, and what can be done now."""

    model = Registration
    action = "registration.view"
    template_name = "consent/registration_detail.html"

    def rows(self) -> Any:
        """With people and approvals at hand."""
        people = ("applicant", "decided_by", "ended_by", "renews")
        related = ("approvals__approver", "assessments__assessed_by")
        return super().rows().select_related(*people).prefetch_related(*related)

    def context(self) -> dict[str, Any]:
        """The facts, the checklist, the offices and the buttons."""
        record, user = self.record, self.request.user
        is_own = record.is_item_of(user)
        return (
            super().context()
            | page_of(record, user)
            | {
                "colour": REGISTRATION_COLOURS[record.state],
                "facts": facts_of(record),
                "ticked": [check for check in wording().checks if check.id in record.checks],
                "missing": [check for check in wording().checks if check.id not in record.checks],
                "row": row_for(record, user),
                "may_submit": is_own and may(record, "submit", user),
                "may_correct": is_own and may(record, "correct", user),
            }
        )


class CorrectRegistration(StepView):
    """The applicant changes what it says; approvals are void then. Rules: R-115."""

    model = Registration
    action = "registration.apply"
    form_class = ApplyForm
    template_name = "consent/registration_correct.html"
    step = "correct"
    heading = "Change the application"
    button = "Save the changes"
    done = "Changes saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what it says now."""
        return ApplyForm(data, initial=initial or content_of(self.record))


class SubmitRegistration(StepView):
    """The declaration, and off to both offices."""

    model = Registration
    action = "registration.apply"
    form_class = SubmitForm
    template_name = "consent/registration_submit.html"
    step = "submit"
    heading = "Submit the application"
    button = "Submit to both offices"
    done = "Submitted. Both offices have it now."

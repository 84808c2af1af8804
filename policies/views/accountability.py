"""Who answers for the policies, which divisions passed them on, and the report to the board."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from policies import coverage
from policies.acknowledging import shares_of_all
from policies.forms_consulting import EndHolderForm, NameHolderForm, PassOnForm
from policies.models import Dissemination, OfficeHolder, PolicyVersion
from policies.models.accountability import ANSWERS_FOR, PASSES_ON, Office
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import long_date
from recordings_gov.pages.views import CreateView, StepView


def offices(user: Any) -> list[dict[str, Any]]:
    """Each office with what it answers for and who holds it. Rules: R-104, R-105."""
    holders: dict[str, list[OfficeHolder]] = {}
    for holder in OfficeHolder.objects.visible_to(user).in_office():
        holders.setdefault(holder.office, []).append(holder)
    return [
        {"office": office.label, "answers_for": ANSWERS_FOR[office], "holders": holders.get(office, [])}
        for office in Office
    ]


class AccountabilityMap(View):
    """Every office that the policy names, its holder, and who held it. Rules: R-104, R-105, R-106."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page, to print."""
        user: Any = request.user
        given = {
            "offices": offices(user),
            "ended": OfficeHolder.objects.visible_to(user).exclude(until=None).order_by("-until", "pk")[:100],
            "may_keep": user.can("accountability.keep"),
            "today": clock.today(),
        }
        return render(request, "policies/accountability.html", given)


class NameHolder(CreateView):
    """Say who holds an office. Rules: R-104, R-105, R-106."""

    form_class = NameHolderForm
    draft_form = "policies.holder.name"
    heading, button, done = "Name who holds an office", "Save", "Office holder saved"

    def act(self, form: forms.Form) -> str:
        """Through the verb, and back to the map."""
        OfficeHolder.name_holder(by=self.request.user, **form.cleaned_data)
        return reverse("policies:accountability")

    def context(self) -> dict[str, Any]:
        """Leads back to the map."""
        return super().context() | {"back_url": reverse("policies:accountability")}


class EndHolder(StepView):
    """Somebody's time in an office is over. Rules: R-104, R-105."""

    model = OfficeHolder
    action = "accountability.keep"
    step = "end"
    form_class = EndHolderForm
    heading, button, done = "End a time in office", "Save", "Saved"

    def success_url(self) -> str:
        """Back to the map."""
        return reverse("policies:accountability")

    def context(self) -> dict[str, Any]:
        """Names the holder."""
        lead = f"{self.record}, since {long_date(self.record.since)}."
        return super().context() | {"back_url": self.success_url(), "lead": lead}


class PassVersionOn(StepView):
    """A director passed a version on to the division. Rules: R-106."""

    model = PolicyVersion
    action = "dissemination.keep"
    step = "pass_on"
    heading, button, done = "Record that a division was told", "Save", "Division recorded"

    def rows(self) -> Any:
        """Versions in force alone."""
        return super().rows().in_force().select_related("policy__department")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The directors in office whose division has not been told."""
        return PassOnForm(data, version=self.record, initial=initial)

    def act(self, form: forms.Form) -> str:
        """Through the verb."""
        Dissemination.keep(version=self.record, by=self.request.user, **form.cleaned_data)
        return self.success_url()

    def success_url(self) -> str:
        """Back to who has read it."""
        return f"{self.record.get_absolute_url()}readers/"

    def context(self) -> dict[str, Any]:
        """Names the version."""
        return super().context() | {"lead": str(self.record), "back_url": self.success_url()}


class BoardReport(View):
    """What the chief operating officer tells the board: the policies, who read them, what is covered.

    Rules: R-105, R-106.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page, to print, in a fixed number of queries."""
        user: Any = request.user
        today = clock.today()
        versions = (
            PolicyVersion.objects.visible_to(user).in_force().select_related("policy__department", "owner")
        )
        shares = shares_of_all()
        told: dict[int, set[str]] = {}
        for version, division in Dissemination.objects.values_list("version", "division"):
            told.setdefault(version, set()).add(division)
        divisions = set(
            OfficeHolder.objects.in_office().filter(office__in=PASSES_ON).values_list("division", flat=True)
        )
        rows = [
            {
                "version": version,
                "overdue": version.days_overdue(today),
                "share": shares.get(version.pk),
                "told": len(told.get(version.pk, set()) & divisions),
            }
            for version in versions.order_by("review_due_on", "pk")[:500]
        ]
        covered = coverage.totals(coverage.coverage_of(None))
        given = {
            "today": today,
            "offices": [each for each in offices(user) if each["holders"]],
            "rows": rows,
            "divisions": len(divisions),
            "overdue": sum(1 for row in rows if row["overdue"]),
            "covered": [(state.label, count) for state, count in covered.items()],
            "clauses": sum(covered.values()),
        }
        return render(request, "policies/board_report.html", given)

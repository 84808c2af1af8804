"""Figures, hidden recordings with the five measures, and who hears for which office."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views import View

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.clock import months_after
from recordings_gov.incidents import covert, figures
from recordings_gov.incidents.forms.watching import MeasureForm, OfficeForm
from recordings_gov.incidents.models import CovertMeasure, Evaluation, Office
from recordings_gov.incidents.offices import name_person, people_of
from recordings_gov.pages.views.forms import bound_errors

PERIODS = (("12", "Last 12 months"), ("3", "Last 3 months"), ("1", "Last month"))


def chosen_department(request: HttpRequest) -> Department | None:
    """The department asked for, else one's own, else the first; None where there is none."""
    every = Department.objects.order_by("name", "pk")
    asked = request.GET.get("department", "")
    if asked:
        return get_object_or_404(every, slug=asked[:60])
    user: Any = request.user
    own = [department for _, department in user.roles if department]
    return every.filter(pk__in=own).first() or every.first()


class Figures(View):
    """How many answers were in time, each figure with all that is needed to read it. Rules: R-211, R-213."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Two figures: the policy's own, and patients' recordings apart."""
        today = clock.today()
        months = int(self._chosen(request))
        slug = request.GET.get("department", "")
        only = [get_object_or_404(Department, slug=slug[:60]).pk] if slug else None
        span: tuple[Any, date, date, date] = (only, months_after(today, -months), today, today)
        context = {
            "figures": [figures.answered_in_time(*span), figures.answered_in_time_apart(*span)],
            "periods": PERIODS,
            "period": str(months),
            "departments": list(Department.objects.order_by("name").values_list("slug", "name")),
            "department": slug,
            "next_evaluation": Evaluation.next_due(),
            "last_evaluation": Evaluation.objects.order_by("-held_on").first(),
        }
        return render(request, "incidents/figures.html", context)

    def _chosen(self, request: HttpRequest) -> str:
        asked = request.GET.get("period", "12")
        return asked if asked in dict(PERIODS) else "12"


class Asking(View):
    """A page of one department with one small form; a verb's errors come back beside their fields."""

    template_name: ClassVar[str] = ""
    right: ClassVar[str] = ""
    done: ClassVar[str] = "Saved"

    def form(self, data: Any = None) -> forms.Form:
        """The page's form."""
        raise NotImplementedError

    def keep(self, asked: dict[str, Any]) -> None:
        """Call the verb."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What the page shows beside its form."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Know the department first."""
        self.department = chosen_department(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it, and come back."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            self.keep(form.cleaned_data)
        except ValidationError as error:
            bound_errors(form, error)
            return self.page(form, 422)
        messages.success(request, self.done)
        return HttpResponseRedirect(request.get_full_path())

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page with this form, for whoever may send it."""
        user: Any = self.request.user
        context = {
            "form": form,
            "department": self.department,
            "departments": list(Department.objects.order_by("name").values_list("slug", "name")),
            "may_set": bool(user.can(self.right, CovertMeasure(department=self.department))),
        }
        return render(self.request, self.template_name, context | self.context(), status=status)


class Covert(Asking):
    """Hidden recordings: count, trend and the five measures. Rules: R-240, R-241, R-251."""

    template_name = "incidents/covert.html"
    right = "incident.manage"
    done = "Measure saved"

    def form(self, data: Any = None) -> forms.Form:
        """One measure."""
        return MeasureForm(data)

    def keep(self, asked: dict[str, Any]) -> None:
        """Say whether it is in place."""
        if self.department is None:
            raise ValidationError("There is no department yet")
        CovertMeasure.say(by=self.request.user, department=self.department, **asked)

    def context(self) -> dict[str, Any]:
        """The state, and the trend as bars with their table."""
        today = clock.today()
        return {
            "state": covert.state_of(self.department, today),
            "rules": ("R-240", "R-241", "R-242", "R-243", "R-244", "R-251"),
            "trend": covert.trend(self.department, today) if self.department else [],
        }


class Offices(Asking):
    """Who hears for an office that has no role of its own. Rules: R-023, R-053, R-232, R-241."""

    template_name = "incidents/offices.html"
    right = "setting.set"
    done = "Office saved"

    def form(self, data: Any = None) -> forms.Form:
        """One office."""
        return OfficeForm(data)

    def keep(self, asked: dict[str, Any]) -> None:
        """Name the person."""
        name_person(by=self.request.user, department=self.department, **asked)

    def context(self) -> dict[str, Any]:
        """Each office and who hears for it now."""
        rows = [(label, *people_of(code, self.department)) for code, label in Office.choices]
        return {"rows": rows}

"""Prints: ordered with a reason, made by Media Studio, and counted by the month."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from consent.forms.leaving import OrderForm, PrintedForm, WhyForm
from consent.models import PrintOrder, PrintStatus, Recording
from consent.views.showing_leaving import ordered_this_month, print_page, prints_by_month
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView

RELATED = ("recording__patient", "recording__form", "permission__form", "ordered_by", "department__site")


class PrintList(ListView):
    """What was ordered, newest first. Rules: R-193."""

    model = PrintOrder
    action = "print.view"
    template_name = "consent/print_list.html"
    heading = "Prints"
    empty = "Nobody has ordered a print."
    order = "-asked_on"
    export_name = "prints"
    columns = (
        Column("Order", ("reference",)),
        Column("Recording", ("recording__reference",), wide_only=True),
        Column("Ordered by", ("ordered_by__name",)),
        Column("Ordered", ("asked_on",), short_date, sort="asked_on", wide_only=True),
        Column("Copies", ("copies",), wide_only=True),
        Column("State", ("status",), lambda status: str(PrintStatus(status).label)),
    )
    filters = (
        Filter(
            "state",
            "Show",
            (("", "All"), *PrintStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether this person may see how many are ordered."""
        user: Any = self.request.user
        return {"may_watch": user.holds("print.watch")}


class OrderPrint(StepView):
    """From a recording's entry: asked first whether it may be printed. Rules: R-193."""

    model = Recording
    action = "print.order"
    template_name = "consent/print_order.html"
    step = "order"
    heading = "Order a print"
    button = "Order it"
    done = "Ordered. Media Studio prints it."

    def rows(self) -> Any:
        """With the form at hand."""
        return super().rows().select_related("form", "patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the named uses of this recording's forms."""
        return OrderForm(data, initial=initial or {"copies": 1}, record=self.record)

    def act(self, form: forms.Form) -> str:
        """Order it, and go to the order."""
        made = PrintOrder.order(by=self.request.user, recording=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """How many this person has ordered this month. Rules: R-209."""
        return super().context() | ordered_this_month(self.request.user, self.record.department)


class PrintDetail(RecordView):
    """One order: what to do next, then the facts."""

    model = PrintOrder
    action = "print.view"
    template_name = "consent/print_detail.html"

    def rows(self) -> Any:
        """With recording and people at hand."""
        return super().rows().select_related(*RELATED, "printed_by")

    def context(self) -> dict[str, Any]:
        """What becomes of it."""
        user: Any = self.request.user
        return super().context() | print_page(self.record, user)


class MakePrint(StepView):
    """Printed, with both checks. Rules: R-193."""

    model = PrintOrder
    action = "print.make"
    template_name = "consent/print_step.html"
    form_class: ClassVar[type[forms.Form]] = PrintedForm
    step = "make"
    heading = "Write down that it is printed"
    done = "Written down."

    def rows(self) -> Any:
        """With the recording at hand."""
        return super().rows().select_related(*RELATED)


class DeclinePrint(MakePrint):
    """Not printed, and why."""

    form_class = WhyForm
    step = "decline"
    heading = "Do not print it"
    button = "Do not print it"
    done = "Written down. The order is closed."


class PrintMonths(View):
    """How many prints are ordered, by month and by person, and whose are too many. Rules: R-209."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The month chosen, or this one."""
        return render(request, "consent/print_months.html", prints_by_month(request.GET.get("month", "")))

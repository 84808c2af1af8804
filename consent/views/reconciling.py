"""Reconciliation: the library on one side, the register on the other."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent.models import LibraryImport
from consent.models.mismatch import ACT
from consent.reconciling.comparing import newest_of
from consent.reconciling.standing import first_thing, kept_apart, lines, there
from recordings_gov import clock
from recordings_gov.accounts.models import Department


def reconciliation(request: HttpRequest) -> HttpResponse:
    """Both columns of one department, what is kept apart, what to do first. Rules: R-184, R-207, R-249."""
    departments = list(Department.objects.order_by("name"))
    asked = request.GET.get("department", "")
    chosen = next((each for each in departments if each.slug == asked), None) or _likely(departments)
    user: Any = request.user
    context: dict[str, Any] = {"departments": departments, "department": chosen, "may_bring": user.holds(ACT)}
    if chosen is not None:
        from_library, from_here = lines(chosen)
        today = clock.today()
        says, name, reference = first_thing(chosen, user, today)
        context |= {
            "from_library": from_library,
            "from_here": from_here,
            "apart": kept_apart(chosen, today),
            "newest": newest_of(chosen),
            "there": there(chosen),
            "first": says,
            "first_url": _address(name, reference, chosen) if user.holds(ACT) else "",
        }
    return render(request, "consent/reconciliation.html", context)


def _likely(departments: list[Department]) -> Department | None:
    """The one whose export was brought last."""
    newest = LibraryImport.objects.order_by("-pk").select_related("department").first()
    return newest.department if newest else next(iter(departments), None)


def _address(name: str, reference: str, department: Department) -> str:
    if not name:
        return ""
    kwargs = {"reference": reference} if reference else {}
    mine = f"?owner=me&department={department.slug}" if name == "mismatch-list" else ""
    return reverse(f"consent:{name}", kwargs=kwargs) + mine

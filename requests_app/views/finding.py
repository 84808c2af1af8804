"""Finding one request: by its reference, typed or scanned, or by its patient."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from recordings_gov import references
from recordings_gov.audit import log
from recordings_gov.audit.models import GovernedModel
from recordings_gov.patients import finding
from recordings_gov.patients.forms import FindForm
from recordings_gov.patients.models import Patient
from requests_app import vocabulary
from requests_app.models import RecordingRequest
from requests_app.showing import HIDDEN, masked_for
from requests_app.views.request import STATES, when

MOST = 50
NOT_THERE = "There is nothing with that reference that you may see."


class FindRequest(View):
    """By reference: straight to its page. The other way in stands beside it. Rules: R-012."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Both forms, empty."""
        return _page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the record's own page, which asks the role table itself."""
        typed = request.POST.get("reference", "").strip().rstrip("/")
        try:
            reference = references.read(typed.rpartition("/")[2])
        except references.BadReference as error:
            return _page(request, status=422, typed=typed[:60], problem=str(error))
        record = _record(reference, request.user)
        if record is None:
            return _page(request, status=404, typed=reference, problem=NOT_THERE)
        return HttpResponseRedirect(record.get_absolute_url())


class FindByPatient(View):
    """By patient: asked by POST, shown masked, the search and what was shown logged. Rules: R-012."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Both forms: a number never stands in an address."""
        return _page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """The requests of whoever was found, within one's reach."""
        form = FindForm(request.POST)
        if not form.is_valid():
            return _page(request, status=422, form=form)
        patients = _patients(request.user, form.cleaned_data)
        return _page(request, form=form, found=_found(request.user, patients), patients=_shown(patients))


def _record(reference: str, user: Any) -> GovernedModel | None:
    """Whatever bears this reference, if this person may see it; papers bear those of other rooms, too."""
    kind = reference.partition("-")[0]
    for model in apps.get_models():
        if issubclass(model, GovernedModel) and model.reference_kind == kind and model.detail_url_name:
            rows: Any = model.objects
            found: GovernedModel | None = rows.visible_to(user).filter(reference=reference).first()
            return found
    return None


def _patients(user: Any, asked: dict[str, Any]) -> list[Patient]:
    if asked["number"]:
        patient = finding.by_number(user, asked["number"])
        return [patient] if patient else []
    return finding.by_name(user, asked["family_name"], asked["birth_date"])


def _shown(patients: list[Patient]) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "born": each.birth_date.year, "number": finding.masked_number(each)}
        for each in patients
    ]


def _found(user: Any, patients: list[Patient]) -> list[dict[str, Any]]:
    """Their requests, newest first; the names of those whom this person sees masked are hidden."""
    rows = RecordingRequest.objects.visible_to(user).filter(patient__in=patients).select_related("patient")
    found = list(rows.order_by("-logged_at", "-pk")[:MOST])
    if found:
        log.read_list(RecordingRequest, [each.pk for each in found])
    return [
        {
            "url": each.get_absolute_url(),
            "cells": [
                when(each.logged_at),
                HIDDEN if masked_for(user, each.department_id) or not each.patient else each.patient.name,
                vocabulary.what(each.media, each.subject),
                STATES[each.status],
            ],
        }
        for each in found
    ]


def _page(request: HttpRequest, status: int = 200, **given: Any) -> HttpResponse:
    user: Any = request.user
    columns = [{"label": label, "wide_only": False} for label in ("Logged", "Patient", "What", "State")]
    found_form = given.pop("form", None) or FindForm()
    context = {"form": found_form, "columns": columns, "may_find": user.can("patient.find")}
    return render(request, "requests/find.html", context | given, status=status)

"""Finding a patient: asked by POST, shown masked, always logged."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from recordings_gov.patients import finding, starting
from recordings_gov.patients.forms import FindForm
from recordings_gov.patients.models import Patient


class FindPatient(View):
    """A number never stands in an address, so the search is a POST."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return render(request, "patients/patient_find.html", {"form": FindForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Whoever was found, masked."""
        form = FindForm(request.POST)
        if not form.is_valid():
            return render(request, "patients/patient_find.html", {"form": form}, status=422)
        found = [self._shown(patient) for patient in self._found(form.cleaned_data)]
        return render(request, "patients/patient_find.html", {"form": form, "found": found, "searched": True})

    def _found(self, asked: dict[str, Any]) -> list[Patient]:
        if asked["number"]:
            patient = finding.by_number(self.request.user, asked["number"])
            return [patient] if patient else []
        return finding.by_name(self.request.user, asked["family_name"], asked["birth_date"])

    def _shown(self, patient: Patient) -> dict[str, object]:
        return {
            "name": patient.name,
            "born": patient.birth_date.year,
            "number": finding.masked_number(patient),
            "starts": starting.starts_for(self.request.user, patient.reference),
        }

"""Registering what a test on the list recorded by itself."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from consent.forms.consent_form import PatientNumberForm
from consent.forms.exception_steps import ImpliedForm
from consent.models import Recording
from consent.models.procedure import implied_list
from recordings_gov import clock, references
from recordings_gov.accounts.models import Department
from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView
from recordings_gov.patients import finding
from recordings_gov.patients.models import Patient


class CaptureImplied(CreateView):
    """First whose it is, by number and never in an address; then what was told and made. Rules: R-158."""

    template_name = "consent/implied_new.html"
    heading = "Register what the test recorded"
    button = "Register the recording"
    done = "Recording registered."

    address: ClassVar[str] = "consent:implied-new"
    find_template: ClassVar[str] = "consent/implied_find.html"
    right: ClassVar[str] = "recording.capture"

    patient: Patient

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Without a patient the page asks for the number, by POST."""
        asked = request.GET.get("patient", "")
        if not asked:
            return self.find(request)
        try:
            found = Patient.objects.visible_to(request.user).filter(reference=references.read(asked)).first()
        except references.BadReference:
            found = None
        if found is None:
            raise Http404("No such patient.")
        self.patient = found
        self.draft_form = f"{self.address}.{found.reference}"  # type: ignore[misc]
        log.read(found)
        return super().dispatch(request, *args, **kwargs)

    def find(self, request: HttpRequest) -> HttpResponse:
        """The number, and whoever has it."""
        form = PatientNumberForm(request.POST or None)
        if form.is_valid():
            found = finding.by_number(request.user, form.cleaned_data["number"])
            if found is not None:
                return HttpResponseRedirect(f"{reverse(self.address)}?patient={found.reference}")
            form.add_error("number", "No patient has that number. Check it against the wristband")
        status = 422 if form.is_bound else 200
        return render(request, self.find_template, {"form": form}, status=status)

    def departments(self) -> Any:
        """Where this person registers recordings."""
        user: Any = self.request.user
        reach = user.reach(self.right)
        rows = Department.objects.order_by("name")
        return rows if reach.everything else rows.filter(pk__in=reach.departments)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the list of today."""
        given = initial or {"captured_on": clock.today(), "told_on": clock.today()}
        return ImpliedForm(data, initial=given, tests=implied_list(), departments=list(self.departments()))

    def create(self, form: forms.Form) -> Recording:
        """Register it in the department that was chosen, or the only one."""
        words = dict(form.cleaned_data)
        chosen = words.pop("department", None)
        rows = self.departments()
        department = rows.filter(pk=chosen).first() if chosen else rows.first()
        if department is None:
            raise ValidationError("You have no department to register recordings in")
        made: Recording = Recording.capture_implied(
            by=self.request.user, department=department, patient=self.patient, **words
        )
        return made

    def context(self) -> dict[str, Any]:
        """The patient beside the form, and the rules."""
        return super().context() | {
            "patient": self.patient,
            "age": self.patient.age_on(clock.today()),
            "rules": ("R-064", "R-065", "R-158"),
        }

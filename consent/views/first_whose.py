"""The page that makes something about a patient: first whose it is, by number and never in an address."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from consent.forms.consent_form import PatientNumberForm
from recordings_gov import references
from recordings_gov.accounts.models import Department
from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView
from recordings_gov.patients import finding
from recordings_gov.patients.models import Patient


class FirstWhose(CreateView):
    """``address`` is the page's URL name, ``right`` the act it needs; the patient stands beside the form."""

    address: ClassVar[str]
    find_template: ClassVar[str]
    right: ClassVar[str]
    no_department: ClassVar[str]

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
        """Where this person may do it."""
        user: Any = self.request.user
        reach = user.reach(self.right)
        rows = Department.objects.order_by("name")
        return rows if reach.everything else rows.filter(pk__in=reach.departments)

    def department(self, chosen: str | None) -> Department:
        """The one that was chosen, or the only one; raises ValidationError where there is none."""
        rows = self.departments()
        found: Department | None = rows.filter(pk=chosen).first() if chosen else rows.first()
        if found is None:
            raise ValidationError(self.no_department)
        return found

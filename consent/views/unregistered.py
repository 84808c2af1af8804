"""Reporting a recording or a copy that was made without leave."""

from typing import Any

from django import forms
from django.urls import reverse

from consent import unregistered
from consent.forms.registration_course import UnregisteredForm
from consent.models import ConsentForm, Recording, Registration
from recordings_gov.incidents.models import Incident
from recordings_gov.pages.views import CreateView

ABOUT: tuple[Any, ...] = (ConsentForm, Recording, Registration)


def found(user: Any, reference: str) -> Any:
    """The record of this reference, if this person may see it."""
    model: Any = next((each for each in ABOUT if reference.startswith(f"{each.reference_kind}-")), None)
    return model.objects.visible_to(user).filter(reference=reference).first() if model else None


class ReportUnregistered(CreateView):
    """What is only planned is refused; what was made already becomes an incident. Rules: R-112, R-203."""

    form_class = UnregisteredForm
    template_name = "consent/registration_unregistered.html"
    heading = "Report a recording made without registration"
    button = "Report it"
    done = "Reported. Whoever answers for it has been told"
    draft_form = "consent.registration.unregistered"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows the department of whoever reports, and where they come from."""
        start = {"about": self.request.GET.get("about", "")[:20], "kind": self.request.GET.get("kind", "")}
        return UnregisteredForm(data, initial=initial or start, user=self.request.user)

    def create(self, form: Any) -> Incident:
        """Report it; what it was found at is kept only when this person may see it."""
        given = dict(form.cleaned_data)
        about = found(self.request.user, given.pop("about"))
        return unregistered.report(by=self.request.user, about=about, **given)

    def context(self) -> dict[str, Any]:
        """Where a registration is applied for instead."""
        user: Any = self.request.user
        return super().context() | {
            "apply_url": reverse("consent:registration-apply") if user.holds("registration.apply") else ""
        }

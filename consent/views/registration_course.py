"""What becomes of a registration: looked at, suspended, lifted, revoked, renewed, lost, found, printed."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from consent import registration_documents
from consent.forms.registration_course import (
    AssessKitForm,
    LiftForm,
    ReportLossForm,
    RevokeForm,
    SayFoundForm,
    SuspendForm,
)
from consent.models import Registration
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views import Door, StepView


class RegistrationStep(StepView):
    """A step on a registration, with whose it is at its head."""

    model = Registration
    template_name = "consent/registration_step.html"
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With its holder at hand."""
        return super().rows().select_related("applicant")

    def context(self) -> dict[str, Any]:
        """What follows from the step."""
        return super().context() | {"consequence": self.consequence}


class AssessKit(RegistrationStep):
    """Media Studio looked at the equipment and at sample images. Rules: R-113, R-202."""

    action = "registration.assess"
    form_class = AssessKitForm
    step = "assess_kit"
    heading = "Check the equipment"
    button = "Save what you found"
    done = "Saved. The applicant can read your advice."
    consequence = "It counts for this equipment and number. If the applicant changes either, check it again."


class SuspendRegistration(RegistrationStep):
    """Nobody records under it for now."""

    action = "registration.suspend"
    form_class = SuspendForm
    step = "suspend"
    heading = "Suspend the registration"
    button = "Suspend it"
    done = "Suspended. The holder has been told."
    consequence = "From now on nothing may be recorded under it, until somebody lifts this."


class LiftSuspension(RegistrationStep):
    """Recording may go on."""

    action = "registration.suspend"
    form_class = LiftForm
    step = "lift"
    heading = "Let them record again"
    button = "Lift the suspension"
    done = "Lifted. The holder has been told."


class RevokeRegistration(RegistrationStep):
    """The leave ends for good."""

    action = "registration.suspend"
    form_class = RevokeForm
    step = "revoke"
    heading = "Revoke the registration"
    button = "Revoke it"
    done = "Revoked. The holder has been told."
    consequence = "This cannot be taken back. To record again, they apply anew, and both offices decide."


class ReportLoss(RegistrationStep):
    """Lost or stolen: an incident, at once. Rules: R-187."""

    action = "registration.report_loss"
    form_class = ReportLossForm
    step = "report_loss"
    heading = "Report the equipment as lost or stolen"
    button = "Report it"
    done = "Reported. Information governance has been told, and nobody may record with it."
    consequence = "This reports an incident, and suspends the registration until the equipment is found."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows the department of whoever reports."""
        return ReportLossForm(data, initial=initial or {}, user=self.request.user)


class SayFound(RegistrationStep):
    """It came back."""

    action = "registration.report_loss"
    form_class = SayFoundForm
    step = "say_found"
    heading = "Say that the equipment was found"
    button = "Save"
    done = "Saved. Ask an office to lift the suspension."
    consequence = "The suspension stays until one of the two offices lifts it."


class RenewRegistration(Door):
    """A new application with what this one says, to be read, ticked and submitted anew."""

    http_method_names: Sequence[str] = ("post",)
    model = Registration
    action = "registration.apply"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """To the new application; sent twice, to the same one."""
        try:
            made = self.record.renew(by=request.user)
        except (ValidationError, PermissionDenied) as error:
            messages.warning(request, " ".join(getattr(error, "messages", [str(error)])))
            return HttpResponseRedirect(self.record.get_absolute_url())
        messages.success(request, "Renewal started. Give the training again, tick the list, and submit it.")
        return HttpResponseRedirect(made.get_absolute_url())


class PrintRegistration(Door):
    """The registration form as a PDF: made for what it says now, or the one made before."""

    http_method_names: Sequence[str] = ("post",)
    model = Registration
    action = "registration.view"

    def rows(self) -> Any:
        """With people, approvals and Media Studio's looks at hand."""
        related = ("approvals__approver", "assessments__assessed_by")
        return super().rows().select_related("applicant", "decided_by").prefetch_related(*related)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back."""
        try:
            return HttpResponseRedirect(registration_documents.printed(self.record).get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        return HttpResponseRedirect(self.record.get_absolute_url())

"""The pages of the steps that bring a version into force."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from policies import contents, documents
from policies.clauses import SCENARIO_TITLES
from policies.forms import AdoptForm, ApproveForm, FillInForm, SignForm
from policies.forms_consulting import ConsultForm
from policies.forms_version import (
    CallsForm,
    DisseminateForm,
    EntrustForm,
    EqualityForm,
    LeaveOutForm,
    SendBackForm,
)
from policies.models import PolicyVersion
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views import StepView


class VersionStep(StepView):
    """What the steps of a version share."""

    model = PolicyVersion
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With policy and owner at hand."""
        return super().rows().select_related("policy__department__site", "owner", "drafted_by")

    def context(self) -> dict[str, Any]:
        """Names the version and says what follows."""
        title = f"{self.heading}: {self.record}"
        return super().context() | {"title": title, "consequence": self.consequence}


class SigningStep(VersionStep):
    """A signature: what stands in the way of publishing is said before it is given."""

    template_name = "policies/version_sign.html"

    def context(self) -> dict[str, Any]:
        """What is still missing beside this very step, and what gives pause."""
        stops, pauses = contents.findings(self.record)
        match: Any = self.request.resolver_match
        mine = match.url_name.removeprefix("version-")
        others = [each for each in stops if each.mend != mine]
        return super().context() | {"stops": others, "pauses": pauses}


class PinningStep(SigningStep):
    """A step after which the words are kept as paper too."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the paper after the step, outside its transaction; a failure says so and undoes nothing."""
        answer = super().post(request, **kwargs)
        self.record.refresh_from_db()
        if answer.status_code == 302 and self.record.content_digest:
            try:
                documents.version_pdf(self.record)
                documents.risk_pdf_of(self.record)
            except DocumentError as error:
                messages.warning(request, f"The PDF could not be made: {error} Open it from this page.")
        return answer


class EntrustVersion(VersionStep):
    """Rules: R-049, R-216."""

    action, step, form_class = "policy.draft", "entrust", EntrustForm
    heading, button, done = "Name owner and sponsor", "Save", "Owner and sponsor saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With those named already."""
        named = {
            "owner": self.record.owner_id,
            "sponsor": self.record.sponsor,
            "sponsored_by": self.record.sponsored_by_id,
        }
        return EntrustForm(data, initial=named | (initial or {}))


class FillInVersion(VersionStep):
    """Rules: R-036."""

    action, step, form_class = "policy.draft", "fill_in", FillInForm
    heading, button, done = "Fill in local words", "Save", "Local words saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """A field for each open place of this version's text."""
        return FillInForm(
            data, version=self.record, places=contents.open_places_said(self.record), initial=initial
        )

    def act(self, form: forms.Form) -> str:
        """Hand all answers to the verb together."""
        self.record.fill_in(by=self.request.user, values=form.cleaned_data)
        return self.success_url()


class LeaveOutVersion(VersionStep):
    """Rules: R-036."""

    action, step, form_class = "policy.draft", "leave_out", LeaveOutForm
    heading, button, done = "Scenarios that do not happen here", "Save", "Saved"
    consequence = "Every other scenario of the national guidance needs a section that covers it."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """A field for each scenario."""
        return LeaveOutForm(data, version=self.record, titles=SCENARIO_TITLES, initial=initial)

    def act(self, form: forms.Form) -> str:
        """Hand all answers to the verb together."""
        self.record.leave_out(by=self.request.user, reasons=form.cleaned_data)
        return self.success_url()


class SayOfCalls(VersionStep):
    """Rules: R-094."""

    action, step, form_class = "policy.draft", "say_of_calls", CallsForm
    heading, button, done = "Telephone calls", "Save", "Saved"
    consequence = "A policy that lets calls be recorded says how callers are told, and what for."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what is known already."""
        known = {
            "calls": self.record.calls,
            "notice": self.record.call_notice,
            "purposes": self.record.call_purposes,
        }
        return CallsForm(data, initial=known | (initial or {}))


class AssessEquality(VersionStep):
    """Rules: R-221."""

    action, step, form_class = "policy.draft", "assess_equality", EqualityForm
    heading, button, done = "Equality impact assessment", "Save", "Equality assessment recorded"


class ConsultVersion(VersionStep):
    """Rules: R-001."""

    action, step, form_class = "policy.draft", "consult", ConsultForm
    heading, button, done = "Record a consultation", "Save", "Consultation recorded"


class ValidateVersion(SigningStep):
    """Rules: R-108, R-217."""

    action, step, form_class = "policy.validate", "validate", SignForm
    heading, button, done = "Validate", "Validate", "Version validated"
    consequence = (
        "After this the words, stances and risk assessment of the version do not change. "
        "Whoever signs later may still send it back."
    )


class RatifyVersion(SigningStep):
    """Rules: R-108, R-217."""

    action, step, form_class = "policy.ratify", "ratify", SignForm
    heading, button, done = "Ratify", "Ratify", "Version ratified"


class SignOffVersion(SigningStep):
    """Rules: R-027."""

    action, step, form_class = "policy.sign_off_dpo", "sign_off_as_dpo", SignForm
    heading, button, done = "Sign off as Data Protection Officer", "Sign off", "Signed off"


class EndorseVersion(SigningStep):
    """Rules: R-026."""

    action, step, form_class = "policy.endorse", "endorse", SignForm
    heading, button, done = "Endorse for the employer", "Endorse", "Endorsed"


class ApproveVersion(PinningStep):
    """Rules: R-050, R-216, R-217."""

    action, step, form_class = "policy.approve", "approve", ApproveForm
    heading, button, done = "Approve", "Approve", "Version approved"

    def context(self) -> dict[str, Any]:
        """How long it may hold here."""
        months = contents.review_months(self.record.policy.department)
        says = (
            f"The review is due at most {months} months from today. What you approve is kept word for word. "
            "Bringing it into force is the next step."
        )
        return super().context() | {"consequence": says}


class SendBackVersion(VersionStep):
    """Rules: R-217."""

    action, step, form_class = "policy.send_back", "send_back", SendBackForm
    heading, button, done = "Send back", "Send back", "Sent back to the drafter"
    consequence = "Its words may change again. Every signature on it has to be given anew."


class DisseminateVersion(PinningStep):
    """Rules: R-042, R-108, R-217."""

    action, step, form_class = "policy.publish", "disseminate", DisseminateForm
    heading, button, done = "Bring into force", "Bring into force", "Version in force"
    consequence = "It holds from today, and anyone can read it. The version before it ends today."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Asks for a reason only where something gives pause."""
        return DisseminateForm(data, initial=initial, pauses=bool(contents.warnings(self.record)))


class AdoptVersion(PinningStep):
    """Rules: R-216, R-217."""

    action, step, form_class = "policy.publish", "adopt", AdoptForm
    heading, button, done = "Adopt a version that was approved before", "Adopt", "Version adopted"
    consequence = (
        "It is in force with what is known of it. What is missing is shown as a gap and not filled in."
    )

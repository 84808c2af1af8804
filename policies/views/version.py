"""One version: its text, stances and gaps, and the steps that bring it into force."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from policies import contents
from policies.documents import version_pdf
from policies.forms import (
    AdoptForm,
    ApproveForm,
    ConsultForm,
    DisseminateForm,
    EntrustForm,
    FillInForm,
    SignForm,
)
from policies.models import PolicyVersion
from policies.showing import tags_of
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.views import Door, RecordView, StepView
from recordings_gov.workflow import may

STEPS = (
    ("entrust", "Name owner and sponsor"),
    ("fill_in", "Fill in local words"),
    ("consult", "Record a consultation"),
    ("validate", "Validate"),
    ("ratify", "Ratify"),
    ("approve", "Approve"),
    ("disseminate", "Bring into force"),
    ("adopt", "Adopt: it was approved before"),
)
SIGNED = ("validate", "ratify", "approve", "disseminate", "adopt")


class VersionDetail(RecordView):
    """Everything that is known about a version, and what is not. Rules: R-217, R-219."""

    model = PolicyVersion
    action = "policy.view"
    template_name = "policies/version_detail.html"

    def rows(self) -> Any:
        """With what every page about a version names."""
        return (
            super()
            .rows()
            .select_related("policy__department__site", "owner", "drafted_by", "replaced_by__policy")
        )

    def context(self) -> dict[str, Any]:
        """Sections with their places filled, the matrix as rows, gaps, signatures and next steps."""
        given = super().context()
        version, user = self.record, self.request.user
        mine = version.drafted_by_id == user.pk
        steps = [
            (verb.replace("_", "-"), words)
            for verb, words in STEPS
            if may(version, verb, user) and not (mine and verb in SIGNED) and self._first(verb)
        ]
        return given | {
            "tags": tags_of(version.status, version.review_due_on, clock.today()).tags,
            "sections": contents.sections_of(version),
            "stances": list(version.stances.all()),
            "gaps": contents.obstacles(version),
            "warnings": [] if version.is_adopted else contents.warnings(version),
            "consultations": version.consultations.select_related("by"),
            "signoffs": version.signoffs.select_related("by"),
            "steps": steps,
            "waits_for_another": mine
            and any(may(version, verb, user) for verb in SIGNED if self._first(verb)),
            "approved": contents.said(version.approved_on, version.approved_precision),
            "due": contents.said(version.review_due_on, version.review_due_precision),
            "since": contents.said(version.in_force_from, version.in_force_precision),
        }

    def _first(self, verb: str) -> bool:
        return verb != "adopt" or not self.record.policy.versions.exclude(pk=self.record.pk).exists()


class VersionDocument(Door):
    """The version as a PDF, made once and kept; a redirect to it. Rules: R-042."""

    model = PolicyVersion
    action = "policy.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Logged as a reading here and as a download where it is opened."""
        log.read(self.record)
        return HttpResponseRedirect(version_pdf(self.record).get_absolute_url())


class VersionStep(StepView):
    """What the steps of a version share."""

    model = PolicyVersion
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With policy and owner at hand."""
        return super().rows().select_related("policy", "owner", "drafted_by")

    def context(self) -> dict[str, Any]:
        """Names the version, says what follows, and leads back."""
        title = f"{self.heading}: {self.record}"
        back = {"back_url": self.record.get_absolute_url(), "consequence": self.consequence}
        return super().context() | back | {"heading": self.heading, "title": title}


class EntrustVersion(VersionStep):
    """Rules: R-216."""

    action, step, form_class = "policy.draft", "entrust", EntrustForm
    heading, button, done = "Name owner and sponsor", "Save", "Owner and sponsor saved"


class FillInVersion(VersionStep):
    """Rules: R-036."""

    action, step, form_class = "policy.draft", "fill_in", FillInForm
    heading, button, done = "Fill in local words", "Save", "Local words saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """A field for each open place of this version's text."""
        return FillInForm(
            data, version=self.record, places=contents.open_places(self.record), initial=initial
        )

    def act(self, form: forms.Form) -> str:
        """Hand all answers to the verb together."""
        self.record.fill_in(by=self.request.user, values=form.cleaned_data)
        return self.success_url()


class ConsultVersion(VersionStep):
    """Rules: R-001."""

    action, step, form_class = "policy.draft", "consult", ConsultForm
    heading, button, done = "Record a consultation", "Save", "Consultation recorded"


class ValidateVersion(VersionStep):
    """Rules: R-217."""

    action, step, form_class = "policy.validate", "validate", SignForm
    heading, button, done = "Validate", "Validate", "Version validated"
    consequence = "After this the words of the version do not change."


class RatifyVersion(VersionStep):
    """Rules: R-217."""

    action, step, form_class = "policy.ratify", "ratify", SignForm
    heading, button, done = "Ratify", "Ratify", "Version ratified"


class ApproveVersion(VersionStep):
    """Rules: R-216."""

    action, step, form_class = "policy.publish", "approve", ApproveForm
    heading, button, done = "Approve", "Approve", "Version approved"
    consequence = "The review is due at most three years from today. Bringing it into force is the next step."


class DisseminateVersion(VersionStep):
    """Rules: R-042, R-217."""

    action, step, form_class = "policy.publish", "disseminate", DisseminateForm
    heading, button, done = "Bring into force", "Bring into force", "Version in force"
    consequence = "It holds from today, and anyone can read it. The version before it ends today."


class AdoptVersion(VersionStep):
    """Rules: R-216, R-217."""

    action, step, form_class = "policy.publish", "adopt", AdoptForm
    heading, button, done = "Adopt a version that was approved before", "Adopt", "Version adopted"
    consequence = (
        "It is in force with what is known of it. What is missing is shown as a gap and not filled in."
    )

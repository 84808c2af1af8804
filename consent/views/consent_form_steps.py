"""The steps of a consent form: explain, sign, print, receive."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from consent import documents
from consent.caring import warnings
from consent.forms.consent_form import ExplainForm
from consent.forms.signing import SignForm
from consent.models import ConsentForm, FormStatus, PermissionStatus, SigningRole
from consent.professions import Profession, codes_words
from consent.tasks import make_signed_papers
from recordings_gov import clock
from recordings_gov.documents.errors import DocumentError
from recordings_gov.jobs import waking
from recordings_gov.pages.views import Door, StepView
from recordings_gov.workflow import WrongState

WHERE_KEPT = "The clinical image library, reached from your health record"
HOW_LONG = "As long as the rest of your health record"
ANSWER = ("answers", "name", "signed_at", "initials", "copy_of_form", "signing")


@contextmanager
def beside(names: dict[str, str]) -> Iterator[None]:
    """Errors of a verb's keyword stand beside the field of the page that asked for it."""
    try:
        yield
    except ValidationError as error:
        for keyword, field in names.items():
            if keyword in getattr(error, "error_dict", {}):
                error.error_dict[field] = error.error_dict.pop(keyword)
        raise


class FormStep(StepView):
    """A step on a form; afterwards the paper that fits its new state is made, outside the transaction."""

    model = ConsentForm
    action = "consent.record"
    rules: tuple[str, ...] = ()

    def rows(self) -> Any:
        """With patient, taker and site at hand."""
        return super().rows().select_related("patient", "consent_taker", "department__site")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The step first; a PDF that cannot be made never undoes it."""
        response = super().post(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            self.record.refresh_from_db()
            if self.record.status in (FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED):
                try:
                    documents.newest(self.record)
                except DocumentError as error:
                    messages.warning(request, f"What you did is saved. {error}")
                    if self.record.status == FormStatus.SIGNED:
                        messages.info(request, "The signed form is being made as a PDF. It comes by itself.")
                        waking.send(make_signed_papers)
        return response

    def context(self) -> dict[str, Any]:
        """Always beside the form: whose it is, and the rules the step keeps."""
        return super().context() | {"age": self.record.patient.age_on(clock.today()), "rules": self.rules}


class ExplainConsentForm(FormStep):
    """Say, point by point, what was explained. Rules: R-067, R-068."""

    form_class = ExplainForm
    template_name = "consent/form_explain.html"
    step = "explain"
    rules = ("R-067", "R-068", "R-069")
    heading = "What have you explained?"
    button = "Save, and make the form to sign"
    done = "Saved. The form can be signed now."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Where and how long it is kept are facts of the Trust, and may be changed."""
        start = {"place_kept": WHERE_KEPT, "retention": HOW_LONG}
        return ExplainForm(data, initial=initial or start, record=self.record)

    def context(self) -> dict[str, Any]:
        """What to keep in mind, and the codes of the professions. Rules: R-099, R-252."""
        codes = [(one.label, codes_words(one)) for one in Profession if one != Profession.OTHER]
        known = {"codes": codes, "code_rules": ("R-252",)}
        said = self.record.said_care is not None
        return super().context() | known | {"care_warnings": warnings(self.record.care()) if said else ()}


class SignConsentForm(FormStep):
    """Write down the patient's answers and the signatures that stand on the paper. Rules: R-127."""

    form_class = SignForm
    template_name = "consent/form_sign.html"
    step = "answer"
    rules = ("R-127",)
    heading = "Answers and signatures"
    button = "Save answers and signatures"
    done = "Answers and signatures saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Asks for what is still missing: the patient's part, the taker's, or both."""
        permissions = self.record.open_permissions()
        is_taker = self.record.consent_taker_id == self.request.user.pk
        return SignForm(
            data,
            initial=initial or {"signed_on": clock.today(), "countersigned_on": clock.today()},
            permissions=permissions,
            signer=str(SigningRole(self.record.signing_role).label).lower(),
            patient_signs=any(row.status == PermissionStatus.OFFERED for row in permissions),
            taker_signs=is_taker and not self.record.signatures.filter(role=SigningRole.TAKER).exists(),
        )

    def act(self, form: forms.Form) -> str:
        """Both verbs in one transaction, each under the person who does it."""
        given, by = form.cleaned_data, self.request.user
        if not form.fields:
            raise WrongState(f"{self.record} is {self.record.get_status_display().lower()} now.")
        if "answers" in given:
            with beside({"signed_at": "signed_time"}):
                self.record.answer(by=by, **{name: given[name] for name in ANSWER if name in given})
        if given.get("countersigned_at") and self.record.status == FormStatus.AWAITING_SIGNATURES:
            with beside({"signed_at": "countersigned_time"}):
                self.record.countersign(by=by, signed_at=given["countersigned_at"])
        return self.success_url()


class ReceiveConsentForm(StepView):
    """Media Studio has the paper."""

    model = ConsentForm
    action = "consent.receive"
    template_name = "consent/form_receive.html"
    step = "receive"
    heading = "Mark the signed form as received"
    button = "Mark as received"
    done = "Marked as received by Media Studio."


class PrintConsentForm(Door):
    """Make the paper that fits where the form stands, or find it, and go to it."""

    http_method_names: Sequence[str] = ("post",)
    model = ConsentForm
    action = "consent.open"

    def rows(self) -> Any:
        """With patient, taker and site at hand."""
        return super().rows().select_related("patient", "consent_taker", "department__site")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back to the form."""
        try:
            if self.record.status == FormStatus.VOID:
                raise WrongState("This form is void. Print the one that replaced it.")
            if self.record.status == FormStatus.DRAFT:
                raise WrongState("Explain it first. Then there is a form to sign.")
            self.choose(request.POST.get("language", ""), request.POST.get("print_format", ""))
            return HttpResponseRedirect(documents.newest(self.record).get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(self.record.get_absolute_url())

    def choose(self, language: str, print_format: str) -> None:
        """Another language or print, if one was chosen; raises ValidationError. Rules: R-019."""
        now = (self.record.paper_language, self.record.paper_format)
        if language and print_format and (language, print_format) != now:
            self.record.choose_paper(by=self.request.user, language=language, print_format=print_format)

"""Steps that end a form, or stop a recording under it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from consent import letters
from consent.documents import kinds_word
from consent.ending import Follows
from consent.forms.ending import (
    CameOutForm,
    InvalidateForm,
    ResumeForm,
    StopForm,
    SupersedeForm,
    WithdrawForm,
)
from consent.models import ConsentForm, FormStatus, PermissionKind, PermissionStatus, WhyStopped
from consent.models.ending_effects import what_follows_for
from consent.models.ending_permission import ONCE_GIVEN
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views import StepView

IF_ALL: dict[str, str] = {
    Follows.STAYS: "If all of it is taken back, another form still covers what was recorded.",
    Follows.RESTRICTED: "If all of it is taken back, what was recorded is restricted: kept, and not used.",
    Follows.QUARANTINED: "If all of it is taken back, what was recorded is quarantined: nobody sees it.",
}


class EndingStep(StepView):
    """A step on a form, with whose it is and what it was for beside it."""

    model = ConsentForm
    rules: tuple[str, ...] = ()

    def rows(self) -> Any:
        """With patient, taker and site at hand."""
        return super().rows().select_related("patient", "consent_taker", "department__site")

    def context(self) -> dict[str, Any]:
        """The recording in a phrase, how many there are, and the rules the step keeps."""
        return super().context() | {
            "age": self.record.patient.age_on(clock.today()),
            "kinds": kinds_word(self.record.kinds),
            "count": self.record.recordings.count(),
            "rules": self.rules,
        }


def just_now(prefix: str) -> dict[str, Any]:
    """The day and time of now, as both fields take them."""
    return {f"{prefix}_on": clock.today(), f"{prefix}_time": f"{clock.local(clock.now()):%H:%M}"}


class WithdrawConsent(EndingStep):
    """Consent taken back: by word, letter or on screen, of all or a part. Rules: R-133, R-144."""

    action = "consent.withdraw"
    form_class = WithdrawForm
    template_name = "consent/form_withdraw.html"
    step = "withdraw"
    heading = "Consent taken back"
    button = "Take it back now"
    done = "Consent is taken back. It counts from now on."
    rules = ("R-133", "R-134", "R-144")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """What was agreed to, and who may take it back."""
        given = self.record.permissions.filter(status=PermissionStatus.GIVEN)
        who = self.record.who_may_take_back()
        start = initial or just_now("said")
        return WithdrawForm(data, initial=start, given=list(given), who=who)

    def act(self, form: forms.Form) -> str:
        """Take it back and go to what was done."""
        self.record.withdraw(by=self.request.user, **form.cleaned_data)
        return str(self.record.withdrawals.latest("pk").get_absolute_url())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The step first; a letter that cannot be made never undoes it."""
        response = super().post(request, **kwargs)
        row = self.record.withdrawals.order_by("pk").last()
        if isinstance(response, HttpResponseRedirect) and row is not None and row.answer_by == "letter":
            try:
                letters.withdrawal_letter(row)
            except DocumentError as error:
                messages.warning(request, f"What you did is saved. {error}")
        return response

    def context(self) -> dict[str, Any]:
        """What follows, in the words of the wording."""
        given = list(self.record.permissions.filter(status=PermissionStatus.GIVEN))
        return super().context() | {
            "staff": wording().texts["withdrawal"]["staff"],
            "names_a_use": any(row.kind == PermissionKind.NAMED_PURPOSE for row in given),
            "if_all": IF_ALL[what_follows_for(self.record, given)],
        }


class InvalidateConsentForm(EndingStep):
    """A form that never counted. Rules: R-134, R-155."""

    action = "consent.invalidate"
    form_class = InvalidateForm
    template_name = "consent/form_invalidate.html"
    step = "invalidate"
    heading = "This form never counted"
    button = "Say that it never counted"
    done = "The form never counted. Everything recorded under it is locked away."
    rules = ("R-134", "R-155")

    def act(self, form: forms.Form) -> str:
        """Say so and go to what was done."""
        self.record.invalidate(by=self.request.user, **form.cleaned_data)
        return str(self.record.invalidation.get_absolute_url())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The step first; a letter that cannot be made never undoes it."""
        response = super().post(request, **kwargs)
        self.record.refresh_from_db()
        if isinstance(response, HttpResponseRedirect) and self.record.status == FormStatus.INVALIDATED:
            try:
                letters.invalidation_letter(self.record.invalidation)
            except DocumentError as error:
                messages.warning(request, f"What you did is saved. {error}")
        return response


class StopRecording(EndingStep):
    """Stop, at any time. Rules: R-070, R-080."""

    action = "recording.capture"
    form_class = StopForm
    template_name = "consent/form_stop.html"
    step = "stop"
    heading = "Stop the recording"
    button = "Save that it was stopped"
    done = "Stopped. Nothing more is recorded under this form."
    rules = ("R-070", "R-080")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Just now, unless somebody says otherwise."""
        return StopForm(data, initial=initial or just_now("stopped"))

    def act(self, form: forms.Form) -> str:
        """Stop it; where consent was taken back, that is written down next."""
        went_to = super().act(form)
        taken_back = form.cleaned_data["why"] == WhyStopped.TAKEN_BACK
        if taken_back and self.record.permissions.filter(status=PermissionStatus.GIVEN).exists():
            return reverse("consent:form-withdraw", kwargs={"reference": self.record.reference})
        return went_to

    def context(self) -> dict[str, Any]:
        """Whether a no is final here."""
        record = self.record
        return super().context() | {"is_final": record.is_of_a_child and record.made_for == "secondary"}


class ResumeRecording(EndingStep):
    """They agreed to go on. Rules: R-070."""

    action = "recording.capture"
    form_class = ResumeForm
    template_name = "consent/form_ending_step.html"
    step = "resume"
    heading = "They agree to go on"
    button = "Go on recording"
    done = "Recording may go on."
    rules = ("R-070",)


class CameOut(EndingStep):
    """A named use has come out: it cannot be called back from now on. Rules: R-135."""

    action = "release.manage"
    template_name = "consent/form_ending_step.html"
    step = "came_out"
    heading = "A named use has come out"
    button = "Save that it has come out"
    done = "Saved. It cannot be called back from now on."
    rules = ("R-135",)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The named uses that were agreed to, once or still."""
        return CameOutForm(data, initial=initial, named=list(named_uses(self.record)))

    def act(self, form: forms.Form) -> str:
        """The permission keeps it."""
        words = dict(form.cleaned_data)
        words.pop("permission").come_out(by=self.request.user, **words)
        return self.success_url()


def named_uses(form: ConsentForm) -> Any:
    """Named uses that were agreed to and have not come out yet."""
    rows = form.permissions.filter(kind=PermissionKind.NAMED_PURPOSE, status__in=ONCE_GIVEN)
    return rows.filter(came_out_on=None).order_by("pk")


class SupersedeConsentForm(EndingStep):
    """A newer signed form says what counts now."""

    action = "consent.record"
    form_class = SupersedeForm
    template_name = "consent/form_ending_step.html"
    step = "supersede"
    heading = "Replaced by a newer form"
    button = "Say that it is replaced"
    done = "The newer form says what counts from now on."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Newer signed forms of this patient, for the same kind of recording."""
        return SupersedeForm(data, initial=initial, newer=list(newer_forms(self.record)))


def newer_forms(form: ConsentForm) -> Any:
    """Forms that could replace this one, newest first."""
    rows = ConsentForm.objects.filter(
        patient=form.patient_id, department=form.department_id, made_for=form.made_for,
        status=FormStatus.SIGNED, signed_at__gte=form.signed_at or clock.now(),
    )  # fmt: skip
    return rows.exclude(pk=form.pk).order_by("-signed_at")[:20]

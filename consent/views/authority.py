"""Recording without consent: the consultant decides, and information governance signs beside a claim."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from consent.forms.exception_steps import AuthoriseForm as SignForm
from consent.forms.exception_steps import BecauseForm
from consent.models import AuthorityStatus, ConsentForm, Ground, RecordingAuthority
from consent.models.authority import awaits_consultant
from consent.views.own_sign_in import SignedWithOwnSignIn
from consent.views.showing_exception import facts_of_authority, ground_of, statements
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

RULES = {
    Ground.INJURY: ("R-160",),
    Ground.ABUSE: ("R-159", "R-161"),
    Ground.VITAL_INTERESTS: ("R-159",),
    Ground.LITIGATION: ("R-159", "R-162"),
}
COLOURS = {
    AuthorityStatus.AWAITING_SECOND: "yellow",
    AuthorityStatus.GIVEN: "green",
    AuthorityStatus.REFUSED: "grey",
}


class AuthoriseForm(SignedWithOwnSignIn):
    """The consultant reads the proof, and signs with their own sign-in. Rules: R-159, R-160, R-161."""

    model = ConsentForm
    action = "recording.authorise_without_consent"
    template_name = "consent/form_authorise.html"
    step = "authorise"
    heading = "Authorise recording without consent"
    button = "Authorise it"
    done = "Authorised. It may be recorded for the health record, and nothing else."

    def rows(self) -> Any:
        """With patient and site at hand."""
        return super().rows().select_related("patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """What was typed never comes back to the page."""
        given = None if data is None else {**data.dict(), "secret": self.secret}
        return SignForm(given, **self.checks())

    def act(self, form: forms.Form) -> str:
        """Give it, and go to it."""
        made = RecordingAuthority.give(by=self.request.user, form=self.record, is_in_charge=True)
        return str(made.get_absolute_url())

    @cached_property
    def is_open(self) -> bool:
        """Whether the facts leave it to the consultant, who has not decided yet."""
        return awaits_consultant(self.record, clock.now())

    def context(self) -> dict[str, Any]:
        """Every statement that is signed, and the reasons."""
        case = self.record.signing_case(clock.today())
        return super().context() | {
            "age": self.record.patient.age_on(clock.today()),
            "is_open": self.is_open,
            "answer": self.record.who_signs(clock.today()),
            "ground": ground_of(case) if self.is_open else "",
            "statements": statements(case.consultant) if self.is_open else [],
        }


class AuthorityList(ListView):
    """Every authority that was given or asked for, newest first, for each quarter. Conflict: C-11."""

    model = RecordingAuthority
    action = "authority.view"
    template_name = "consent/authority_list.html"
    heading = "Recorded without consent"
    empty = "Nothing was authorised without consent."
    export_name = "recorded-without-consent"
    order = "-given_at"
    columns = (
        Column("Authority", ("reference",)),
        Column("Ground", ("ground",), lambda ground: str(Ground(ground).label)),
        Column("Consultant", ("consultant__name",), wide_only=True),
        Column("Decided", ("given_at",), short_date, sort="given_at", wide_only=True),
        Column("State", ("status",), lambda status: str(AuthorityStatus(status).label)),
    )
    filters = (
        Filter(
            "ground", "Ground", (("", "All"), *Ground.choices),
            lambda rows, value: rows.filter(ground=value),
        ),
        Filter(
            "state", "State", (("", "All"), *AuthorityStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )  # fmt: skip


class AuthorityDetail(RecordView):
    """The ground, its proof and who signed; never whose it is. Rules: R-159, R-160, R-161, R-162."""

    model = RecordingAuthority
    action = "authority.view"
    template_name = "consent/authority_detail.html"

    def rows(self) -> Any:
        """With form and people at hand."""
        return super().rows().select_related("form", "consultant", "second_by")

    def context(self) -> dict[str, Any]:
        """Its facts and its steps."""
        record, user = self.record, self.request.user
        is_other = record.consultant_id != getattr(user, "pk", None)
        return super().context() | {
            "facts": facts_of_authority(record),
            "colour": COLOURS[AuthorityStatus(record.status)],
            "may_second": is_other and may(record, "second", user),
            "may_open_form": bool(user.can("consent.open", record.form)),  # type: ignore[union-attr]
            "rules": RULES[Ground(record.ground)],
            "is_litigation": record.ground == Ground.LITIGATION,
        }


class SecondAuthority(StepView):
    """Information governance signs as well. Rules: R-162. Conflict: C-11."""

    model = RecordingAuthority
    action = "recording.second_authority"
    form_class = BecauseForm
    step = "second"
    heading = "Sign for information governance"
    button = "Sign"
    done = "Signed. It may be recorded for the health record, and nothing else."

    def context(self) -> dict[str, Any]:
        """What is to be weighed."""
        return super().context() | {
            "consequence": "Protecting the Trust is no reason by itself. Sign only if the patient's vital"
            " interests call for it, and say why."
        }


class RefuseAuthority(SecondAuthority):
    """Information governance does not sign. Rules: R-162."""

    step = "refuse"
    heading = "Refuse to sign"
    button = "Refuse"
    done = "Refused. Nothing is recorded on it."

    def context(self) -> dict[str, Any]:
        """What follows."""
        return super().context() | {"consequence": "Nothing is recorded on this authority."}

"""What was done when consent was taken back or a form never counted, and the answers owed."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent import letters
from consent.documents import kinds_word
from consent.ending import Follows
from consent.forms.ending import GoBackForm, TellForm
from consent.models import ConsentForm, Invalidation, PermissionStatus, Recording, Withdrawal
from consent.models.ending_choices import FOLLOWS, AnswerBy, InvalidationStatus, WithdrawalStatus
from consent.models.ending_form import OPEN_TO_TAKING_BACK
from consent.views.showing_ending import reads_letter
from recordings_gov import clock, references
from recordings_gov.audit import log
from recordings_gov.documents.models import Document
from recordings_gov.pages.templatetags.pages import date_and_time, long_date, short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from recordings_gov.patients.models import Patient
from recordings_gov.workflow import may

LETTERS = {
    "withdrawal-letter": "Letter to whoever took it back",
    "clinician-letter": "Letter to the clinician",
    "invalidation-letter": "Letter to the patient",
}
COLOURS: dict[str, str] = {
    WithdrawalStatus.OWED: "yellow",
    WithdrawalStatus.TOLD: "green",
    WithdrawalStatus.NOT_WANTED: "grey",
}


class WithdrawalList(ListView):
    """Consent taken back, newest first."""

    model = Withdrawal
    action = "consent.withdraw"
    template_name = "consent/withdrawal_list.html"
    heading = "Consent taken back"
    empty = "Nobody has taken back consent."
    export_name = "consent-taken-back"
    order = "-said_at"
    columns = (
        Column("Reference", ("reference",)),
        Column("Form", ("form__reference",)),
        Column("Told us", ("said_at",), short_date, sort="said_at"),
        Column("Recordings", ("follows",), lambda value: dict(FOLLOWS)[value], wide_only=True),
        Column("Answer", ("status",), lambda status: str(WithdrawalStatus(status).label)),
    )
    filters = (
        Filter(
            "state", "Answer", (("", "All"), *WithdrawalStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )  # fmt: skip


def choose_form(request: HttpRequest) -> HttpResponse:
    """Which form of this patient: those on which something is agreed to. Rules: R-133."""
    user: Any = request.user
    try:
        asked = references.read(request.GET.get("patient", ""))
    except references.BadReference as error:
        raise Http404("No such patient.") from error
    patient = Patient.objects.visible_to(user).filter(reference=asked).first()
    if patient is None:
        raise Http404("No such patient.")
    log.read(patient)
    given = {"permissions__status": PermissionStatus.GIVEN, "status__in": OPEN_TO_TAKING_BACK}
    rows = ConsentForm.objects.visible_to(user).filter(patient=patient, **given).distinct()
    found = [
        (
            row,
            kinds_word(row.kinds),
            reverse("consent:form-withdraw", kwargs={"reference": row.reference}),
        )
        for row in rows.order_by("-created_at")[:50]
    ]
    context = {"patient": patient, "age": patient.age_on(clock.today()), "found": found}
    return render(request, "consent/withdrawal_start.html", context)


class Ended(RecordView):
    """What the pages of a withdrawal and of an invalidation share."""

    action = "consent.withdraw"

    def rows(self) -> Any:
        """With form, patient and site at hand."""
        return super().rows().select_related("form__patient", "form__department__site", "department")

    def context(self) -> dict[str, Any]:
        """The form, its recordings as far as they may be seen, and the letters."""
        record, user = self.record, self.request.user
        form = record.form
        mine = Recording.objects.visible_to(user).filter(form=form).order_by("-captured_at")[:20]
        can_open: Any = user.can("consent.open", form)  # type: ignore[union-attr]
        return super().context() | {
            "patient": form.patient,
            "age": form.patient.age_on(clock.today()),
            "kinds": kinds_word(form.kinds),
            "form_url": form.get_absolute_url() if can_open else "",
            "count": form.recordings.count(),
            "visible": list(mine),
            "letters": [(LETTERS[row.kind], row) for row in Document.objects.about(record)[:6]],
            "reads_letter": reads_letter(form),
            "may_tell": may(record, "tell", user),
        }


class WithdrawalDetail(Ended):
    """One withdrawal: who, when, what for, what stopped and what cannot. Rules: R-133, R-134, R-144."""

    model = Withdrawal
    template_name = "consent/withdrawal_detail.html"

    def context(self) -> dict[str, Any]:
        """The facts, and in the words of the letter what stopped."""
        record: Withdrawal = self.record
        facts: list[tuple[str, Any]] = [
            ("Taken back", ", ".join(row.name for row in record.permissions.order_by("pk"))),
            ("By", record.by_whom),
            ("How", record.get_route_display()),
            ("When they told us", date_and_time(record.said_at)),
        ]
        if record.words:
            facts.append(("In their words", record.words))
        facts.append(("They want to hear by", str(AnswerBy(record.answer_by).label)))
        if record.told_on:
            facts.append(("They were told", f"{long_date(record.told_on)}, by {record.told_by}"))
        if record.is_of_a_child:
            facts.append(("Back to the clinician", _went_back(record)))
        said = letters.withdrawal_words(record)
        return super().context() | {
            "facts": facts,
            "colour": COLOURS[record.status],
            "follows": dict(FOLLOWS)[record.follows] if record.form.recordings.exists() else "",
            "is_quarantined": record.follows == Follows.QUARANTINED,
            "stops": said["stops"],
            "cannot": said["cannot"],
            "owes_clinician": record.is_of_a_child and record.clinician_told_on is None,
        }


def _went_back(record: Withdrawal) -> str:
    if record.clinician_told_on is None:
        return "Not yet"
    return f"{long_date(record.clinician_told_on)}, by {record.clinician_told_by}: {record.clinician_words}"


class InvalidationDetail(Ended):
    """One form that never counted; what was found is for those who may say so. Rules: R-134, R-155."""

    model = Invalidation
    template_name = "consent/invalidation_detail.html"

    def context(self) -> dict[str, Any]:
        """The facts and what was done."""
        record: Invalidation = self.record
        user: Any = self.request.user
        facts: list[tuple[str, Any]] = [
            ("Why", record.get_why_display()),
            ("Said by", str(record.decided_by)),
            ("When", date_and_time(record.created_at)),
            ("Recordings under it", str(record.recordings)),
        ]
        if user.can("consent.invalidate", record):
            facts.insert(1, ("What was found", record.words))
        if record.told_on:
            facts.append(("The patient was told", f"{long_date(record.told_on)}, by {record.told_by}"))
        return super().context() | {
            "facts": facts,
            "colour": "green" if record.status == InvalidationStatus.TOLD else "yellow",
            "stops": letters.invalidation_words(record)["stops"],
            "cannot": letters.invalidation_words(record)["cannot"],
        }


class TellWithdrawer(StepView):
    """They have heard what was done."""

    model: ClassVar[Any] = Withdrawal
    action = "consent.withdraw"
    form_class = TellForm
    template_name = "consent/ending_told.html"
    step = "tell"
    heading = "They were told what was done"
    button = "Save"
    done = "Saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Today, most often."""
        return TellForm(data, initial=initial or {"on": clock.today()})


class TellPatient(TellWithdrawer):
    """The patient has heard that a form never counted."""

    model = Invalidation
    heading = "The patient was told"


class GoBackToClinician(StepView):
    """The way back to the clinician who asked. Rules: R-144."""

    model = Withdrawal
    action = "consent.withdraw"
    form_class = GoBackForm
    template_name = "consent/ending_told.html"
    step = "go_back"
    heading = "Back to the clinician who asked"
    button = "Save"
    done = "Saved. The recording stays out of use."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Today, most often."""
        return GoBackForm(data, initial=initial or {"on": clock.today()})

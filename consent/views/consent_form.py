"""The consent form: list, start, explain, print, sign, receive."""

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse

from consent.documents import kinds_word
from consent.forms.consent_form import StartForm
from consent.models import ConsentForm, CustodyStep, FormStatus, LocalForm
from consent.models.form_custody import AT_THE_START
from consent.signing import SigningCase, who_must_sign
from consent.views.first_whose import FirstWhose
from consent.views.showing import form_page
from consent.views.showing_signer import answer_panel
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView

STATES = (("", "All"), *FormStatus.choices)
PAPER = (("", "Anywhere"), ("not_received", "Signed, not received yet"), *CustodyStep.choices)


def paper_word(station: str, signed_at: Any) -> str:
    """Where the paper of a form is, once it is signed."""
    return (str(CustodyStep(station).label) if station else AT_THE_START) if signed_at else ""


class FormList(ListView):
    """Forms of the departments this person works for."""

    model = ConsentForm
    action = "consent.open"
    template_name = "consent/form_list.html"
    heading = "Consent forms"
    empty = "No consent form yet."
    export_name = "consent-forms"
    columns = (
        Column("Form", ("reference",)),
        Column("What is recorded", ("kinds", "subject"), lambda kinds, what: f"{kinds_word(kinds)}: {what}"),
        Column("Explained by", ("consent_taker__name",), wide_only=True),
        Column("Made", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("Paper", ("station", "signed_at"), paper_word, wide_only=True),
        Column("State", ("status",), lambda status: str(FormStatus(status).label)),
    )
    filters = (
        Filter("state", "State", STATES, lambda rows, value: rows.filter(status=value)),
        Filter(
            "custody", "Where the paper is", PAPER, lambda rows, value: rows.paper_at(value),
        ),
    )  # fmt: skip

    def context(self) -> dict[str, Any]:
        """Whether a new form may be started from here."""
        user: Any = self.request.user
        return {"may_start": user.holds("consent.record")}

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The form's own page."""
        return reverse("consent:form-detail", kwargs={"reference": row[1]})


class StartConsentForm(FirstWhose):
    """First whose form it is, then what is to be recorded and asked. Name and age always stand beside."""

    form_class = StartForm
    template_name = "consent/form_start.html"
    heading = "What do you want to record?"
    button = "Save and continue"
    done = "Draft saved. Nothing may be recorded yet."
    address = "consent:form-new"
    find_template = "consent/form_find.html"
    right = "consent.record"
    no_department = "You have no department to take consent in"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the department, where there is a choice; only whose age says so is asked whether they can."""
        form = StartForm(data, initial=initial)
        if self.case.is_child or self.case.has_died:
            del form.fields["can_decide"]
        departments = list(self.departments())
        if len(departments) > 1:
            rows = [(str(row.pk), str(row)) for row in departments]
            field = forms.ChoiceField(label="Which department?", choices=[("", "Choose"), *rows])
            form.fields = {"department": field, **form.fields}
        local = list(LocalForm.objects.in_use().order_by("title"))
        if local:
            rows = [("", "Our consent form"), *((str(row.pk), row.title) for row in local)]
            form.fields["local_form"] = forms.ChoiceField(
                label="Which form do they sign?", choices=rows, required=False
            )
        return form

    def initial(self) -> dict[str, Any]:
        """Who asks, most often, is who fills this in; no answer is ever filled in."""
        user: Any = self.request.user
        return {"requested_by": user.name}

    def create(self, form: forms.Form) -> ConsentForm:
        """Make the draft."""
        words = form.verb_words()  # type: ignore[attr-defined]
        chosen, local = words.pop("department", None), words.pop("local_form", "")
        department = self.department(chosen)
        other = LocalForm.objects.in_use().filter(pk=local).first() if local else None
        return ConsentForm.start(
            by=self.request.user, department=department, patient=self.patient, local_form=other, **words
        )

    def act(self, form: forms.Form) -> str:
        """To the form when it is plain who signs, else to that question."""
        made = self.create(form)
        if made.is_ready_to_explain:
            return str(made.get_absolute_url())
        return reverse("consent:form-signer", kwargs={"reference": made.reference})

    @cached_property
    def case(self) -> SigningCase:
        """What age and life alone say of who signs."""
        today = clock.today()
        return SigningCase(self.patient.age_on(today), today, has_died=bool(self.patient.death_date))

    def context(self) -> dict[str, Any]:
        """The patient, and the running answer to who must sign."""
        known = {"patient": self.patient, "age": self.case.age}
        return super().context() | known | answer_panel(who_must_sign(self.case), self.patient)


class FormDetail(RecordView):
    """One form: what is asked, who signed, where the paper is, and what comes next."""

    model = ConsentForm
    action = "consent.open"
    template_name = "consent/form_detail.html"

    def rows(self) -> Any:
        """With patient, taker, site and everything it follows from at hand."""
        beside = ("particulars", "local_form", "further_to", "replaces", "settled_by")
        rows = super().rows().select_related("patient", "consent_taker", "department__site", *beside)
        return rows.prefetch_related("others_answers__by")

    def context(self) -> dict[str, Any]:
        """The facts, the permissions with their signatures, the papers, and the one next step."""
        return super().context() | form_page(self.record, self.request.user)

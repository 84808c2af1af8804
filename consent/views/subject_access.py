"""Searching what we hold of a patient, for a subject access request."""

from typing import Any

from django import forms

from consent import subject_access_documents
from consent.forms.subject_access import SubjectAccessForm
from consent.models import SubjectAccessSearch
from consent.subject_access import UNDECIDED
from consent.views.paper import MakePaper
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, ListView, RecordView


class SubjectAccessList(ListView):
    """Every search, with the request it was for: never whose. Rules: R-102."""

    model = SubjectAccessSearch
    action = "patient.export"
    template_name = "consent/sar_list.html"
    heading = "Subject access"
    empty = "Nobody has searched yet."
    order = "-searched_at"
    export_name = "subject-access"
    columns = (
        Column("Search", ("reference",)),
        Column("Request", ("request_reference",)),
        Column("By", ("searched_by__name",), wide_only=True),
        Column("On", ("searched_at",), short_date, sort="searched_at"),
        Column("In quarantine", ("undecided",), wide_only=True),
    )


class NewSubjectAccess(CreateView):
    """By the number on the request: everything that exists. Rules: R-102. Conflict: C-12."""

    form_class = SubjectAccessForm
    heading = "What do we hold of a patient?"
    button = "Search"
    done = "Searched. Print the extract for the request."

    def create(self, form: forms.Form) -> SubjectAccessSearch:
        """The search; its reason opens its page, too."""
        made = SubjectAccessSearch.search(by=self.request.user, **form.cleaned_data)
        given = {"reason": made.reason, "at": clock.now().timestamp()}
        self.request.session["reasons"] = self.request.session.get("reasons", {}) | {made.reference: given}
        return made


class SubjectAccessDetail(RecordView):
    """What was found on that day."""

    model = SubjectAccessSearch
    action = "patient.export"
    template_name = "consent/sar_detail.html"

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient", "searched_by")

    def context(self) -> dict[str, Any]:
        """The facts, and the words for what is in quarantine, then or since."""
        shut = self.record.shut_since()
        return super().context() | {
            "facts": subject_access_documents.facts_of(self.record),
            "found": [row for row in self.record.found if row["reference"] not in shut],
            "shut_since": len(shut),
            "undecided_says": UNDECIDED,
        }


class PrintSubjectAccess(MakePaper):
    """The extract as a PDF: made once, and the same one after that."""

    model = SubjectAccessSearch
    action = "patient.export"
    make = staticmethod(subject_access_documents.printed)

    def rows(self) -> Any:
        """With the patient at hand."""
        return super().rows().select_related("patient", "searched_by")

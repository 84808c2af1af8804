"""The log of what was passed on outside."""

from typing import Any

from consent.models import Disclosure
from consent.using.words import BASIS_WORDS
from consent.views.showing_leaving import disclosure_facts
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView

GROUNDS = {each.value: says for each, says in BASIS_WORDS.items()}


class DisclosureList(ListView):
    """To whom, on what ground, by whose leave; newest first. Rules: R-072, R-073."""

    model = Disclosure
    action = "disclosure.view"
    template_name = "consent/disclosure_list.html"
    heading = "Passed on outside"
    empty = "Nothing was passed on outside."
    order = "-disclosed_at"
    export_name = "disclosures"
    columns = (
        Column("To whom", ("to",)),
        Column("Ground", ("basis",), lambda basis: GROUNDS[basis]),
        Column("Reference", ("basis_reference",), lambda text: text or "–", wide_only=True),
        Column("Recording", ("recording__reference",), wide_only=True),
        Column("When", ("disclosed_at",), short_date, sort="disclosed_at", wide_only=True),
        Column("Approved by", ("approver__name",), lambda name: name or "–", wide_only=True),
    )
    filters = (
        Filter(
            "ground",
            "Ground",
            (("", "Any"), *GROUNDS.items()),
            lambda rows, value: rows.filter(basis=value),
        ),
    )


class DisclosureDetail(RecordView):
    """One line of the log."""

    model = Disclosure
    action = "disclosure.view"
    template_name = "consent/disclosure_detail.html"

    def rows(self) -> Any:
        """With recording and people at hand."""
        related = ("recording", "permission__form", "approver", "disclosed_by", "check_asked")
        return super().rows().select_related(*related)

    def context(self) -> dict[str, Any]:
        """The facts."""
        return super().context() | {"facts": disclosure_facts(self.record)}

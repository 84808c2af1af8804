"""The register of guidance and law, and where our texts cite what is overtaken."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.views.generic import TemplateView

from policies.cited import everywhere, versions_citing
from policies.forms_source import CorrectForm, HoldForm, ListWorkForm, OvertakenForm, WhyForm
from policies.models import PolicyVersion, Source
from policies.models.source import Standing
from policies.showing import Tag, Tags, short
from recordings_gov import clock
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView

COLOURS = {
    Standing.CURRENT: "green",
    Standing.SUPERSEDED: "orange",
    Standing.ISSUER_CLOSED: "orange",
    Standing.NOT_HELD: "grey",
}
RELIES = {
    "SoR": "Society of Radiographers",
    "SCoR": "Society and College, older page",
    "MPS": "Medical Protection Society",
    "CUH": "Cambridge University Hospitals",
    "NHSP": "NHS Protect",
}
ACTS = (
    ("mark-superseded", "Mark as superseded"),
    ("mark-issuer-closed", "Mark its issuer as closed"),
    ("mark-current", "Mark as current"),
    ("hold-text", "We hold its text"),
    ("correct", "Change how it is found"),
)


def tags_of_source(standing: str, held: bool) -> Tags:
    """What it is worth, and whether its text is held: two facts. Rules: R-253."""
    label = Tag(str(Standing(standing).label), COLOURS[Standing(standing)])
    if held:
        return Tags((label, Tag("Text held", "blue")))
    return Tags((label,) if standing == Standing.NOT_HELD else (label, Tag("Text not held", "grey")))


def _named(title: str, edition: str) -> str:
    return f"{title}, {edition.lower()}" if edition else title


def _dated(day: Any, precision: str, note: str) -> str:
    return note or (short(day, precision) if day else "Undated")


def _held(rows: Any, value: str) -> Any:
    return rows.filter(is_text_held=value == "yes")


def _relied(rows: Any, value: str) -> Any:
    """Named by this source; "SoR" is not "SCoR"."""
    return rows.filter(Q(relied_on_in__startswith=value) | Q(relied_on_in__contains=f"; {value}"))


class SourceList(ListView):
    """Every work the sources rely on, with its year, its standing and whether its text is held.

    Rules: R-219, R-253.
    """

    model = Source
    action = "policy.view"
    template_name = "policies/source_list.html"
    heading = "Sources"
    empty = "No source is listed yet."
    order = "title"
    page_size = 100
    export_name = "sources"
    columns = (
        Column("Source", ("title", "edition"), _named, sort="title"),
        Column("Issuer", ("issuer",), sort="issuer", wide_only=True),
        Column("Dated", ("dated_on", "dated_precision", "date_note"), _dated, wide_only=True),
        Column("Named in", ("relied_on_in",), wide_only=True),
        Column("Standing", ("standing", "is_text_held"), tags_of_source),
    )
    filters = (
        Filter(
            "standing",
            "Standing",
            [("", "Any standing"), *Standing.choices],
            lambda rows, value: rows.filter(standing=value),
        ),
        Filter("held", "Text", [("", "Held or not"), ("yes", "Held"), ("no", "Not held")], _held),
        Filter("relied", "Named in", [("", "Any source"), *RELIES.items()], _relied),
    )

    def context(self) -> dict[str, Any]:
        """Guidance for families about hidden cameras stands on the page by itself. Rules: R-245."""
        user: Any = self.request.user
        return {"families": Source.objects.for_families(), "may_keep": user.holds("source.set")}


class SourceDetail(RecordView):
    """One source: what it is worth, what replaces it, and which of our policies cite it.

    Rules: R-024, R-219, R-253.
    """

    model = Source
    action = "policy.view"
    template_name = "policies/source_detail.html"

    def rows(self) -> Any:
        """With what replaces it."""
        return super().rows().select_related("replaced_by")

    def context(self) -> dict[str, Any]:
        """Its facts as rows, and what this person may do."""
        source = self.record
        user: Any = self.request.user
        dated = _dated(source.dated_on, source.dated_precision, source.date_note)
        seen = versions_citing(source).filter(pk__in=_visible(user)) if source.cited_as else []
        facts = [
            ("Issuer", source.issuer),
            ("Dated", dated),
            ("Last updated", short(source.updated_on, "day") if source.updated_on else ""),
            (
                "Its own review date",
                short(source.review_due_on, source.review_due_precision) if source.review_due_on else "",
            ),
            ("Standing", source.get_standing_display()),
            ("Text", "Held" if source.is_text_held else "Not held"),
            ("What is known", source.standing_note),
            ("Named in", source.relied_on_in),
            ("Look again when", source.review_trigger),
            ("Found by the words", "; ".join(source.cited_as)),
            (
                "Last checked",
                short(source.checked_on, "day") if source.checked_on else "Not since it was listed",
            ),
        ]
        return super().context() | {
            "facts": [(label, value) for label, value in facts if value],
            "tags": tags_of_source(source.standing, source.is_text_held).tags,
            "citing": list(seen),
            "is_past_review": source.is_past_review(clock.today()),
            "acts": ACTS if user.holds("source.set") else (),
        }


def _visible(user: Any) -> Any:
    return PolicyVersion.objects.visible_to(user).values("pk")


class SourceStep(StepView):
    """What the steps of a source share."""

    model = Source
    action = "source.set"
    form_class: ClassVar[type[forms.Form]] = WhyForm


class MarkSuperseded(SourceStep):
    """Rules: R-024, R-219."""

    step, heading, button, done = "mark_superseded", "Mark as superseded", "Mark as superseded", "Marked"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Any other work may take its place."""
        return OvertakenForm(data, initial=initial, source=self.record)

    def context(self) -> dict[str, Any]:
        """Whom it asks."""
        return super().context() | {
            "consequence": "The owner of each policy that cites it is asked to look early."
        }


class MarkIssuerClosed(MarkSuperseded):
    """Rules: R-024, R-219."""

    step, heading, button = "mark_issuer_closed", "Mark its issuer as closed", "Mark its issuer as closed"


class MarkCurrent(SourceStep):
    """Rules: R-219."""

    step, heading, button, done = "mark_current", "Mark as current", "Mark as current", "Marked as current"


class HoldText(SourceStep):
    """Rules: R-253."""

    step, form_class = "hold_text", HoldForm
    heading, button, done = "We hold its text", "Save", "Kept"


class CorrectSource(SourceStep):
    """Rules: R-253."""

    step, heading, button, done = "correct", "Change how it is found", "Save", "Saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what is known."""
        source = self.record
        first = {
            "cited_as": "\n".join(source.cited_as),
            "relied_on_in": source.relied_on_in,
            "review_trigger": source.review_trigger,
            "url": source.url,
        }
        return CorrectForm(data, initial=initial or first)


class ListWork(CreateView):
    """Put a work on the register. Rules: R-253."""

    form_class, draft_form = ListWorkForm, "policies.source"
    heading, button, done = "List a work", "List it", "Listed"

    def create(self, form: forms.Form) -> Source:
        """With the verb."""
        return Source.list_work(by=self.request.user, **form.cleaned_data)


class Citations(TemplateView):
    """Where our texts, the rulebook's among them, cite what is overtaken or not held. Rules: R-024, R-253."""

    template_name = "policies/citations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Overtaken works first; a text whose work is not held comes after."""
        found = everywhere(self.request.user)
        overtaken = [
            one
            for one in found
            if one.citation.work.standing in (Standing.SUPERSEDED, Standing.ISSUER_CLOSED)
        ]
        others = [one for one in found if one not in overtaken]
        return super().get_context_data(overtaken=overtaken, others=others, **kwargs)

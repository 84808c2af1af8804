"""Leaflets on the staff pages: the list of editions, one leaflet, and setting one up."""

from typing import Any, cast

from django import forms
from django.urls import reverse

from policies.forms_leaflet import DraftEditionForm, EntrustLeafletForm, NewLeafletForm
from policies.languages import choices, languages
from policies.models import Leaflet, LeafletEdition, Policy
from policies.models.leaflet_status import EditionStatus, LeafletFormat
from policies.showing import Tag, Tags, review_tags, short
from policies.starter.loading_leaflets import parts_to_begin_with
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView

COLOURS = {EditionStatus.PUBLISHED: "green", EditionStatus.APPROVED: "blue"}


def edition_tags(status: str, due: Any) -> Tags:
    """Where an edition stands, and how its review stands while it is on show."""
    state = EditionStatus(status)
    review = review_tags(due, clock.today()) if state == EditionStatus.PUBLISHED else ()
    return Tags((Tag(str(state.label), COLOURS.get(state, "grey")), *review))


def _tongue(code: str) -> str:
    return languages()[code].english if code in languages() else code


def _by_review(rows: Any, chosen: str) -> Any:
    today = clock.today()
    return rows.overdue(today) if chosen == "overdue" else rows.published().filter(review_due_on__gte=today)


class EditionList(ListView):
    """Every edition of every leaflet, newest first. Rules: R-002."""

    model = LeafletEdition
    action = "policy.view"
    template_name = "policies/leaflet_list.html"
    heading = "Leaflets"
    empty = "No leaflet has been drafted yet."
    export_name = "leaflets"
    columns = (
        Column(
            "Leaflet",
            ("leaflet__title", "number"),
            lambda title, number: f"{title}, edition {number}",
            sort="leaflet__title",
        ),
        Column("Language", ("language",), _tongue, wide_only=True),
        Column("Format", ("format",), lambda form: str(LeafletFormat(form).label), wide_only=True),
        Column(
            "Whose",
            ("leaflet__department__name", "leaflet__site__name"),
            lambda department, site: department or site or "Trust-wide",
            wide_only=True,
        ),
        Column(
            "Review due",
            ("review_due_on",),
            lambda day: short(day, "day") if day else "Not set",
        ),
        Column("State", ("status", "review_due_on"), edition_tags),
    )
    filters = (
        Filter(
            "language",
            "Language",
            [("", "Any language"), *choices()],
            lambda rows, chosen: rows.filter(language=chosen),
        ),
        Filter(
            "form",
            "Format",
            [("", "Any format"), *LeafletFormat.choices],
            lambda rows, chosen: rows.filter(format=chosen),
        ),
        Filter(
            "state",
            "State",
            [("", "Any state"), *EditionStatus.choices],
            lambda rows, chosen: rows.filter(status=chosen),
        ),
        Filter(
            "review", "Review", [("", "Any"), ("overdue", "Overdue"), ("current", "Not overdue")], _by_review
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether this person may set a leaflet up."""
        user: Any = self.request.user
        return super().context() | {"may_draft": bool(user.can("policy.draft"))}

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The edition's own page."""
        return reverse("policies:edition-detail", kwargs={"reference": row[1]})


class LeafletDetail(RecordView):
    """A leaflet and its editions, by language and format."""

    model = Leaflet
    action = "policy.view"
    template_name = "policies/leaflet_detail.html"

    def rows(self) -> Any:
        """With whose it is and who looks after it."""
        return super().rows().select_related("department", "site", "policy", "owner")

    def context(self) -> dict[str, Any]:
        """Its editions, the newest of each language and format first."""
        order = {code: number for number, code in enumerate(languages())}
        found = sorted(
            self.record.editions.order_by("-number"),
            key=lambda one: (order.get(one.language, 99), one.format != "standard", one.format, -one.number),
        )
        editions = [
            {"edition": one, "tongue": one.tongue, "tags": edition_tags(one.status, one.review_due_on).tags}
            for one in found
        ]
        policy, user = self.record.policy, cast("Any", self.request.user)
        return super().context() | {
            "editions": editions,
            "may_draft": bool(user.can("policy.draft", self.record)),
            "facts": [
                ("Whose", self.record.area),
                ("About", self.record.get_direction_display()),
                ("Owner", self.record.owner.name if self.record.owner else "Nobody is named"),
                ("Policy", policy.title if policy else "None"),
            ],
        }


class NewLeaflet(CreateView):
    """A leaflet of a department or site, with an empty draft of its first edition."""

    form_class = NewLeafletForm
    heading, button, done = "Set up a leaflet", "Set up the leaflet", "Leaflet set up"
    draft_form = "policies.leaflet.new"

    def create(self, form: forms.Form) -> Leaflet:
        """With the parts that every leaflet ends with, so that nothing mandatory is forgotten."""
        given = form.cleaned_data
        department: Department | None = given.get("department")
        policy = Policy.objects.filter(
            department=department, holds_stances=True, direction=given["direction"]
        ).first()
        sections = parts_to_begin_with(given["direction"])
        return Leaflet.set_up(by=self.request.user, sections=sections, policy=policy, **given)


class EntrustLeaflet(StepView):
    """Who keeps it right. Rules: R-002."""

    model = Leaflet
    action = "policy.draft"
    step, form_class = "entrust", EntrustLeafletForm
    heading, button, done = "Name the owner", "Save the owner", "Owner named"


class DraftEdition(StepView):
    """A further edition in a language and format, from the words of the English one."""

    model = Leaflet
    action = "policy.draft"
    step, form_class = "draft_edition", DraftEditionForm
    heading, button, done = "Draft an edition", "Draft it", "Edition drafted"

    def act(self, form: forms.Form) -> str:
        """From the newest edition of the same language and format, else from the English one."""
        given = form.cleaned_data
        editions = self.record.editions.order_by("-number")
        same = editions.filter(language=given["language"], format=given["format"]).first()
        english = editions.filter(language="en-GB", format="standard").first()
        drafted = self.record.draft_edition(by=self.request.user, start_from=same or english, **given)
        return str(drafted.get_absolute_url())

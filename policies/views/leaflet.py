"""Leaflets and their editions on the staff pages."""

from typing import Any

from django.urls import reverse

from policies.documents import leaflet_sections
from policies.forms import ApproveEditionForm, NoAnswersForm
from policies.models import Leaflet, LeafletEdition
from policies.models.leaflet import EditionStatus
from policies.showing import Tag, Tags, review_tags, short
from recordings_gov import clock
from recordings_gov.pages.views import Column, ListView, RecordView, StepView
from recordings_gov.workflow import may

COLOURS = {EditionStatus.PUBLISHED: "green", EditionStatus.APPROVED: "blue"}


def _tags(status: str, due: Any) -> Tags:
    state = EditionStatus(status)
    review = review_tags(due, clock.today()) if state == EditionStatus.PUBLISHED else ()
    return Tags((Tag(str(state.label), COLOURS.get(state, "grey")), *review))


class EditionList(ListView):
    """Every edition of every leaflet, newest first. Rules: R-002."""

    model = LeafletEdition
    action = "policy.view"
    template_name = "policies/leaflet_list.html"
    heading = "Leaflets"
    empty = "No leaflet has been drafted yet."
    export_name = "leaflets"
    columns = (
        Column("Leaflet", ("leaflet__title", "number"), lambda title, number: f"{title}, edition {number}"),
        Column("Language", ("language",), wide_only=True),
        Column("Review due", ("review_due_on",), lambda day: short(day, "day") if day else "Not set"),
        Column("State", ("status", "review_due_on"), _tags),
    )

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The edition's own page."""
        return reverse("policies:edition-detail", kwargs={"reference": row[1]})


class LeafletDetail(RecordView):
    """A leaflet and its editions."""

    model = Leaflet
    action = "policy.view"
    template_name = "policies/leaflet_detail.html"

    def context(self) -> dict[str, Any]:
        """Its editions, newest first."""
        editions = [
            {"edition": edition, "tags": _tags(edition.status, edition.review_due_on).tags}
            for edition in self.record.editions.order_by("-number")
        ]
        return super().context() | {"editions": editions}


class EditionDetail(RecordView):
    """One edition: as the public reads it, with who approved it and what it lacks. Rules: R-002."""

    model = LeafletEdition
    action = "policy.view"
    template_name = "policies/edition_detail.html"

    def rows(self) -> Any:
        """With leaflet and people at hand."""
        related = ("leaflet__department__site", "leaflet__policy", "drafted_by", "approved_by")
        return super().rows().select_related(*related)

    def context(self) -> dict[str, Any]:
        """Its text, what no setting fills, and the next step unless this person drafted it."""
        given = super().context()
        edition, user = self.record, self.request.user
        mine = edition.drafted_by_id == user.pk
        verbs = [verb for verb in ("approve", "publish", "replace") if may(edition, verb, user)]
        return given | {
            "tags": _tags(edition.status, edition.review_due_on).tags,
            "sections": leaflet_sections(edition),
            "unfilled": edition.unfilled,
            "facts": [
                ("Drafted by", edition.drafted_by.name),
                ("Approved by", edition.approved_by.name if edition.approved_by else ""),
                ("Read by patients", edition.read_by),
                ("Issued", short(edition.published_on, "day")),
                ("Review due", short(edition.review_due_on, "day")),
            ],
            "verbs": [] if mine else verbs,
            "waits_for_another": mine and bool(verbs),
        }


class EditionStep(StepView):
    """What the steps of an edition share."""

    model = LeafletEdition
    action = "policy.publish"

    def context(self) -> dict[str, Any]:
        """Leads back to the edition."""
        return super().context() | {"back_url": self.record.get_absolute_url()}


class ApproveEdition(EditionStep):
    """Rules: R-002, R-004."""

    step, form_class = "approve", ApproveEditionForm
    heading, button, done = "Approve this edition", "Approve", "Edition approved"


class PublishEdition(EditionStep):
    """Rules: R-002, R-042."""

    step, form_class = "publish", NoAnswersForm
    heading, button, done = "Put this edition on show", "Put on show", "Edition on show"


class ReplaceEdition(EditionStep):
    """Rules: R-002."""

    step, form_class = "replace", NoAnswersForm
    heading, button, done = "Take this edition off show", "Take off show", "Edition taken off show"

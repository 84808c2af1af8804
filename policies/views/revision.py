"""Revisions: the list with its figure, one of them, and starting one because of an incident."""

from typing import Any

from django import forms

from policies.forms_review import StartRevisionForm
from policies.models import Revision
from policies.models.revision import RevisionStatus
from policies.review_figures import revisions_in_time
from policies.showing import Tag, Tags, review_tags, short
from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView

STATES = (("", "Any state"), ("open", "Open"), ("late", "Late"), ("done", "Done"))


def _tags(status: str, due_on: Any, done_on: Any) -> Tags:
    if status == RevisionStatus.OPEN:
        return Tags((Tag("Open", "blue"), *review_tags(due_on, clock.today())))
    late = (done_on - due_on).days
    words = f"{late:,} day{'s' if late != 1 else ''} late" if late > 0 else "In time"
    return Tags((Tag("Done", "green"), Tag(words, "red" if late > 0 else "green")))


def _status(rows: Any, value: str) -> Any:
    return rows.late(clock.today()) if value == "late" else rows.filter(status=value)


class RevisionList(ListView):
    """Every revision, soonest due first, under the figure of those done in time. Rules: R-214."""

    model = Revision
    action = "policy.dashboard"
    template_name = "policies/revision_list.html"
    heading = "Revisions"
    empty = "No review or incident has opened a revision yet."
    order = "due_on"
    export_name = "revisions"
    columns = (
        Column("Revision of", ("policy__title", "leaflet__title"), lambda policy, leaflet: policy or leaflet),
        Column(
            "Started by",
            ("review__reference", "incident__reference"),
            lambda review, incident: f"Review {review}" if review else f"Incident {incident}",
            wide_only=True,
        ),
        Column("Opened", ("opened_on",), lambda day: short(day, "day"), sort="opened_on", wide_only=True),
        Column("Due", ("due_on",), lambda day: short(day, "day"), sort="due_on"),
        Column("State", ("status", "due_on", "done_on"), _tags),
    )
    filters = (Filter("status", "State", STATES, _status),)

    def context(self) -> dict[str, Any]:
        """The share of those that were done in time, this year. Rules: R-214."""
        return {"figure": revisions_in_time(clock.today())}


class RevisionDetail(RecordView):
    """One revision: what started it, when it is due, and the words that ended it. Rules: R-214."""

    model = Revision
    action = "policy.dashboard"
    template_name = "policies/revision_detail.html"

    def rows(self) -> Any:
        """With what it is about at hand."""
        related = ("policy__department", "leaflet__department", "review", "incident", "version", "edition")
        return super().rows().select_related(*related)

    def context(self) -> dict[str, Any]:
        """Its facts, and the draft that is on its way."""
        revision = self.record
        drafts = revision.policy.versions.open().order_by("-number") if revision.policy else ()
        return super().context() | {
            "tags": _tags(revision.status, revision.due_on, revision.done_on).tags,
            "facts": [
                ("Why", revision.why),
                ("Opened", short(revision.opened_on, "day")),
                ("Due", short(revision.due_on, "day")),
                ("Done", short(revision.done_on, "day") if revision.done_on else "Not yet"),
            ],
            "drafts": drafts,
            "words": revision.version or revision.edition,
        }


class StartRevision(StepView):
    """An incident shows that a policy is to be revised. Rules: R-214."""

    model = Incident
    action, step, form_class = "revision.start", "start_revision", StartRevisionForm
    heading, button, done = "Start a revision", "Start", "Revision started"

    def act(self, form: forms.Form) -> str:
        """To the new revision."""
        revision = Revision.start_for_incident(self.record, by=self.request.user, **form.cleaned_data)
        return revision.get_absolute_url()

    def context(self) -> dict[str, Any]:
        """Says by when."""
        return super().context() | {
            "consequence": "It is due in three months: the new version is approved by then.",
        }

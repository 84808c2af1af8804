"""One policy with all its versions, and the sources that policies rest on."""

from typing import Any

from policies.models import Policy, Source
from policies.showing import short, tags_of
from recordings_gov import clock
from recordings_gov.pages.views import Column, ListView, RecordView


class PolicyDetail(RecordView):
    """A policy: whose, in which direction, and each version with its state. Rules: R-217."""

    model = Policy
    action = "policy.view"
    template_name = "policies/policy_detail.html"

    def rows(self) -> Any:
        """With the department at hand."""
        return super().rows().select_related("department")

    def context(self) -> dict[str, Any]:
        """The versions this person may see, newest first."""
        today = clock.today()
        given = super().context()
        versions = self.record.versions.visible_to(self.request.user).order_by("-number")
        shown = [
            {
                "version": version,
                "tags": tags_of(version.status, version.review_due_on, today).tags,
                "since": short(version.in_force_from, version.in_force_precision)
                if version.in_force_from
                else "",
                "due": short(version.review_due_on, version.review_due_precision)
                if version.review_due_on
                else "",
            }
            for version in versions
        ]
        in_force = any(each["version"].is_in_force for each in shown)
        return given | {"versions": shown, "is_in_force": in_force}


class SourceList(ListView):
    """The guidance and law that the policies rest on, each with its year and state. Rules: R-219."""

    model = Source
    action = "policy.view"
    template_name = "policies/sub_list.html"
    heading = "Sources"
    empty = "No source is listed yet."
    order = "title"
    export_name = "sources"
    columns = (
        Column(
            "Source",
            ("title", "edition"),
            lambda title, edition: f"{title}, {edition.lower()}" if edition else title,
        ),
        Column("Issuer", ("issuer",), wide_only=True),
        Column(
            "Dated",
            ("dated_on", "dated_precision", "date_note"),
            lambda day, precision, note: note or (short(day, precision) if day else "Undated"),
        ),
        Column(
            "State",
            ("standing",),
            lambda standing: dict(Source._meta.get_field("standing").flatchoices)[standing],
        ),
    )

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The source's own page."""
        return Source(reference=row[1]).get_absolute_url()


class SourceDetail(RecordView):
    """One source. Rules: R-219."""

    model = Source
    action = "policy.view"
    template_name = "policies/source_detail.html"

    def context(self) -> dict[str, Any]:
        """Its facts as rows."""
        source = self.record
        dated = source.date_note or (
            short(source.dated_on, source.dated_precision) if source.dated_on else "Undated"
        )
        facts = [("Issuer", source.issuer), ("Dated", dated)]
        if source.updated_on:
            facts.append(("Last updated", short(source.updated_on, "day")))
        if source.review_due_on:
            facts.append(("Its own review date", short(source.review_due_on, source.review_due_precision)))
        facts.append(("State", source.get_standing_display()))
        if source.standing_note:
            facts.append(("Note", source.standing_note))
        return super().context() | {"facts": facts, "is_past_review": source.is_past_review(clock.today())}

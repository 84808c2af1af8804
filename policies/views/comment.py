"""Commenting on a draft, and answering."""

from typing import Any

from django import forms

from policies import contents
from policies.forms_consulting import AnswerCommentForm, CommentForm
from policies.models import PolicyVersion, SectionComment
from policies.showing import Named, tags_of
from recordings_gov import clock
from recordings_gov.pages.views import Column, ListView, StepView


class DraftsToComment(ListView):
    """The drafts that this person's department, or the whole Trust, may comment on. Rules: R-020, R-037."""

    model = PolicyVersion
    action = "policy.view"
    template_name = "policies/sub_list.html"
    heading = "Drafts you can comment on"
    empty = "No draft is open for comments."
    export_name = "drafts-to-comment"
    columns = (
        Column("Policy", ("policy__title", "number", "policy__department__name"), Named),
        Column("Drafted by", ("drafted_by__name",), wide_only=True),
        Column("State", ("status",), lambda status: tags_of(status, None, clock.today())),
    )

    def rows(self) -> Any:
        """Open drafts alone."""
        return PolicyVersion.objects.open_for_comment(self.request.user)

    def url_of(self, row: tuple[Any, ...]) -> str:
        """Where the draft is read and commented on."""
        return f"{PolicyVersion(reference=row[1]).get_absolute_url()}comment/"


class CommentOnVersion(StepView):
    """The text of a draft with everybody's comments, and a form for one more. Rules: R-020, R-037."""

    model = PolicyVersion
    action = "policy.view"
    step = "comment"
    template_name = "policies/version_comment.html"
    heading, button, done = "Comment on this draft", "Send comment", "Comment sent"

    def rows(self) -> Any:
        """Open drafts within reach: wider than the page of a draft, which is for those who prepare it."""
        rows = PolicyVersion.objects.open_for_comment(self.request.user)
        return rows.select_related("policy__department__site", "owner", "drafted_by")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The sections of this draft to choose from; the address may name one."""
        asked = {"section": self.request.GET.get("section")}
        return CommentForm(data, version=self.record, initial=asked if initial is None else initial)

    def success_url(self) -> str:
        """Back to the draft with the comment under its section."""
        return f"{self.record.get_absolute_url()}comment/"

    def context(self) -> dict[str, Any]:
        """Each section with its comments, and those on the whole."""
        by_number: dict[int | None, list[SectionComment]] = {}
        comments = self.record.comments.select_related("by", "answered_by", "section").order_by("pk")
        for each in comments:
            by_number.setdefault(each.section.number if each.section else None, []).append(each)
        ids = dict(self.record.sections.values_list("number", "pk"))
        sections = [
            part | {"pk": ids[part["number"]], "comments": by_number.get(part["number"], [])}
            for part in contents.sections_of(self.record)
        ]
        return super().context() | {
            "sections": sections,
            "whole": by_number.get(None, []),
            "back_url": "",
            "may_answer": bool(self.request.user.can("policy.draft", self.record)),  # type: ignore[union-attr]
        }


class AnswerComment(StepView):
    """What came of a comment; whoever wrote it reads it. Rules: R-020, R-037."""

    model = SectionComment
    action = "policy.draft"
    step = "answer"
    form_class = AnswerCommentForm
    template_name = "policies/comment_answer.html"
    heading, button, done = "Answer a comment", "Save answer", "Comment answered"

    def rows(self) -> Any:
        """With the version at hand."""
        return super().rows().select_related("version__policy__department", "by", "section")

    def success_url(self) -> str:
        """Back to the consultation of the version."""
        return f"{self.record.version.get_absolute_url()}consultation/"

    def context(self) -> dict[str, Any]:
        """Leads back to the consultation."""
        return super().context() | {"back_url": self.success_url()}

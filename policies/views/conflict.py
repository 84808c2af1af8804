"""Where the sources clash: each conflict, what we do, and who decided so."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.views.generic import TemplateView

from policies.forms_deciding import DecideForm, scopes_for
from policies.models import ConflictDecision
from recordings_gov import rulebook
from recordings_gov.audit import log
from recordings_gov.pages import timeline
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView
from recordings_gov.rulebook.views import departments_of

ACT = "conflict.decide"


class ConflictOverview(TemplateView):
    """All conflicts, each with our default or what was decided here. Three queries, however many."""

    template_name = "policies/conflict_overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decisions that this person's departments live by, beside each conflict."""
        rows = (
            ConflictDecision.objects.visible_to(self.request.user)
            .standing()
            .select_related("department", "decided_by")
            .order_by("department__name", "pk")
        )
        decided: dict[str, list[ConflictDecision]] = {}
        for row in rows:
            decided.setdefault(row.conflict, []).append(row)
        only = self.request.GET.get("only", "")
        conflicts = [
            {"conflict": each, "decisions": decided.get(each.id, [])}
            for each in rulebook.book().conflicts.values()
            if only != "decided" or each.id in decided
        ]
        return super().get_context_data(conflicts=conflicts, only=only, decided=len(decided), **kwargs)


class ConflictPage(TemplateView):
    """One conflict: the clash, our default, what holds where, and every decision there ever was."""

    template_name = "policies/conflict_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What holds for each of this person's departments, asked as all code asks it."""
        conflict = conflict_or_404(kwargs["id"])
        user = self.request.user
        history = list(
            ConflictDecision.objects.visible_to(user)
            .filter(conflict=conflict.id)
            .select_related("department", "decided_by")
            .order_by("-pk")
        )
        log.read_list(ConflictDecision, [row.pk for row in history])
        holds = [(each, rulebook.conflict(conflict.id, each)) for each in departments_of(user)]
        return super().get_context_data(
            conflict=conflict,
            rules=[rulebook.rule(rule) for rule in conflict.rules],
            holds=holds,
            history=history,
            timeline=timeline.entries(*history) if history else [],
            may_decide=bool(scopes_for(user, ACT)),
            **kwargs,
        )


def conflict_or_404(identity: str) -> Any:
    """The conflict of an address."""
    try:
        return rulebook.book().conflict(identity)
    except rulebook.UnknownEntryError as error:
        raise Http404(str(error)) from error


class DecideConflict(CreateView):
    """Decide, or decide otherwise: an audited decision with its reason. Rules: R-007."""

    template_name = "policies/conflict_decide.html"
    heading, button, done = "Decide", "Decide so", "Decided"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A draft of the form for each conflict."""
        super().setup(request, *args, **kwargs)
        self.draft_form = f"policies.conflict.{kwargs['id']}"  # type: ignore[misc]  # one a page

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """For whom this person may decide."""
        return DecideForm(data, initial=initial, user=self.request.user, act=ACT)

    def act(self, form: forms.Form) -> str:
        """With the verb; back to the conflict."""
        given, conflict = form.cleaned_data, conflict_or_404(self.kwargs["id"])
        ConflictDecision.decide(
            by=self.request.user,
            conflict=conflict.id,
            department=given["scope"],
            says=given["says"],
            reason=given["reason"],
            keeps_default=given["choice"] == "default",
        )
        return reverse("policies:conflict", kwargs={"id": conflict.id})

    def context(self) -> dict[str, Any]:
        """The clash and our default beside the form."""
        conflict = conflict_or_404(self.kwargs["id"])
        back = reverse("policies:conflict", kwargs={"id": conflict.id})
        return super().context() | {
            "conflict": conflict,
            "back_url": back,
            "heading": f"Decide {conflict.id}",
        }


class DecisionList(ListView):
    """Every decision there ever was, newest first, to filter and export."""

    model = ConflictDecision
    action = "rulebook.read"
    template_name = "policies/sub_list.html"
    heading = "Decisions about conflicts"
    empty = "Nobody has decided anything yet: our defaults hold."
    order = "-created_at"
    export_name = "decisions"
    columns = (
        Column("Conflict", ("conflict",), sort="conflict"),
        Column("For", ("department__name",), lambda name: name or "The whole Trust"),
        Column("Decision", ("says",), lambda says: says if len(says) < 160 else f"{says[:159]}…"),
        Column("By", ("decided_by__name", "since"), lambda name, day: f"{name}, {day.day} {day:%b %Y}"),
        Column("State", ("ended_at",), lambda ended: "Ended" if ended else "Holds"),
    )
    filters = (
        Filter(
            "state",
            "State",
            [("", "All"), ("holds", "Holds"), ("ended", "Ended")],
            lambda rows, value: rows.filter(ended_at__isnull=value == "holds"),
        ),
    )


class DecisionDetail(RecordView):
    """One decision: what, why, who, since when and until when."""

    model = ConflictDecision
    action = "rulebook.read"
    template_name = "policies/decision_detail.html"

    def rows(self) -> Any:
        """With whose and by whom."""
        return super().rows().select_related("department", "decided_by")

    def context(self) -> dict[str, Any]:
        """Beside the conflict it is about."""
        return super().context() | {"conflict": rulebook.book().conflict(self.record.conflict)}

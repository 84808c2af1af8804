"""Everything that people were asked and said about one version."""

from typing import Any

from policies.forms import NoAnswersForm
from policies.models import PolicyVersion, Survey
from policies.models.versionstatus import OPEN
from recordings_gov import clock
from recordings_gov.pages.views import RecordView, StepView


class VersionConsultation(RecordView):
    """Consultations, comments, surveys and handed-in figures of a version. Rules: R-001, R-020, R-037."""

    model = PolicyVersion
    action = "policy.dashboard"
    template_name = "policies/version_consultation.html"

    def rows(self) -> Any:
        """With the policy at hand."""
        return super().rows().select_related("policy__department")

    def context(self) -> dict[str, Any]:
        """All of it, oldest first, with what may be done now."""
        version, user, today = self.record, self.request.user, clock.today()
        surveys = Survey.objects.visible_to(user).filter(department=version.department_id)
        return super().context() | {
            "consultations": version.consultations.select_related("by"),
            "comments": version.comments.select_related("by", "answered_by"),
            "waiting": version.comments.waiting().count(),
            "figures": version.group_figures.all(),
            "surveys": [(each, each.has_ended(today)) for each in surveys.order_by("-opened_on", "-pk")[:10]],
            "is_open": version.status in OPEN,
            "may_draft": bool(user.can("policy.draft", version)),  # type: ignore[union-attr]
        }


class TakeInFigures(StepView):
    """Keep today's figures of groups with this version. Rules: R-037."""

    model = PolicyVersion
    action = "policy.draft"
    step = "take_in_figures"
    form_class = NoAnswersForm
    heading, button, done = "Take in figures about groups", "Take in today's figures", "Figures taken in"

    def success_url(self) -> str:
        """Back to the consultation."""
        return f"{self.record.get_absolute_url()}consultation/"

    def context(self) -> dict[str, Any]:
        """What follows."""
        says = (
            "Other parts of the service count what groups wish, for example how many staff object to being "
            "filmed. Today's figures are kept with this version. No person is named, and a number below "
            "five is kept as “fewer than 5”."
        )
        return super().context() | {"consequence": says, "back_url": self.success_url()}

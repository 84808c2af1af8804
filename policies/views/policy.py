"""One policy with all its versions."""

from typing import Any

from policies.models import Policy
from policies.showing import short, tags_of
from recordings_gov import clock
from recordings_gov.pages.views import RecordView


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

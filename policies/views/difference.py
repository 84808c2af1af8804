"""What changed between two versions of one policy."""

from typing import Any

from policies.differing import Text, differences
from policies.models import PolicyVersion
from recordings_gov.pages.views import RecordView

WORDS = {
    "same": ("Unchanged", "grey"),
    "moved": ("Moved", "grey"),
    "changed": ("Changed", "blue"),
    "added": ("New", "green"),
    "removed": ("Taken out", "orange"),
}


class VersionDifference(RecordView):
    """Side by side, by section, with an earlier version of the same policy. Rules: R-217."""

    model = PolicyVersion
    action = "policy.view"
    template_name = "policies/version_difference.html"

    def rows(self) -> Any:
        """With the policy at hand."""
        return super().rows().select_related("policy__department", "copied_from")

    def context(self) -> dict[str, Any]:
        """The pairs of sections, the stances that differ, and the versions one may compare with."""
        version = self.record
        others = version.policy.versions.visible_to(self.request.user).exclude(pk=version.pk)
        choices = list(others.order_by("-number"))
        asked = self.request.GET.get("with", "")
        other = next((each for each in choices if each.reference == asked), None) or self._before(choices)
        given = super().context() | {"choices": choices, "other": other}
        if other is None:
            return given
        pairs = differences(_texts(other), _texts(version))
        rows = [(pair, *WORDS[pair.kind]) for pair in pairs]
        return given | {
            "rows": [row for row in rows if row[0].kind not in ("same", "moved")],
            "unchanged": [row for row in rows if row[0].kind in ("same", "moved")],
            "stances": _stances(other, version),
        }

    def _before(self, choices: list[PolicyVersion]) -> PolicyVersion | None:
        """The one it was copied from, else the nearest earlier one."""
        if self.record.copied_from in choices:
            return self.record.copied_from
        return next((each for each in choices if each.number < self.record.number), None)


def _texts(version: PolicyVersion) -> list[Text]:
    rows = version.sections.order_by("number").values_list("number", "title", "body")
    return [Text(number, title, body) for number, title, body in rows]


def _stances(before: PolicyVersion, after: PolicyVersion) -> list[dict[str, Any]]:
    """The rows of the matrix that one has and the other has not, or has otherwise."""
    old = {each.code: each for each in before.stances.all()}
    new = {each.code: each for each in after.stances.all()}
    found = []
    for code in sorted({*old, *new}):
        one, other = old.get(code), new.get(code)
        if one is None or other is None or one.as_row() != other.as_row():
            kind = "added" if one is None else "removed" if other is None else "changed"
            said, colour = WORDS[kind]
            found.append({"code": code, "before": one, "after": other, "says": said, "colour": colour})
    return found

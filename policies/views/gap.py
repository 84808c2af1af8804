"""Where no policy answers: departments without one, and scenarios that no section covers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from policies.models import Direction, PolicyVersion
from policies.publishing import scenarios_not_covered
from recordings_gov.accounts.models import Department


class PolicyGaps(View):
    """Each department's policy on patients' recordings, and what it has no section for.

    A department without one of its own runs by the Trust's. Rules: R-036, R-233.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """Two queries for versions and sections, however many departments there are."""
        held = PolicyVersion.objects.in_force().filter(
            policy__direction=Direction.PATIENTS_RECORD_US, policy__holds_stances=True
        )
        versions = held.select_related("policy").prefetch_related("sections")
        of = {version.policy.department_id: version for version in versions}
        departments = Department.objects.select_related("site").order_by("site__name", "name")
        rows = [_row(each, of.get(each.pk) or of.get(None)) for each in departments]
        return render(request, "policies/gaps.html", {"rows": rows, "rules": ("R-036", "R-233")})


def _row(department: Department, version: PolicyVersion | None) -> dict[str, Any]:
    missing: tuple[Any, ...] = ()
    if version is not None:
        covered = {code for section in version.sections.all() for code in section.scenarios}
        missing = scenarios_not_covered(covered, version.left_out)
    return {
        "department": department,
        "version": version,
        "is_own": version is not None and version.policy.department_id == department.pk,
        "missing": missing,
    }

"""Where no policy answers: departments without one, and scenarios that no section covers."""

from dataclasses import dataclass
from typing import Any

from policies.models import Direction, PolicyVersion
from policies.publishing import scenarios_not_covered
from recordings_gov.accounts.models import Department


@dataclass(frozen=True)
class Runs:
    """What a department runs by when patients record, its own or the Trust's; what that does not cover."""

    department: Department
    version: PolicyVersion | None
    is_own: bool
    missing: tuple[Any, ...]


def departments() -> list[Runs]:
    """Two queries for versions and sections, however many departments there are. Rules: R-036, R-233."""
    held = PolicyVersion.objects.in_force().filter(
        policy__direction=Direction.PATIENTS_RECORD_US, policy__holds_stances=True
    )
    versions = held.select_related("policy").prefetch_related("sections")
    of = {version.policy.department_id: version for version in versions}
    every = Department.objects.select_related("site").order_by("site__name", "name")
    return [_runs(each, of.get(each.pk) or of.get(None)) for each in every]


def _runs(department: Department, version: PolicyVersion | None) -> Runs:
    missing: tuple[Any, ...] = ()
    if version is not None:
        covered = {code for section in version.sections.all() for code in section.scenarios}
        missing = tuple(scenarios_not_covered(covered, version.left_out))
    is_own = version is not None and version.policy.department_id == department.pk
    return Runs(department, version, is_own, missing)

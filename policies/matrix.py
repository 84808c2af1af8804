"""Which version answers for a department on a day, and its matrix as decisions read it."""

from datetime import date
from functools import lru_cache
from typing import Any

from policies.models import Direction, PolicyVersion
from policies.shaping import matrix_from
from policies.stances import Matrix
from policies.starter.files import read
from recordings_gov.accounts.models import Department


def version_for(
    department: Department | None, day: date, direction: str = Direction.PATIENTS_RECORD_US
) -> PolicyVersion | None:
    """The version whose stances held on ``day``: the department's, else the Trust's, else None.

    One query. Overdue does not matter: a version holds until the next begins. Rules: R-007, R-217.
    """
    rows = PolicyVersion.objects.in_force_on(day).for_department(department)
    found: PolicyVersion | None = (
        rows.filter(policy__direction=direction, policy__holds_stances=True).select_related("policy").first()
    )
    return found


def matrix_of(version: PolicyVersion | None) -> Matrix:
    """The matrix of a version; without one, safety zones and words alone, so that nothing is discouraged.

    Kept in the process once the version's words are fixed.
    """
    if version is None:
        return _without_policy()
    if version.content_digest:
        return _kept(version.pk, version.content_digest)
    return _built(version)


def telling_of(version: PolicyVersion | None) -> dict[str, Any]:
    """What is told under a version; the starter list where there is none."""
    telling: dict[str, Any] = version.telling if version is not None and version.telling else read("telling")
    return telling


@lru_cache(maxsize=64)
def _kept(key: int, digest: str) -> Matrix:
    return _built(PolicyVersion.objects.get(pk=key))


@lru_cache(maxsize=1)
def _without_policy() -> Matrix:
    return matrix_from(read("stances"), ())


def _built(version: PolicyVersion) -> Matrix:
    return version.own_matrix()

"""What a version waits for, said to those who can do it: home lists it as a need."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from policies.models import PolicyVersion
from policies.models.versionstatus import SIGNED, VersionStatus
from recordings_gov.pages.needs import Need

# In which state a version waits for which step: the act that allows it, and the deed in words.
WAITS = (
    ((VersionStatus.CONSULTED,), "validate", "policy.validate", "Validate"),
    ((VersionStatus.VALIDATED,), "ratify", "policy.ratify", "Ratify"),
    (SIGNED, "dpo", "policy.sign_off_dpo", "Sign off as Data Protection Officer"),
    (SIGNED, "employer", "policy.endorse", "Endorse for the employer"),
    ((VersionStatus.RATIFIED,), "approve", "policy.approve", "Approve"),
    ((VersionStatus.APPROVED,), "disseminate", "policy.publish", "Bring into force"),
)
MOST = 20


def for_signature(user: Any, today: date) -> list[Need]:
    """One need for each version and step that this person may sign: never for what they drafted.

    Rules: R-026, R-027, R-108.
    """
    held = [row for row in WAITS if user.holds(row[2])]
    if not held:
        return []
    states = {state for states, *_ in held for state in states}
    versions = PolicyVersion.objects.visible_to(user).filter(status__in=states).exclude(drafted_by=user)
    rows = list(versions.select_related("policy__department").prefetch_related("signoffs")[:MOST])
    return [need for version in rows for need in _needs(version, held, user)]


def _needs(version: PolicyVersion, held: Iterable[Any], user: Any) -> list[Need]:
    signed = {each.step for each in version.signoffs.all() if each.voided_at is None}
    return [
        Need(
            deed=f"{deed}: {version}",
            url=version.get_absolute_url(),
            detail=version.policy.area,
            status=version.get_status_display(),
        )
        for states, step, act, deed in held
        if version.status in states and step not in signed and user.can(act, version)
    ]

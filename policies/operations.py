"""What makes several records at once: a policy's new version with its sections and stances."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from policies.models import Policy, PolicyVersion, Section, Stance
from policies.shaping import row_from, rules_of
from policies.starter.checking import problems_in
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set


def draft_version(
    policy: Policy,
    *,
    by: Any,
    number: int | None = None,
    owner: Any = None,
    sponsor: str = "",
    sections: Iterable[Mapping[str, Any]] = (),
    matrix: Mapping[str, Any] | None = None,
    telling: Mapping[str, Any] | None = None,
) -> PolicyVersion:
    """A draft of the policy's next version, with its text and its stances.

    ``matrix`` is data as in ``starter/stances.toml``. Raises ValidationError when it does not hold
    together, PermissionDenied when this person drafts no policies. Rules: R-021, R-051.
    """
    if not by.can("policy.draft", policy):
        raise PermissionDenied("Drafting a policy is not part of your role.")
    problems = problems_in(matrix) if matrix else []
    if problems:
        raise ValidationError(problems)
    if number is None:
        number = (policy.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    with transaction.atomic(), acting_as(by):
        version = PolicyVersion(
            policy=policy,
            number=number,
            drafted_by=by,
            owner=owner,
            sponsor=sponsor,
            matrix=rules_of(matrix) if matrix else {},
            telling=dict(telling or {}),
        )
        version.save()
        parts = list(sections)
        first = (
            0 if parts and not parts[0]["title"] else 1
        )  # what stands before the first heading is no section
        rows = [
            Section(
                version=version, number=place, title=part["title"], body=part["body"], rules=part["rules"]
            )
            for place, part in enumerate(parts, first)
        ]
        write_set(Section, rows, "section.created", by)
        stances = [Stance.of(version, row_from(each)) for each in (matrix or {}).get("stance", ())]
        write_set(Stance, stances, "stance.created", by)
    return version

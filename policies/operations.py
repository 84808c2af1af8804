"""What makes several records at once: a policy's new version with its sections and stances."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from policies.models import Direction, Policy, PolicyVersion, Section, Stance
from policies.shaping import row_from, rules_of
from policies.starter.checking import problems_in
from policies.starter.files import read, starter_sections
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set


def set_up_policy(
    *,
    by: Any,
    title: str,
    department: Department | None,
    direction: str,
    with_starter: bool,
) -> PolicyVersion:
    """A policy that is not here yet, and the draft of its first version.

    A department has one policy with stances in each direction. Raises PermissionDenied,
    ValidationError. Rules: R-007, R-036, R-233.
    """
    ours = Direction.PATIENTS_RECORD_US
    if with_starter and direction != ours:
        raise ValidationError({"starts_with": "The starter text is about patients who record us"})
    policy = Policy(
        title=title.strip(),
        slug=_free_slug(title, department),
        department=department,
        direction=direction,
        holds_stances=direction == ours,
    )
    if not by.can("policy.draft", policy):
        raise PermissionDenied("Drafting a policy is not part of your role.")
    with transaction.atomic(), acting_as(by):
        policy.save()
        starter: dict[str, Any] = {
            "sections": starter_sections(),
            "matrix": read("stances"),
            "telling": read("telling"),
        }
        return draft_version(policy, by=by, **(starter if with_starter else {}))


def _free_slug(title: str, department: Department | None) -> str:
    """The title as an address that no other policy has."""
    whole = f"{title} {department.name}" if department else title
    slug = slugify(whole)[:70] or "policy"
    taken = set(Policy.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return (
        slug
        if slug not in taken
        else next(each for n in range(2, 1000) if (each := f"{slug}-{n}") not in taken)
    )


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
                version=version,
                number=place,
                title=part["title"],
                body=part["body"],
                rules=part["rules"],
                clauses=part.get("clauses", []),
                scenarios=part.get("scenarios", []),
            )
            for place, part in enumerate(parts, first)
        ]
        write_set(Section, rows, "section.created", by)
        stances = [Stance.of(version, row_from(each)) for each in (matrix or {}).get("stance", ())]
        write_set(Stance, stances, "stance.created", by)
    return version

"""The next version of a policy: a copy of the one in force, to be worked on."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from policies.models import Hazard, PolicyVersion, RelatedPolicy, RiskAssessment, Section, Stance
from policies.models.versionstatus import OPEN
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set

CARRIED = ("owner_id", "sponsor", "sponsored_by_id", "matrix", "telling", "filled_in", "left_out")
CALLS = ("calls", "call_notice", "call_purposes")
KEPT_BACK = {"id", "created_at", "changed_at", "reference"}
ASKED_AGAIN = {
    "applies",
    "answer",
    "likelihood_before",
    "severity_before",
    "likelihood_after",
    "severity_after",
}


def start_next_version(version: PolicyVersion, *, by: Any) -> PolicyVersion:
    """A draft with the words, stances and neighbours of ``version``; its risks are scored anew.

    Nothing that was signed, told or dated is copied: that is done again for each version. Raises
    PermissionDenied, and ValidationError while another version is being worked on.
    Rules: R-052, R-216, R-217, R-221.
    """
    if not by.can("policy.draft", version):
        raise PermissionDenied("Drafting a policy is not part of your role.")
    with transaction.atomic(), acting_as(by):
        policy = type(version.policy).objects.select_for_update(of=("self",)).get(pk=version.policy_id)
        working = policy.versions.filter(status__in=OPEN).first()
        if working is not None:
            raise ValidationError(
                f"Version {working.number} is being worked on already. Go on with that one."
            )
        last = policy.versions.aggregate(last=Max("number"))["last"]
        copied = {name: getattr(version, name) for name in (*CARRIED, *CALLS)}
        made = PolicyVersion(policy=policy, number=last + 1, drafted_by=by, copied_from=version, **copied)
        made.save()
        for model, rows in (
            (Section, version.sections.order_by("number")),
            (Stance, version.stances.order_by("pk")),
            (RelatedPolicy, version.related_policies.filter(is_removed=False).order_by("pk")),
        ):
            copies = [_copy(row, version=made) for row in rows]
            write_set(model, copies, f"{model._meta.model_name}.copied", by, as_one=True)
        _copy_hazards(version, made, by)
    return made


def _copy_hazards(version: PolicyVersion, made: PolicyVersion, by: Any) -> None:
    """The hazards and what is done about them; the scores stand beside them as last time's."""
    before = RiskAssessment.objects.filter(version=version).first()
    if before is None:
        return
    assessment = RiskAssessment(version=made, owner=before.owner, other_hazards=before.other_hazards)
    assessment.save()
    hazards = []
    for row in before.hazards.order_by("position"):
        copy = _copy(row, assessment=assessment)
        if row.applies:
            copy.suggestion = {
                "before": {"likelihood": row.likelihood_before, "severity": row.severity_before},
                "after": {"likelihood": row.likelihood_after, "severity": row.severity_after},
                "owner_role": row.control_owner,
            }
        blank = Hazard(assessment=assessment, position=row.position)
        for name in ASKED_AGAIN:
            setattr(copy, name, getattr(blank, name))
        hazards.append(copy)
    write_set(Hazard, hazards, "hazard.copied", by, as_one=True)


def _copy(row: Any, **changed: Any) -> Any:
    """An unsaved copy of a row under another parent."""
    parents = {f"{name}_id" for name in changed}
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in KEPT_BACK | parents
    }
    return type(row)(**values, **changed)

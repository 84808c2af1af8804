"""Taking the starter content in: drafts in production, brought into force in the demonstration."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from policies.models import Direction, Policy, PolicyVersion
from policies.models.dates import Precision
from policies.operations import draft_version
from policies.starter import demonstrating
from policies.starter.files import read, starter_sections, text
from policies.starter.works import load_sources
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.clock import months_after

__all__ = ["load_sources"]

TRUST_POLICY = "clinical-recordings-of-patients"
STARTER_POLICY = "recording-by-patients"
REVIEW_MONTHS = 12


@dataclass(frozen=True)
class People:
    """Who does what on the way into force; nobody signs what they drafted."""

    drafter: Any
    validator: Any
    ratifier: Any
    approver: Any
    publisher: Any
    dpo: Any
    employer: Any


def adopt_trust_policy(by: Any, adopted_by: Any) -> PolicyVersion:
    """'Clinical recordings of patients', version 7: approved July 2019, so due July 2022, its gaps shown.

    ``by`` enters it and ``adopted_by`` brings it in: two people. Source: CUH, approval and monitoring.
    """
    policy, is_new = _policy(
        by,
        TRUST_POLICY,
        "Clinical recordings of patients",
        None,
        Direction.WE_RECORD_PATIENTS,
        holds_stances=False,
    )
    if not is_new:
        return policy.versions.earliest("number")
    version = draft_version(policy, by=by, number=7)
    version.adopt(
        by=adopted_by,
        approved_on=date(2019, 7, 1),
        precision=Precision.MONTH,
        approved_by_whom="The Trust, as printed on every page",
        evidence="Version 7, approved July 2019, to be fully reviewed every three years",
    )
    return version


def draft_starter_policy(by: Any, department: Department | None) -> PolicyVersion:
    """The starter policy with its matrix and what to tell, as a draft. Rules: R-007, R-036."""
    front, _ = text("policy_recording_by_patients")
    slug = f"{STARTER_POLICY}-{department.slug}" if department else STARTER_POLICY
    policy, is_new = _policy(
        by, slug, front["title"], department, Direction.PATIENTS_RECORD_US, holds_stances=True
    )
    if not is_new:
        return policy.versions.earliest("number")
    return draft_version(
        policy,
        by=by,
        sections=starter_sections(),
        matrix=read("stances"),
        telling=read("telling"),
    )


def bring_into_force(version: PolicyVersion, people: People) -> PolicyVersion:
    """Through every verb, by different people, with the demonstration's words in the open places."""
    today = clock.today()
    version.entrust(
        by=people.drafter,
        owner=people.publisher,
        sponsor="Director of imaging (demonstration)",
        sponsored_by=people.employer,
    )
    version.fill_in(by=people.drafter, values=read("demonstration")["policy"])
    demonstrating.complete(version, by=people.drafter, assessor=people.publisher)
    for group, method in (
        ("patients", "Patient panel (demonstration)"),
        ("staff", "Team meeting (demonstration)"),
    ):
        version.consult(
            by=people.drafter, group=group, method=method, held_on=today, effect="Plainer words in section 2"
        )
    version.validate(by=people.validator, statement="Form and content checked (demonstration)")
    version.ratify(by=people.ratifier, statement="Agreed by the policy group (demonstration)")
    version.sign_off_as_dpo(by=people.dpo, statement="Section 16 agreed (demonstration)")
    version.endorse(by=people.employer, statement="Endorsed by the board (demonstration)")
    version.approve(
        by=people.approver,
        review_due_on=months_after(today, REVIEW_MONTHS),
        approved_by_whom="Imaging governance",
    )
    version.disseminate(
        by=people.publisher,
        statement="Sent to all staff and put on show (demonstration)",
        dms_reference="DMS-0000 (demonstration)",
    )
    return version


def set_contacts(by: Any, department: Department | None) -> None:
    """Fictional names, numbers and addresses, so that no place of a leaflet is left open."""
    with transaction.atomic(), acting_as(by):
        for name, value in read("demonstration")["contacts"].items():
            if not Setting.objects.filter(name=name, department=department).exists():
                Setting(
                    name=name,
                    department=department,
                    value=value,
                    reason="Fictional, for the demonstration",
                    set_by=by,
                ).save()


def _policy(
    by: Any, slug: str, title: str, department: Department | None, direction: str, *, holds_stances: bool
) -> tuple[Policy, bool]:
    existing = Policy.objects.filter(slug=slug).first()
    if existing:
        return existing, False
    with acting_as(by):
        policy = Policy(
            slug=slug, title=title, department=department, direction=direction, holds_stances=holds_stances
        )
        policy.save()
    return policy, True

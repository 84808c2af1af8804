"""Taking the starter content in: drafts in production, brought into force in the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from policies.models import Direction, Leaflet, LeafletEdition, Policy, PolicyVersion, Source
from policies.models.dates import Precision, last_day
from policies.operations import draft_version
from policies.starter.files import read, sections, text
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Setting
from recordings_gov.audit.acting import acting_as

TRUST_POLICY = "clinical-recordings-of-patients"
STARTER_POLICY = "recording-by-patients"
STARTER_LEAFLET = "recording-your-scan-or-appointment"
REVIEW_MONTHS = 12


@dataclass(frozen=True)
class People:
    """Who does what on the way into force; nobody signs what they drafted."""

    drafter: Any
    validator: Any
    ratifier: Any
    approver: Any
    publisher: Any


def load_sources(by: Any) -> list[Source]:
    """The five source documents; those that are listed already stay as they are. Rules: R-219."""
    with transaction.atomic(), acting_as(by):
        return [_source(each) for each in read("sources")["source"]]


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
    title = text("policy_recording_by_patients")[0]["title"]
    slug = f"{STARTER_POLICY}-{department.slug}" if department else STARTER_POLICY
    policy, is_new = _policy(by, slug, title, department, Direction.PATIENTS_RECORD_US, holds_stances=True)
    if not is_new:
        return policy.versions.earliest("number")
    return draft_version(
        policy,
        by=by,
        sections=sections(text("policy_recording_by_patients")[1]),
        matrix=read("stances"),
        telling=read("telling"),
    )


def bring_into_force(version: PolicyVersion, people: People) -> PolicyVersion:
    """Through every verb, by different people, with the demonstration's words in the open places."""
    today = clock.today()
    version.entrust(by=people.drafter, owner=people.publisher, sponsor="Director of imaging (demonstration)")
    version.fill_in(by=people.drafter, values=read("demonstration")["policy"])
    for group, method in (
        ("patients", "Patient panel (demonstration)"),
        ("staff", "Team meeting (demonstration)"),
    ):
        version.consult(
            by=people.drafter, group=group, method=method, held_on=today, effect="Plainer words in section 2"
        )
    version.validate(by=people.validator, statement="Form and content checked (demonstration)")
    version.ratify(by=people.ratifier, statement="Agreed by the policy group (demonstration)")
    version.approve(
        by=people.approver,
        review_due_on=_months_on(today, REVIEW_MONTHS),
        approved_by_whom="Imaging governance",
    )
    version.disseminate(by=people.publisher, statement="Sent to all staff and put on show (demonstration)")
    return version


def draft_starter_leaflet(by: Any, department: Department | None) -> LeafletEdition:
    """The leaflet for patients who want to record, as a draft edition. Rules: R-002, R-025."""
    front, body = text(f"leaflets/{STARTER_LEAFLET}")
    existing = Leaflet.objects.filter(slug=STARTER_LEAFLET).first()
    if existing:
        return existing.editions.earliest("number")
    with transaction.atomic(), acting_as(by):
        policy = Policy.objects.filter(department=department, holds_stances=True).first()
        leaflet = Leaflet(title=front["title"], slug=STARTER_LEAFLET, department=department, policy=policy)
        leaflet.save()
        parts = [
            part
            | {"is_boxed": part["title"] in front["boxed"], "starts_back": part["title"] == front["back"]}
            for part in sections(body)
        ]
        edition = LeafletEdition(
            leaflet=leaflet, number=1, language=front["language"], sections=parts, drafted_by=by
        )
        edition.save()
    return edition


def publish_leaflet(edition: LeafletEdition, people: People) -> LeafletEdition:
    """Approved and put on show by others than its drafter, to be looked at again in a year."""
    due = _months_on(clock.today(), REVIEW_MONTHS)
    edition.approve(by=people.approver, review_due_on=due, read_by="4 patients (demonstration)")
    edition.publish(by=people.publisher)
    return edition


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


def _source(each: Mapping[str, Any]) -> Source:
    edition = each.get("edition", "")
    existing: Source | None = Source.objects.filter(
        title=each["title"], issuer=each["issuer"], edition=edition
    ).first()
    if existing:
        return existing
    source = Source(
        title=each["title"],
        issuer=each["issuer"],
        edition=edition,
        dated_on=each.get("dated_on"),
        dated_precision=each["precision"],
        updated_on=each.get("updated_on"),
        date_note=each.get("date_note", ""),
        review_due_on=each.get("review_due_on"),
        review_due_precision=each.get("review_precision", Precision.UNDATED),
        standing=each["standing"],
        standing_note=each.get("standing_note", ""),
    )
    source.save()
    return source


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    end = last_day(date(total // 12, total % 12 + 1, 1), Precision.MONTH)
    return end.replace(day=min(day.day, end.day))

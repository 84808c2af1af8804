"""What a version says, as one thing: its fingerprint, its filled text, and what it still lacks."""

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from policies.assessing import RiskFacts, lacks_of
from policies.placeholders import CONTACTS, contacts_of, filled, places_in, said_around
from policies.publishing import SETTINGS, WARN, Obstacle, PublishingFacts
from policies.publishing import findings as findings_of
from recordings_gov.accounts.models import Setting
from recordings_gov.documents import public_address

if TYPE_CHECKING:
    from policies.models import PolicyVersion, RiskAssessment

LONGEST_MONTHS = 36
OBSTETRIC_TITLE = "obstetric ultrasound examinations"
SCORES = ("likelihood_before", "severity_before", "likelihood_after", "severity_after")

# Known from the records, or only once the version is approved or in force, so nobody fills them in.
COMPUTED = (
    "version",
    "approved_on",
    "effective_from",
    "review_due_on",
    "policy_url",
    "policy_owner",
    "management_sponsor",
    "dms_reference",
    "equality_reference",
    "risk_assessment_reference",
    "related_policies",
    "insurer_notified_on",
    "dpo_signoff",
    "employer_signoff",
)


def content_of(version: "PolicyVersion") -> dict[str, Any]:
    """Everything a version says, as data: what the signatures are for and what a snapshot keeps.

    That the insurer was told may be added after validation, so it is no part of it. Rules: R-217.
    """
    written = ("number", "title", "body", "rules", "clauses", "scenarios")
    related = version.related_policies.filter(is_removed=False).order_by("pk")
    return {
        "sections": list(version.sections.order_by("number").values(*written)),
        "stances": [asdict(stance.as_row()) for stance in version.stances.order_by("code")],
        "matrix": version.matrix,
        "telling": version.telling,
        "filled_in": version.filled_in,
        "left_out": version.left_out,
        "calls": [version.calls, version.call_notice, version.call_purposes],
        "related": [[each.kind, each.title, each.where, str(each.checked_on or "")] for each in related],
        "risk_assessment": _risk_content(version),
    }


def _risk_content(version: "PolicyVersion") -> dict[str, Any]:
    """Without its review date, which moves with its reviews and not with its words."""
    made = assessment_of(version)
    if made is None:
        return {}
    scored = ("title", "harm", "controls", "applies", "answer", "control_owner", *SCORES)
    return {
        "owner": made.owner.name if made.owner else "",
        "assessed_on": str(made.assessed_on or ""),
        "other_hazards": made.other_hazards,
        "hazards": list(made.hazards.order_by("position").values("position", *scored)),
    }


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of what a version says."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def digest(version: "PolicyVersion") -> str:
    """SHA-256 over text, stances, matrix, telling, local words and risk assessment as they are now."""
    return digest_of(content_of(version))


def values_of(version: "PolicyVersion") -> dict[str, str]:
    """The local words of a version: its own, its dates and people, and where to reach us."""
    return {
        **contacts_of(version.policy.department),
        **version.filled_in,
        "version": str(version.number),
        "approved_on": said(version.approved_on, version.approved_precision),
        "effective_from": said(version.in_force_from, version.in_force_precision),
        "review_due_on": said(version.review_due_on, version.review_due_precision),
        "policy_url": public_address(reverse("public:policy", kwargs={"slug": version.policy.slug})),
        "policy_owner": (version.owner.job_title or version.owner.name) if version.owner else "",
        "management_sponsor": version.sponsor,
        **{name: words for name, words in recorded(version).items() if words},
    }


def recorded(version: "PolicyVersion") -> dict[str, str]:
    """What the text says of signatures, assessments and neighbours, from the records themselves."""
    made = assessment_of(version)
    signed = {each.step: each for each in version.signoffs.standing().select_related("by")}
    related = version.related_policies.filter(is_removed=False).values_list("title", flat=True)
    signatures = {
        f"{step}_signoff": f"{each.by.job_title or each.by.name}, {said(localdate(each.signed_at), 'day')}"
        for step in ("dpo", "employer")
        if (each := signed.get(step))
    }
    told = said(made.insurer_told_on, "day") if made else ""
    return {
        "dms_reference": version.dms_reference,
        "equality_reference": version.equality_reference,
        "risk_assessment_reference": made.reference if made else "",
        "related_policies": "; ".join(related),
        "insurer_notified_on": f"told on {told}" if told else "",
        **signatures,
    }


def said(day: Any, precision: str) -> str:
    """A date as exactly as it is known, in words."""
    if day is None:
        return ""
    return {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}"}.get(precision, f"{day:%Y}")


def sections_of(version: "PolicyVersion") -> list[dict[str, Any]]:
    """Each section with its places filled: number, title, body, rules."""
    values = values_of(version)
    return [
        {
            "number": row.number,
            "title": filled(row.title, values),
            "body": filled(row.body, values),
            "rules": row.rules,
        }
        for row in version.sections.all()
    ]


def open_places(version: "PolicyVersion") -> tuple[str, ...]:
    """The places that this version's people fill in themselves: not its dates, and no contact settings."""
    return tuple(open_places_said(version))


def open_places_said(version: "PolicyVersion") -> dict[str, str]:
    """Each open place with the words around it, so that whoever fills it in knows what it is for."""
    texts = list(version.sections.values_list("body", flat=True))
    theirs = [name for name in places_in(texts) if name not in (*COMPUTED, *CONTACTS, "department_name")]
    return {name: said_around(texts, name) for name in theirs}


def review_months(department: Any) -> int:
    """How many months a version of this department holds before its review: 36, or fewer by its setting.

    Rules: R-050, R-216. Conflict: C-36.
    """
    chosen = Setting.objects.value_of("policy-review-months", department, LONGEST_MONTHS)
    return chosen if isinstance(chosen, int) and 0 < chosen < LONGEST_MONTHS else LONGEST_MONTHS


def only_warned(department: Any) -> frozenset[str]:
    """The checks that this department, or else the Trust, has turned into warnings, each with its reason."""
    rows = Setting.objects.filter(Q(department=department) | Q(department=None), name__in=SETTINGS)
    ordered: list[Any] = sorted(rows, key=lambda row: row.department_id is not None)
    chosen = {row.name: row.value for row in ordered}
    return frozenset(name for name, value in chosen.items() if value == WARN)


def facts(version: "PolicyVersion") -> PublishingFacts:
    """What is known about a version today."""
    sections = list(version.sections.values("title", "body", "clauses", "scenarios"))
    values = values_of(version)
    places = [name for name in places_in(each["body"] for each in sections) if name not in COMPUTED]
    related = version.related_policies.filter(is_removed=False)
    return PublishingFacts(
        has_owner=version.owner_id is not None,
        has_sponsor=bool(version.sponsor),
        has_text=bool(sections),
        has_approval_date=version.approved_on is not None,
        has_review_date=version.review_due_on is not None,
        consulted=frozenset(version.consultations.values_list("group", flat=True)),
        signed=frozenset(version.signoffs.standing().values_list("step", flat=True)),
        unfilled=tuple(name for name in places if not values.get(name)),
        content_is_as_validated=not version.content_digest or digest(version) == version.content_digest,
        patients_record=version.policy.direction == "patients_record_us",
        clauses=frozenset(code for each in sections for code in each["clauses"]),
        scenarios=frozenset(code for each in sections for code in each["scenarios"]),
        left_out=frozenset(version.left_out),
        has_equality_assessment=bool(version.equality_reference),
        is_adopted=version.is_adopted,
        has_dms_reference=bool(version.dms_reference),
        risk_lacks=lacks_of(risk_facts(version)),
        records_calls=version.calls == "recorded",
        call_notice_and_purpose=bool(version.call_notice and version.call_purposes),
        mobile_devices_checked=related.filter(kind="mobile_devices", checked_on__isnull=False).exists(),
        obstetric_guidance_considered=any(
            "obstetric" in each["scenarios"] and OBSTETRIC_TITLE in each["body"].casefold()
            for each in sections
        ),
        comments_waiting=version.comments.waiting().count(),
        only_warned=only_warned(version.policy.department),
    )


def risk_facts(version: "PolicyVersion") -> RiskFacts:
    """What is known about its risk assessment; without one, nothing is."""
    made = assessment_of(version)
    stances = set(version.stances.values_list("stance", flat=True))
    if made is None:
        return RiskFacts.none()
    return RiskFacts(
        has_owner=made.owner_id is not None,
        has_date=made.assessed_on is not None,
        has_review_date=made.review_due_on is not None,
        employer_was_told=made.employer_told_on is not None,
        insurer_was_told=made.insurer_told_on is not None,
        hazards=tuple(each.as_facts() for each in made.hazards.all()),
        supports_recording=stances != {"not_supported"},
    )


def assessment_of(version: "PolicyVersion") -> "RiskAssessment | None":
    """The risk assessment of a version, if one was started."""
    return getattr(version, "risk_assessment", None)


def findings(version: "PolicyVersion") -> tuple[tuple[Obstacle, ...], tuple[Obstacle, ...]]:
    """What stops a version, and what gives pause."""
    return findings_of(facts(version))


def obstacles(version: "PolicyVersion") -> tuple[Obstacle, ...]:
    """Each unmet precondition of publishing; for an adopted version, its gaps."""
    return findings(version)[0]


def warnings(version: "PolicyVersion") -> tuple[Obstacle, ...]:
    """What ought to give pause before publishing. Rules: R-001, R-020, R-037, R-221, R-225."""
    return findings(version)[1]

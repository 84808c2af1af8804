"""What a version says, as one thing: its fingerprint, its filled text, and what it still lacks."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from policies.placeholders import CONTACTS, contacts_of, filled, places_in
from policies.publishing import PublishingFacts, obstacles_to_publishing, warnings_before_publishing
from recordings_gov.decisions import Reason
from recordings_gov.documents import public_address

if TYPE_CHECKING:
    from policies.models import PolicyVersion

# Known only once the version is approved or in force, so nobody fills them in.
COMPUTED = (
    "version",
    "approved_on",
    "effective_from",
    "review_due_on",
    "policy_url",
    "policy_owner",
    "management_sponsor",
)


def digest(version: "PolicyVersion") -> str:
    """SHA-256 over text, stances, matrix, telling and local words: what the signatures are for."""
    parts = {
        "sections": list(version.sections.order_by("number").values_list("number", "title", "body", "rules")),
        "stances": [repr(stance.as_row()) for stance in version.stances.order_by("code")],
        "matrix": version.matrix,
        "telling": version.telling,
        "filled_in": version.filled_in,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


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
    texts = version.sections.values_list("body", flat=True)
    return tuple(name for name in places_in(texts) if name not in (*COMPUTED, *CONTACTS, "department_name"))


def facts(version: "PolicyVersion") -> PublishingFacts:
    """What is known about a version today."""
    texts = list(version.sections.values_list("body", flat=True))
    values = values_of(version)
    places = [name for name in places_in(texts) if name not in COMPUTED]
    frozen = bool(version.content_digest)
    return PublishingFacts(
        has_owner=version.owner_id is not None,
        has_sponsor=bool(version.sponsor),
        has_text=bool(texts),
        has_approval_date=version.approved_on is not None,
        has_review_date=version.review_due_on is not None,
        consulted=frozenset(version.consultations.values_list("group", flat=True)),
        signed=frozenset(version.signoffs.values_list("step", flat=True)),
        unfilled=tuple(name for name in places if not values.get(name)),
        content_is_as_validated=not frozen or digest(version) == version.content_digest,
    )


def obstacles(version: "PolicyVersion") -> tuple[Reason, ...]:
    """Each unmet precondition of publishing; for an adopted version, its gaps."""
    return obstacles_to_publishing(facts(version))


def warnings(version: "PolicyVersion") -> tuple[Reason, ...]:
    """What ought to give pause before publishing. Rules: R-001."""
    return warnings_before_publishing(facts(version))

"""What the printed policy and leaflet say; ``recordings_gov.documents`` sets, keeps and serves them."""

from typing import Any

from django.urls import reverse

from policies import contents
from policies.contents import said
from policies.models import LeafletEdition, PolicyVersion
from policies.placeholders import contacts_of, filled
from policies.text import html
from recordings_gov import documents
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document

JOB = "printing for the public"


def leaflet_values(edition: LeafletEdition) -> dict[str, str]:
    """The local words of a leaflet, from the settings, its dates and its policy's address."""
    slug = edition.leaflet.policy.slug if edition.leaflet.policy else ""
    address = reverse("public:policy", kwargs={"slug": slug}) if slug else reverse("public:index")
    return contacts_of(edition.leaflet.department) | {
        "version": str(edition.number),
        "issued_on": said(edition.published_on, "day"),
        "review_due_on": said(edition.review_due_on, "day"),
        "policy_url": documents.public_address(address),
    }


def leaflet_sections(edition: LeafletEdition) -> list[dict[str, Any]]:
    """Each section with its places filled, its words as HTML."""
    values = leaflet_values(edition)
    return [part | {"html": html(filled(part["body"], values))} for part in edition.sections]


def leaflet_pdf(edition: LeafletEdition) -> Document:
    """The edition on A5, tagged, with its review date and its address as a QR code. Rules: R-002."""
    values = leaflet_values(edition)
    address = reverse("public:leaflet", kwargs={"slug": edition.leaflet.slug})
    context = {
        "organisation": ", ".join(
            part for part in (values.get("organisation_name"), values["department_name"]) if part
        ),
        "sections": leaflet_sections(edition),
        "address": documents.public_address(address),
        "issued_on": values["issued_on"],
        "review_by": values["review_due_on"],
        "read_by": edition.read_by,
    }
    with acting_as(None, job=JOB):
        return documents.produce(
            "documents/policies/leaflet.html",
            context,
            about=edition,
            kind="leaflet",
            title=edition.leaflet.title,
            version=str(edition.number),
            language=edition.language,
        )


def version_pdf(version: PolicyVersion) -> Document:
    """The policy on A4, with its state of the day and its gaps. Rules: R-042, R-217."""
    values = contents.values_of(version)
    context = {
        "organisation": ", ".join(
            part for part in (values.get("organisation_name"), values["department_name"]) if part
        ),
        "draft": not (version.is_in_force or version.superseded_on),
        "version_row": version,
        "area": version.policy.area,
        "facts": policy_facts(version, values),
        "sections": [part | {"html": html(part["body"])} for part in contents.sections_of(version)],
        "gaps": contents.obstacles(version),
    }
    return documents.produce(
        "documents/policies/policy.html",
        context,
        about=version,
        kind="policy",
        title=version.policy.title,
        version=str(version.number),
    )


def policy_facts(version: PolicyVersion, values: dict[str, str]) -> list[tuple[str, str]]:
    """Whose it is, who approved it, since when it holds and when it is due."""
    facts = [
        ("Whose", version.policy.area),
        ("Owner", values["policy_owner"]),
        ("Management sponsor", values["management_sponsor"]),
        ("Approved", " by ".join(part for part in (values["approved_on"], version.approved_by_whom) if part)),
        ("In force since", values["effective_from"]),
        ("Review due", values["review_due_on"]),
    ]
    return [(label, value or "Not known") for label, value in facts]

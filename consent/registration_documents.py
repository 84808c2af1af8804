"""The registration form on paper: what the applicant says, the checklist, both offices, tagged and coded."""

from typing import Any

from consent.models import Office, Registration
from consent.models.registration_content import content_of
from consent.professions import codes_of
from consent.wording import wording
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Site
from recordings_gov.documents.models import Document

TEMPLATE = "documents/consent/registration.html"
KIND = "registration"
OFFICE_WORDS = {Office.MEDIA_STUDIO: "head_of_media_studio", Office.INFORMATION_GOVERNANCE: "ig_manager"}


def printed(registration: Registration) -> Document:
    """The form as PDF/UA-1, in the state it has now. Raises DocumentError. Rules: R-206, R-252."""
    words = wording()
    return documents.produce(
        TEMPLATE,
        context_of(registration),
        about=registration,
        kind=KIND,
        title=words.texts["registration"]["title"],
        version=words.version,
    )


def may_open(user: Any, document: Document) -> bool:
    """Whoever may see the registration may open its paper. It fails shut."""
    rows = Registration.objects.visible_to(user).filter(reference=document.about_reference)
    return bool(rows.exists())


def context_of(registration: Registration) -> dict[str, Any]:
    """Facts, checklist with what is ticked, equipment as it was checked, both offices."""
    words = wording()
    assessment = registration.assessment
    standing = {row.office: row for row in registration.approvals.all() if row.voided_at is None}
    site = Site.objects.order_by("pk").first()
    return {
        "organisation": site.name if site else "",
        "words": words.texts["registration"],
        "facts": said(registration),
        "codes": codes_of(registration.profession),
        "checks": [(check.text, check.id in registration.checks) for check in words.checks],
        "assessment": assessment,
        "assessed": _day(assessment.at) if assessment else "",
        "approvals": [
            {
                "office": office.label,
                "says": words.texts["registration"]["approval"][name],
                "slot": _slot(standing.get(office)),
            }
            for office, name in OFFICE_WORDS.items()
        ],
        "applied": {
            "mark": "Confirmed on screen" if registration.submitted_at else "",
            "name": str(registration.applicant),
            "when": _moment(registration.submitted_at),
            "role": registration.applicant.job_title or "Applicant",
        },
        "rejected": registration.reason,
        "ended": registration.ended_reason,
    }


def said(registration: Registration) -> list[tuple[str, str]]:
    """What the applicant says, and until when it lasts, as rows."""
    given = content_of(registration)
    rows = [
        ("Reference", registration.reference),
        ("State", registration.state.label),
        ("Applicant", f"{registration.applicant}, {registration.applicant.job_title}".strip(", ")),
        ("Profession", registration.get_profession_display()),
        ("Registered with the regulator as", given["professional_number"]),
        ("Equipment", registration.kit),
        ("Whose it is", registration.get_owned_by_display()),
        ("Locked away", given["kept_at"]),
        ("What it is for", given["purpose"]),
        ("Why not Media Studio", given["why_not_studio"]),
        ("Trained to record", _day(given["trained_on"]) or "Not yet"),
        ("Trained to store and find images", _day(given["storing_trained_on"]) or "Not yet"),
        ("Network access approved", _day(given["access_approved_on"]) or "Not yet"),
        ("Renews", str(registration.renews) if registration.renews else ""),
        ("From", _day(registration.activated_at)),
        ("Until", _day(registration.expires_on)),
    ]
    return [(label, str(value)) for label, value in rows if value]


def _slot(approval: Any) -> dict[str, str]:
    if approval is None:
        return {}
    return {
        "mark": "Approved on screen",
        "name": str(approval.approver),
        "when": _moment(approval.at),
        "role": approval.approver.job_title,
    }


def _day(day: Any) -> str:
    if day is None:
        return ""
    if hasattr(day, "hour"):
        day = clock.local(day)
    return f"{day.day} {day:%B %Y}"


def _moment(at: Any) -> str:
    return f"{_day(at)}, {clock.local(at):%H:%M}" if at else ""

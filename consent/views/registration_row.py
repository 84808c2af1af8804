"""One registration as the inbox and its own page show it to whoever may decide."""

from collections.abc import Iterable
from typing import Any

from consent.models import Approval, Office, Registration, RegistrationStatus
from consent.models.registration_approval import office_of
from consent.professions import codes_words
from consent.views.showing import REGISTRATION_COLOURS
from consent.wording import wording
from recordings_gov.pages.templatetags.pages import clock_time, long_date
from recordings_gov.workflow import may

VERBS = {
    Office.MEDIA_STUDIO: "approve_as_media_studio",
    Office.INFORMATION_GOVERNANCE: "approve_as_ig",
}


def row_for(registration: Registration, user: Any, office: Office | None = None) -> dict[str, Any]:
    """Who has approved, what this person may do, and why not; reads prefetched approvals."""
    own_office = office or office_of(user)
    standing = [row for row in registration.approvals.all() if row.voided_at is None]
    answer = registration.may_be_approved(user, own_office, standing=standing) if own_office else None
    waits = registration.status == RegistrationStatus.SUBMITTED
    return {
        "registration": registration,
        "office": own_office,
        "offices": [_office(one, standing, own_office, waits) for one in Office],
        "checks": checks_word(registration),
        "digest": registration.digest,
        "may_approve": bool(
            own_office and answer and answer.verdict == "yes" and may(registration, VERBS[own_office], user)
        ),
        "obstacles": answer.obstacles if answer and waits else (),
        "may_reject": may(registration, "reject", user) and not registration.is_item_of(user),
        "may_check": _may_check(registration, user),
        "decided": _decided(registration, standing, user),
        "state": _state(registration, standing),
        "colour": REGISTRATION_COLOURS[registration.state],
    }


def checks_word(registration: Registration) -> str:
    """``18 of 18 checks. Trained 6 October 2026``."""
    total, missing = len(wording().checks), len(registration.missing_checks)
    trained = (
        f"Trained {long_date(registration.trained_on)}" if registration.trained_on else "Not trained yet"
    )
    return f"{total - missing} of {total} checks. {trained}"


def _may_check(registration: Registration, user: Any) -> bool:
    """Whether this person could look at the equipment now, and nobody has."""
    is_open = registration.assessment is None and not registration.is_item_of(user)
    return is_open and may(registration, "assess_kit", user)


def _state(registration: Registration, standing: list[Approval]) -> str:
    """The state in words; while one office has approved, that it waits for the other."""
    if registration.status == RegistrationStatus.SUBMITTED and len(standing) == 1:
        return "Waiting for 1 office"
    return str(registration.state.label)


def facts_of(registration: Registration) -> list[tuple[str, Any]]:
    """What the applicant says, and what was decided."""
    facts: list[tuple[str, Any]] = [
        ("Applicant", f"{registration.applicant.name}, {registration.applicant.job_title}".strip(", ")),
        ("Profession", _profession(registration)),
        ("The code they answer to", codes_words(registration.profession) or "Not known"),
        ("Equipment", registration.kit),
        ("Whose it is", registration.get_owned_by_display() or "Not said"),
        ("Locked away", registration.kept_at),
        ("What it is for", registration.purpose),
        ("Why not Media Studio", registration.why_not_studio),
        ("Training", long_date(registration.trained_on) or "Not done yet"),
        ("Training to store and find images", long_date(registration.storing_trained_on) or "Not done yet"),
        ("Network access", _approved_on(registration)),
    ]
    if registration.expires_on:
        facts.append(("Last day", long_date(registration.expires_on)))
    if registration.ended_reason:
        by = f" ({registration.ended_by})" if registration.ended_by else ""
        facts.append(("Why it ended", f"{registration.ended_reason}{by}"))
    if registration.reason:
        facts.append(("Rejected", f"{registration.reason} ({registration.decided_by})"))
    return facts


def _profession(registration: Registration) -> str:
    number = registration.professional_number
    said = str(registration.get_profession_display()) or "Not said"
    return f"{said}, {number}" if number else said


def _approved_on(registration: Registration) -> str:
    day = long_date(registration.access_approved_on)
    return f"Approved {day}" if day else "Not approved yet"


def _office(
    office: Office, standing: Iterable[Approval], own: Office | None, waits: bool
) -> tuple[str, str, str, str]:
    approval = next((row for row in standing if row.office == office), None)
    if approval:
        at = f"{approval.approver}, {long_date(approval.at)} {clock_time(approval.at)}"
        return str(office.label), "Approved", "green", at
    if not waits:
        return str(office.label), "Not asked", "grey", ""
    return (
        (str(office.label), "Waiting for you", "yellow", "")
        if office == own
        else (str(office.label), "Waiting", "blue", "")
    )


def _decided(registration: Registration, standing: Iterable[Approval], user: Any) -> str:
    """What this person did with it, in one sentence; empty while they have not."""
    if registration.status == RegistrationStatus.REJECTED:
        by = "you" if registration.decided_by_id == user.pk else str(registration.decided_by)
        return f"Rejected by {by}. {registration.reason}"
    own = next((row for row in standing if row.approver_id == user.pk), None)
    if own is None:
        return ""
    waiting = [str(one.label) for one in Office if one not in {row.office for row in standing}]
    now = str(registration.state.label).lower()
    then = f"Waiting for {' and '.join(waiting)}" if waiting else f"Now {now}"
    return f"Approved by you at {clock_time(own.at)}. {then}"

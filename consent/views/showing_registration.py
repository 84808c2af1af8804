"""What a registration's page says of equipment, training and images, and what may be done now."""

from typing import Any

from django.urls import reverse

from consent.models import QualityCheck, Recording, Registration, RegistrationStatus, Training
from consent.models.quality_check import is_made_outside
from consent.models.registration_kit import KitLoss, serial_key
from consent.quality import newest_check, quality_warnings, unchecked
from recordings_gov.incidents.models import Incident
from recordings_gov.workflow import may

SHOWN = 10
Buttons = list[tuple[str, str]]
"""Label and address of each step."""


def page_of(record: Registration, user: Any) -> dict[str, Any]:
    """Everything beside what the applicant says and what both offices decided."""
    is_own = record.is_item_of(user)
    return {
        "assessment": record.assessment,
        "outdated": record.assessments.exists() and record.assessment is None,
        "losses": _losses(record, user),
        "suspended": record.suspensions.filter(lifted_at=None).first(),
        "others": _others(record, user),
        "renewal": record.renewals.order_by("-pk").first(),
        "trainings": list(_trainings(record, user)),
        "images": _images(record),
        "course": _course(record, user, is_own=is_own),
        "about_kit": _kit(record, user, is_own=is_own),
        "may_renew": is_own and user.holds("registration.apply") and record.may_be_renewed,
        "may_offer": user.holds("training.keep") and not is_own,
    }


def _course(record: Registration, user: Any, *, is_own: bool) -> Buttons:
    """What the offices may do to it now; never what would be refused."""
    return _open(
        record,
        user,
        ("lift", "Let them record again", "lift", not is_own and not record.kit_is_missing()),
        ("suspend", "Suspend it", "suspend", True),
        ("revoke", "Revoke it", "revoke", not is_own),
    )


def _kit(record: Registration, user: Any, *, is_own: bool) -> Buttons:
    """What may be said of the equipment now."""
    is_missing = record.losses.missing().exists()
    again = "Check it again" if record.assessment else "Check the equipment"
    return _open(
        record,
        user,
        ("assess_kit", again, "assess", not is_own),
        ("report_loss", "Report it as lost or stolen", "lost", not is_missing),
        ("say_found", "It was found", "found", is_missing),
    )


def _open(record: Registration, user: Any, *steps: tuple[str, str, str, bool]) -> Buttons:
    return [
        (label, reverse(f"consent:registration-{name}", kwargs={"reference": record.reference}))
        for verb, label, name, is_open in steps
        if is_open and may(record, verb, user)
    ]


def _losses(record: Registration, user: Any) -> list[dict[str, Any]]:
    rows = list(record.losses.select_related("incident", "reported_by", "found_by"))
    seen = set(
        Incident.objects.visible_to(user)
        .filter(pk__in=[row.incident_id for row in rows])
        .values_list("pk", flat=True)
    )
    return [{"loss": row, "is_open": row.incident_id in seen} for row in rows]


def _others(record: Registration, user: Any) -> list[Registration]:
    """Other registrations of equipment with this number, for whoever may see them."""
    running = [RegistrationStatus.SUBMITTED, RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED]
    rows = Registration.objects.visible_to(user).exclude(pk=record.pk).filter(status__in=running)
    near = rows.filter(serial__iexact=record.serial).select_related("applicant").order_by("pk")
    return list(near[:SHOWN])


def _trainings(record: Registration, user: Any) -> Any:
    return (
        Training.objects.visible_to(user)
        .filter(person_id=record.applicant_id)
        .select_related("given_by")
        .order_by("-offered_on", "-pk")[:SHOWN]
    )


def _images(record: Registration) -> dict[str, int]:
    """How many images were made under it, how many nobody checked, and how many were found poor."""
    made = Recording.objects.filter(registration=record)
    checks = QualityCheck.objects.filter(recording__registration=record)
    return {
        "made": made.count(),
        "unchecked": unchecked(made).count(),
        "poor": checks.filter(is_good=False).values("recording").distinct().count(),
    }


def quality_page(recording: Recording, user: Any) -> dict[str, Any]:
    """What Media Studio found of one image, and whether this person may look at it. Rules: R-177, R-208."""
    if not is_made_outside(recording):
        return {}
    is_own = recording.captured_by_id == user.pk
    check = newest_check(recording)
    return {
        "quality": check,
        "quality_warnings": quality_warnings(check),
        "may_check_quality": not is_own and bool(user.can("quality.check", recording)),
    }


def mark_missing(rows: list[Registration]) -> list[Registration]:
    """Tell each row whether its equipment is gone, by one question for all of them. Rules: R-187."""
    keys = {serial_key(row.serial) for row in rows}
    gone = set(KitLoss.objects.missing().filter(serial__in=keys).values_list("serial", flat=True))
    for row in rows:
        row.is_missing = serial_key(row.serial) in gone
    return rows

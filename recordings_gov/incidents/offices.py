"""Who sits in an office that an incident may be sent to, as far as this Trust has said."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from recordings_gov.accounts.models import Department, Setting, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as

ROLE_OF = {
    "lsms": Role.LSMS,
    "ig": Role.IG_MANAGER,
    "caldicott": Role.CALDICOTT_GUARDIAN,
    "communications": Role.COMMUNICATIONS,
}
NAMED = ("legal", "pals", "clinical_lead", "safeguarding", "police")
"""Offices without a role of their own: the department names somebody, else the governance lead hears."""


def holding(role: Role, department: Department | None = None) -> list[Any]:
    """The people who hold a role Trust-wide or in this department."""
    rows = User.objects.filter(is_active=True, memberships__role=role)
    wide = rows.filter(memberships__role=role, memberships__department=None)
    near = (
        rows.filter(memberships__role=role, memberships__department=department) if department else rows.none()
    )
    return list((wide | near).distinct().order_by("pk"))


def governance_of(department: Department | None) -> list[Any]:
    """Who answers for incidents of a department: its governance leads, else the head of Media Studio."""
    return holding(Role.GOVERNANCE_LEAD, department) or holding(Role.HEAD_OF_MEDIA_STUDIO)


def people_of(office: str, department: Department | None) -> tuple[list[Any], bool]:
    """The people of an office, and whether it is known: otherwise the governance lead passes it on."""
    role = ROLE_OF.get(office)
    if role:
        people = holding(role, department)
    else:
        chosen = Setting.objects.value_of(_setting(office), department, None)
        people = list(User.objects.filter(pk=chosen, is_active=True)) if chosen else []
    return (people, True) if people else (governance_of(department), False)


def name_person(*, by: Any, department: Department | None, office: str, person: Any, reason: str) -> None:
    """Say who hears for an office that has no role of its own, with the reason.

    Raises ValidationError, PermissionDenied. Rules: R-023, R-053, R-232, R-241.
    """
    if office not in NAMED:
        raise ValidationError({"office": "That office has a role of its own"})
    if not reason.strip():
        raise ValidationError({"reason": "Say why"})
    name = _setting(office)
    with transaction.atomic(), acting_as(by):
        row = Setting.objects.select_for_update().filter(department=department, name=name).first()
        row = row or Setting(department=department, name=name)
        if not by.can("setting.set", row):
            raise PermissionDenied(f"{by} may not set this.")
        row.value, row.reason, row.set_by = person.pk, reason.strip(), by
        row.save()


def _setting(office: str) -> str:
    return f"office-{office.replace('_', '-')}"

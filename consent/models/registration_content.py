"""What an applicant says, what an approval is bound to, and the states of an application."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import models

from consent.professions import Profession

CONTENT = (
    "make",
    "model",
    "serial",
    "owned_by",
    "kept_at",
    "purpose",
    "why_not_studio",
    "profession",
    "professional_number",
    "trained_on",
    "storing_trained_on",
    "access_approved_on",
    "checks",
)
SAID_ANEW = ("trained_on", "storing_trained_on", "access_approved_on", "checks")
"""What a renewal does not carry over: each is said again. Rules: R-113, R-181."""
LASTS_DAYS = 365
RENEW_WITHIN_DAYS = 90


class RegistrationStatus(models.TextChoices):
    """Where an application stands, and what became of the leave it gave."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    ACTIVE = "active", "Active"
    SUSPENDED = "suspended", "Suspended"
    EXPIRED = "expired", "Ended"
    REVOKED = "revoked", "Revoked"
    REJECTED = "rejected", "Rejected"


def state_on(status: str, expires_on: date | None, day: date) -> RegistrationStatus:
    """Ended once its last day has passed, whatever the night's job has written down. Rules: R-112."""
    runs = status in (RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED)
    is_past = runs and expires_on is not None and expires_on < day
    return RegistrationStatus.EXPIRED if is_past else RegistrationStatus(status)


RAN = (
    RegistrationStatus.ACTIVE,
    RegistrationStatus.SUSPENDED,
    RegistrationStatus.EXPIRED,
    RegistrationStatus.REVOKED,
)
"""Those that both offices approved at some time."""


class DeviceOwner(models.TextChoices):
    """Whose the device is: the policy holds for every camera alike. Rules: R-101."""

    STUDIO = "media_studio", "Media Studio's"
    DEPARTMENT = "department", "The department's"
    OWN = "own", "The applicant's own"
    OTHER = "other", "Somebody else's"


class Particulars(models.Model):
    """Whose the device is, who the applicant is by profession, and that they may store images.

    Rules: R-101, R-181, R-252.
    """

    owned_by = models.CharField("whose the device is", max_length=12, choices=DeviceOwner, blank=True)
    profession = models.CharField(max_length=12, choices=Profession, blank=True)
    professional_number = models.CharField("registration with the regulator", max_length=30, blank=True)
    storing_trained_on = models.DateField("trained to store and find images", null=True, blank=True)
    access_approved_on = models.DateField("network access approved", null=True, blank=True)

    class Meta:
        abstract = True


def content_of(registration: Any) -> dict[str, Any]:
    """What the applicant says, by field."""
    return {name: getattr(registration, name) for name in CONTENT}


def digest_of(registration: Any) -> str:
    """SHA-256 of what the applicant says. Source: trust.md 3.2."""
    text = json.dumps(content_of(registration), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()

"""What an applicant says, what an approval is bound to, and the states of an application."""

import hashlib
import json
from typing import Any

from django.db import models

CONTENT = ("make", "model", "serial", "kept_at", "purpose", "why_not_studio", "trained_on", "checks")
LASTS_DAYS = 365


class RegistrationStatus(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for approval"
    ACTIVE = "active", "Active"
    REJECTED = "rejected", "Rejected"


def content_of(registration: Any) -> dict[str, Any]:
    """What the applicant says, by field."""
    return {name: getattr(registration, name) for name in CONTENT}


def digest_of(registration: Any) -> str:
    """SHA-256 of what the applicant says. Source: trust.md 3.2."""
    text = json.dumps(content_of(registration), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()

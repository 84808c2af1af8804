"""The states of a version, in their order."""

from django.db import models


class VersionStatus(models.TextChoices):
    """Consultation, validation, ratification, approval, dissemination: the Trust's own five steps."""

    DRAFT = "draft", "Draft"
    CONSULTED = "consulted", "Consulted"
    VALIDATED = "validated", "Validated"
    RATIFIED = "ratified", "Ratified"
    APPROVED = "approved", "Approved"
    DISSEMINATED = "disseminated", "In force"
    SUPERSEDED = "superseded", "Superseded"
    RETIRED = "retired", "Retired"


OPEN = (VersionStatus.DRAFT, VersionStatus.CONSULTED)
SIGNED = (VersionStatus.VALIDATED, VersionStatus.RATIFIED, VersionStatus.APPROVED)
"""Its words are fixed and it is not in force yet: it may still be sent back."""
BEFORE_FORCE = (*OPEN, *SIGNED)
OVER = (VersionStatus.DISSEMINATED, VersionStatus.SUPERSEDED, VersionStatus.RETIRED)

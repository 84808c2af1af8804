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


OPEN = (VersionStatus.DRAFT, VersionStatus.CONSULTED)
OVER = (VersionStatus.DISSEMINATED, VersionStatus.SUPERSEDED)

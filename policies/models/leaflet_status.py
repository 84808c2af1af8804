"""How a leaflet's edition is set, and where it stands."""

from django.db import models


class LeafletFormat(models.TextChoices):
    """How it is set."""

    STANDARD = "standard", "Standard"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"


class EditionStatus(models.TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    REPLACED = "replaced", "Replaced"


BEING_PREPARED = (EditionStatus.DRAFT, EditionStatus.APPROVED)

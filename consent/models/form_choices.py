"""The states of a form and the answers it can hold."""

from django.db import models


class FormStatus(models.TextChoices):
    """Where a form stands; what is withdrawn later is a permission, not the form."""

    DRAFT = "draft", "Draft"
    AWAITING_SIGNATURES = "awaiting_signatures", "Awaiting signatures"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "Patient said no"
    INVALIDATED = "invalidated", "Never counted"
    SUPERSEDED = "superseded", "Replaced by another form"
    VOID = "void", "Void: it was changed"


class MadeFor(models.TextChoices):
    """Why the recording is made: only one that is part of care is linked to the chart."""

    CARE = "care", "This person's care"
    SECONDARY = "secondary", "Only teaching or another named use"


class OtherPurposes(models.TextChoices):
    """Whether a second purpose is planned: it is named, ruled out, or not foreseeable with the reason."""

    NAMED = "named", "Yes, and it is on this form"
    NONE = "none", "No other purpose is planned"
    NOT_POSSIBLE = "not_possible", "Not possible to say now"


class CopyOfForm(models.TextChoices):
    """What the patient did with the copy that is always offered."""

    TAKEN = "taken", "Taken"
    NOT_WANTED = "not_wanted", "Not wanted"

"""The words of a register entry: what was made, on what basis, where it stands, who may see it."""

from django.db import models


class RecordingKind(models.TextChoices):
    """What was made."""

    PHOTOGRAPH = "photograph", "Photo"
    FILM = "film", "Film"
    SOUND = "sound", "Sound recording"


class RecordingStatus(models.TextChoices):
    """Where a recording stands in the register."""

    CAPTURED = "captured", "Captured"
    HELD = "held", "Held until they are asked"
    LOGGED = "logged", "Released from its hold"
    QUARANTINED = "quarantined", "In quarantine"
    DESTROYED = "destroyed", "Destroyed, as two people agreed"


class Basis(models.TextChoices):
    """What it was made on: consent, or one named exception."""

    CONSENT = "consent", "Both signed before"
    HELD = "held", "Held: they could not be asked before"
    IMPLIED = "implied", "Part of the test, and they were told before"
    CHILD_PROTECTION = "child_protection", "Child protection"
    VITAL_INTERESTS = "vital_interests", "Vital interests, on the consultant's authority"
    POST_MORTEM = "post_mortem", "Part of a post-mortem"
    LEGACY = "legacy", "From before 1997, without a form"


class Access(models.TextChoices):
    """Who may see the entry: restricted is closed to everybody who treats patients. Conflict: C-35."""

    ORDINARY = "ordinary", "Ordinary"
    SENSITIVE = "sensitive", "Sensitive"
    RESTRICTED = "restricted", "Restricted"


class Identifiable(models.TextChoices):
    """Whether somebody could tell who it is; until somebody says otherwise, they could."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNSURE = "unsure", "Not sure"

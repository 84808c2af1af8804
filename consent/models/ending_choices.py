"""The words of an ending: who takes consent back and how, why a form never counted, why it was stopped."""

from django.db import models

from consent.ending import Follows


class WithdrawalStatus(models.TextChoices):
    """Whether whoever took it back has heard what was done."""

    OWED = "owed", "Answer owed"
    TOLD = "told", "Told what was done"
    NOT_WANTED = "not_wanted", "Wants no answer"


class TakenBackBy(models.TextChoices):
    """Who takes it back: the patient at any age, or who now decides for them."""

    PATIENT = "patient", "The patient"
    PARENT = "parent", "Parent or guardian"
    ATTORNEY = "attorney", "Attorney or deputy"
    REPRESENTATIVE = "representative", "Personal representative"
    PROFESSIONAL = "professional", "Whoever signed as a professional"


class Route(models.TextChoices):
    """How it reached us: nobody has to fill anything in."""

    WORD = "word", "In words, or by a sign"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter or e-mail"
    SCREEN = "screen", "On this screen, by themselves"


class AnswerBy(models.TextChoices):
    """How they would like to hear what was done."""

    LETTER = "letter", "A letter"
    PHONE = "phone", "A phone call"
    NONE = "none", "No contact"


class WhyInvalid(models.TextChoices):
    """Why a form never counted."""

    WRONG_SIGNER = "wrong_signer", "Somebody signed who could not"
    SIGNED_AFTER = "signed_after", "It was signed after the recording"
    FORGED = "forged", "A signature is not real"


class InvalidationStatus(models.TextChoices):
    """Whether the patient has heard of it."""

    OWED = "owed", "Patient to be told"
    TOLD = "told", "Patient told"


class WhyStopped(models.TextChoices):
    """Why a recording was stopped."""

    PATIENT_ASKED = "patient_asked", "The patient asked"
    PARENT_ASKED = "parent_asked", "A parent or carer asked"
    OBJECTION = "objection", "The patient said no, or turned away"
    DISTRESS = "distress", "The patient was upset"
    HARMED_CARE = "harmed_care", "It got in the way of care"
    TAKEN_BACK = "taken_back", "Consent was taken back"
    OTHER = "other", "Something else"


class PartMade(models.TextChoices):
    """What became of the part that had been made."""

    NOTHING = "nothing", "Nothing had been made"
    KEPT = "kept", "Kept: it was agreed to until then"
    LOCKED = "locked", "Locked away"


FOLLOWS = [
    (Follows.STAYS.value, "Stays, for what is still agreed to"),
    (Follows.RESTRICTED.value, "Restricted"),
    (Follows.QUARANTINED.value, "In quarantine"),
]

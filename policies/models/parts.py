"""The parts of a version: sections of text and rows of the stance matrix, and who was asked and signed."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from policies.models.version import PolicyVersion
from policies.stances import DIMENSIONS, Row
from recordings_gov.audit.models import GovernedRow

FROZEN = "This version has been validated: its words do not change any more. Draft the next version."


class Part(GovernedRow):
    """Something a version consists of; it stays as it is once the version is validated. Rules: R-217."""

    class Meta:
        abstract = True

    version: Any

    def clean(self) -> None:
        """Refuse to touch a version that somebody has signed."""
        super().clean()
        if not PolicyVersion.objects.open().filter(pk=self.version.pk).exists():
            raise ValidationError(FROZEN, code="frozen")


class Section(Part):
    """One numbered section of a policy's text, with the rules it serves."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    rules = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="section_numbered_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class StanceKind(models.TextChoices):
    """What a policy may say. *Not supported* is never for a personal record. Rules: R-021, R-051."""

    FACILITATE = "facilitate", "Help"
    CONDITIONS = "conditions", "With conditions"
    DISCOURAGE = "discourage", "Discourage, and offer something better"
    NOT_SUPPORTED = "not_supported", "Not supported"


class Stance(Part):
    """One row of the matrix; an empty list means any. Rules: R-012, R-021, R-051."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="stances")
    code = models.CharField(max_length=12)
    setting = models.JSONField(default=list, blank=True)
    modality = models.JSONField(default=list, blank=True)
    medium = models.JSONField(default=list, blank=True)
    recorder = models.JSONField(default=list, blank=True)
    # There is no column for a personal record: a row cannot be made that is not supported for one.
    is_for_keepsake = models.BooleanField(default=False)
    is_for_other_use = models.BooleanField(default=False)
    stance = models.CharField(max_length=14, choices=StanceKind)
    staff_words = models.TextField()
    patient_words = models.TextField()
    conditions = models.JSONField(default=list, blank=True)
    alternatives = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    rules = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="stance_coded_once_a_version"),
            models.CheckConstraint(
                name="stance_not_supported_names_a_purpose_and_a_reason",
                condition=~Q(stance=StanceKind.NOT_SUPPORTED)
                | ((Q(is_for_keepsake=True) | Q(is_for_other_use=True)) & ~Q(reason="")),
                violation_error_message="Say for which purpose this is not supported, and why",
            ),
            models.CheckConstraint(
                name="stance_names_a_purpose_only_when_not_supported",
                condition=Q(stance=StanceKind.NOT_SUPPORTED)
                | Q(is_for_keepsake=False, is_for_other_use=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def of(cls, version: PolicyVersion, row: Row) -> "Stance":
        """An unsaved stance of ``version`` with the content of ``row``."""
        return cls(
            version=version,
            code=row.id,
            **{dimension: list(getattr(row, dimension)) for dimension in DIMENSIONS},
            is_for_keepsake="keepsake" in row.purposes,
            is_for_other_use="other" in row.purposes,
            stance=row.stance,
            staff_words=row.staff_words,
            patient_words=row.patient_words,
            conditions=list(row.conditions),
            alternatives=list(row.alternatives),
            reason=row.reason,
            rules=list(row.rules),
        )

    def as_row(self) -> Row:
        """The row as decisions read it."""
        purposes = [
            name
            for name, named in (("keepsake", self.is_for_keepsake), ("other", self.is_for_other_use))
            if named
        ]
        return Row(
            id=self.code,
            stance=self.stance,
            staff_words=self.staff_words,
            patient_words=self.patient_words,
            **{dimension: tuple(getattr(self, dimension)) for dimension in DIMENSIONS},
            purposes=tuple(purposes),
            conditions=tuple(self.conditions),
            alternatives=tuple(self.alternatives),
            rules=tuple(self.rules),
            reason=self.reason,
        )


class Asked(models.TextChoices):
    """Whose views were sought. Rules: R-001."""

    PATIENTS = "patients", "Patients or carers"
    STAFF = "staff", "Staff and students"
    PROFESSIONALS = "professionals", "Professional bodies or safety experts"
    OTHERS = "others", "Others"


class Consultation(GovernedRow):
    """Who was asked about a version, how, when, and what came of it. Rules: R-001."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="consultations")
    group = models.CharField(max_length=14, choices=Asked)
    method = models.CharField(max_length=300)
    held_on = models.DateField()
    effect = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.method}"


class Step(models.TextChoices):
    """What is signed on a version's way into force."""

    VALIDATE = "validate", "Validated"
    RATIFY = "ratify", "Ratified"
    APPROVE = "approve", "Approved"
    DISSEMINATE = "disseminate", "Brought into force"
    ADOPT = "adopt", "Adopted"


class SignOff(GovernedRow):
    """One signature on a version, never the drafter's. Source: trust 3.2, row 20 is not row 21."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="signoffs")
    step = models.CharField(max_length=12, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "step"], name="version_signed_once_a_step"),
            models.CheckConstraint(
                name="version_is_signed_by_another_person_than_its_drafter",
                condition=~Q(by=F("drafted_by")),
                violation_error_message="You drafted this version: another person signs it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} by {self.by}"

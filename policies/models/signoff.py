"""The signatures on a version: who agreed to which step, and which of them still stand."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


class Step(models.TextChoices):
    """What is signed on a version's way into force."""

    VALIDATE = "validate", "Validated"
    RATIFY = "ratify", "Ratified"
    DPO = "dpo", "Signed off as Data Protection Officer"
    EMPLOYER = "employer", "Endorsed for the employer"
    APPROVE = "approve", "Approved"
    DISSEMINATE = "disseminate", "Brought into force"
    ADOPT = "adopt", "Adopted"


class SignOffQuerySet(GovernedQuerySet):
    """Signatures, voided ones among them."""

    def standing(self) -> "SignOffQuerySet":
        """Those that count: the version was not sent back since."""
        return self.filter(voided_at=None)


class SignOff(GovernedRow):
    """One signature on a version, never the drafter's. Source: trust 3.2, row 20 is not row 21."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="signoffs")
    step = models.CharField(max_length=12, choices=Step)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(blank=True)
    signed_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "step"],
                name="version_signed_once_a_step",
                condition=Q(voided_at=None),
            ),
            models.CheckConstraint(
                name="version_is_signed_by_another_person_than_its_drafter",
                condition=~Q(by=F("drafted_by")),
                violation_error_message="You drafted this version: another person signs it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} by {self.by}"

"""Who signed a form, for what, and when."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from consent.models.permission import Permission
from recordings_gov.audit.models import GovernedRow


class SigningRole(models.TextChoices):
    """In what role somebody signs."""

    PATIENT = "patient", "Patient"
    PARENT = "parent", "Parent or guardian"
    ATTORNEY = "attorney", "Attorney or deputy"
    CLINICIAN = "clinician", "Responsible clinician"
    OFFICER = "officer", "Social worker or police officer"
    REPRESENTATIVE = "representative", "Personal representative"
    TAKER = "taker", "Person taking consent"


class Signature(GovernedRow):
    """One signature on paper, as it was recorded; whoever agrees names the permission it is for.

    Rules: R-127.
    """

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=14, choices=SigningRole)
    permission = models.OneToOneField(
        Permission, null=True, blank=True, on_delete=models.PROTECT, related_name="signature"
    )
    name = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "role"],
                name="signature_of_the_taker_stands_once",
                condition=Q(role=SigningRole.TAKER),
                violation_error_message="The person taking consent has signed already",
            ),
            models.CheckConstraint(
                name="signature_of_the_patient_names_its_permission",
                condition=~Q(role=SigningRole.TAKER) & Q(permission__isnull=False)
                | Q(role=SigningRole.TAKER, permission__isnull=True),
            ),
            models.CheckConstraint(
                name="signature_is_not_dated_in_the_future",
                condition=Q(signed_at__lte=F("created_at")),
                violation_error_message="A signature cannot be dated in the future",
            ),
            models.CheckConstraint(
                name="signature_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Give the name as signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"

    @property
    def line(self) -> dict[str, Any]:
        """What the printed slot shows."""
        return {"name": self.name, "when": self.signed_at, "role": self.get_role_display()}

"""Who signed a form, for what, when and by which means."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consent.models.permission import Permission
from consent.strokes import read_strokes
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


class SigningMeans(models.TextChoices):
    """How somebody signed; staff who explained it sign on screen with their own sign-in."""

    PAPER = "paper", "Signed on paper"
    DRAWN = "drawn", "Signed on the screen"
    TYPED = "typed", "Signed by typing the name"
    SIGN_IN = "sign_in", "Confirmed with their own sign-in"


ON_SCREEN = (SigningMeans.DRAWN, SigningMeans.TYPED)


class Signature(GovernedRow):
    """One signature, on paper or on screen; whoever agrees names the permission it is for.

    A mark is of somebody who can decide but cannot sign; it names who saw it made. What was drawn on the
    screen is a path of checked numbers. Rules: R-127. Conflict: C-07.
    """

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=14, choices=SigningRole)
    permission = models.OneToOneField(
        Permission, null=True, blank=True, on_delete=models.PROTECT, related_name="signature"
    )
    name = models.CharField(max_length=120)
    signed_at = models.DateTimeField()
    means = models.CharField(max_length=8, choices=SigningMeans, default=SigningMeans.PAPER)
    drawn = models.TextField("strokes", blank=True, default="")
    is_mark = models.BooleanField("a mark, not a signature", default=False)
    witness = models.CharField("who saw the mark made", max_length=120, blank=True, default="")
    witness_role = models.CharField("role of who saw it", max_length=120, blank=True, default="")

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
            models.CheckConstraint(
                name="signature_drawn_on_screen_has_its_strokes",
                condition=Q(means=SigningMeans.DRAWN) & ~Q(drawn="")
                | ~Q(means=SigningMeans.DRAWN) & Q(drawn=""),
                violation_error_message="Sign in the box, or choose another way to sign",
            ),
            models.CheckConstraint(
                name="signature_of_the_taker_is_on_paper_or_by_sign_in",
                condition=Q(role=SigningRole.TAKER, means__in=[SigningMeans.PAPER, SigningMeans.SIGN_IN])
                | ~Q(role=SigningRole.TAKER) & ~Q(means=SigningMeans.SIGN_IN),
            ),
            models.CheckConstraint(
                name="signature_by_mark_names_who_saw_it",
                condition=Q(is_mark=False, witness="", witness_role="")
                | Q(is_mark=True, means__in=[SigningMeans.PAPER, SigningMeans.DRAWN])
                & ~Q(role=SigningRole.TAKER)
                & ~Q(witness="")
                & ~Q(witness_role=""),
                violation_error_message="A mark needs somebody who saw it made: their name and role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"

    def clean(self) -> None:
        """Strokes are numbers on the pad. Raises ValidationError."""
        if self.drawn:
            try:
                read_strokes(self.drawn)
            except ValidationError as error:
                raise ValidationError({"drawn": error.messages}) from error

    @property
    def said(self) -> str:
        """How it was signed, in words."""
        if self.is_mark:
            return f"A mark, seen by {self.witness}, {self.witness_role}"
        return str(self.get_means_display())

    @property
    def line(self) -> dict[str, Any]:
        """What the printed slot shows."""
        return {"name": self.name, "when": self.signed_at, "role": self.get_role_display()}

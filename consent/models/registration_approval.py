"""One office's approval of a registration, bound to the words it saw."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


class Office(models.TextChoices):
    """The two offices that approve; each has its own right in the role table."""

    MEDIA_STUDIO = "media_studio", "Media Studio"
    INFORMATION_GOVERNANCE = "information_governance", "Information governance"

    @property
    def right(self) -> str:
        """The act of the role table that approves for this office."""
        return {"media_studio": "registration.approve_media_studio"}.get(
            self.value, "registration.approve_ig"
        )


def office_of(user: Any) -> "Office | None":
    """The office this person approves for; None for nobody's. Somebody in both begins with the first."""
    return next((office for office in Office if user.holds(office.right)), None)


class ApprovalQuerySet(GovernedQuerySet):
    """Approvals that count."""

    def standing(self) -> "ApprovalQuerySet":
        """Those not voided by a later edit."""
        return self.filter(voided_at=None)


class OfficeApproval(GovernedRow):
    """What one office approved: by whom, whose it was, and the words it saw. Rules: R-115, R-163."""

    office = models.CharField(max_length=24, choices=Office)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest_seen = models.CharField(max_length=64)
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ApprovalQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.approver}"


class Approval(OfficeApproval):
    """One of two, by two people, neither of them the applicant. Rules: R-115."""

    registration = models.ForeignKey(
        "consent.Registration", on_delete=models.PROTECT, related_name="approvals"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration", "office"],
                name="registration_is_approved_once_by_each_office",
                condition=Q(voided_at=None),
                violation_error_message="This office has approved it already",
            ),
            models.UniqueConstraint(
                fields=["registration", "approver"],
                name="registration_approvers_are_two_people",
                condition=Q(voided_at=None),
                violation_error_message="You approved it for the other office. Another person approves here.",
            ),
            models.CheckConstraint(
                name="registration_is_not_approved_by_its_applicant",
                condition=~Q(approver=F("applicant")),
                violation_error_message="You applied for it. Other people approve.",
            ),
        ]

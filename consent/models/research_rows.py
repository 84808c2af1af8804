"""The states of a research project, who sees it, and each office's registration of what it saw."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from consent.models.registration_approval import Office, OfficeApproval
from recordings_gov import clock
from recordings_gov.audit.models import GovernedQuerySet


class ResearchStatus(models.TextChoices):
    """Where a project stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for both registrations"
    ACTIVE = "active", "Registered"
    REJECTED = "rejected", "Not registered"
    ENDED = "ended", "Ended"


RIGHTS = {
    Office.MEDIA_STUDIO: "research.approve_media_studio",
    Office.INFORMATION_GOVERNANCE: "research.approve_ig",
}


class ResearchProjectQuerySet(GovernedQuerySet):
    """Projects by who may see them, and by what they wait for."""

    def visible_to(self, user: Any) -> "ResearchProjectQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("research.view") else self.none()

    def waiting_for(self, office: str) -> "ResearchProjectQuerySet":
        """Those that this office has not registered yet."""
        standing = ResearchApproval.objects.standing().filter(office=office)
        waiting = self.filter(status=ResearchStatus.SUBMITTED)
        return waiting.exclude(pk__in=standing.values("project"))

    def to_choose(self) -> "ResearchProjectQuerySet":
        """Those a consent form may be drafted for: neither turned down nor over."""
        over = [ResearchStatus.REJECTED, ResearchStatus.ENDED]
        return self.exclude(_is_past(clock.today())).exclude(status__in=over)

    def in_state(self, status: str, today: date) -> "ResearchProjectQuerySet":
        """Those in that state today: what is past its last day is over before a job has said so."""
        if status == ResearchStatus.ENDED:
            return self.filter(Q(status=status) | _is_past(today))
        return self.exclude(_is_past(today)).filter(status=status)

    def past(self, today: date) -> "ResearchProjectQuerySet":
        """Registered, with their last day behind them."""
        return self.filter(_is_past(today))


def _is_past(today: date) -> Q:
    return Q(status=ResearchStatus.ACTIVE, ends_on__lt=today)


class ResearchApproval(OfficeApproval):
    """One office's registration of a project: two people, neither of them the applicant. Rules: R-163."""

    project = models.ForeignKey("consent.ResearchProject", on_delete=models.PROTECT, related_name="approvals")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "office"],
                name="research_is_registered_once_by_each_office",
                condition=Q(voided_at=None),
                violation_error_message="This office has registered it already",
            ),
            models.UniqueConstraint(
                fields=["project", "approver"],
                name="research_is_registered_by_two_people",
                condition=Q(voided_at=None),
                violation_error_message="You registered it for the other office. Another person decides.",
            ),
            models.CheckConstraint(
                name="research_is_not_registered_by_its_applicant",
                condition=~Q(approver=F("applicant")),
                violation_error_message="You applied for it. Other people register it.",
            ),
        ]

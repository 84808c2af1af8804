"""How two offices decide on an application: approve what was seen, or reject with the reason."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.decisions import ApprovalCase, may_approve
from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import LASTS_DAYS, RegistrationStatus
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.decisions import Decision
from recordings_gov.workflow import WrongState, transition


class DecidedByTwoOffices(models.Model):
    """Both offices, two people, neither the applicant. Rules: R-113, R-115."""

    activated_at: Any
    expires_on: Any

    class Meta:
        abstract = True

    def approve(self: Any, *, by: Any, office: str, seen: str) -> None:
        """Approve for one office what was ``seen``; the second makes it active. Rules: R-113, R-115."""
        verbs = {
            Office.MEDIA_STUDIO: self.approve_as_media_studio,
            Office.INFORMATION_GOVERNANCE: self.approve_as_ig,
        }
        verbs[Office(office)](by=by, seen=seen)

    @transition(
        source=[RegistrationStatus.SUBMITTED],
        target={RegistrationStatus.SUBMITTED, RegistrationStatus.ACTIVE},
        allowed="registration.approve_media_studio",
    )
    def approve_as_media_studio(self: Any, *, by: Any, seen: str) -> str:
        """The head of Media Studio approves. Rules: R-113, R-115."""
        return str(self._approved(by, Office.MEDIA_STUDIO, seen))

    @transition(
        source=[RegistrationStatus.SUBMITTED],
        target={RegistrationStatus.SUBMITTED, RegistrationStatus.ACTIVE},
        allowed="registration.approve_ig",
    )
    def approve_as_ig(self: Any, *, by: Any, seen: str) -> str:
        """The information governance manager approves. Rules: R-113, R-115."""
        return str(self._approved(by, Office.INFORMATION_GOVERNANCE, seen))

    @transition(
        source=[RegistrationStatus.SUBMITTED],
        target=RegistrationStatus.REJECTED,
        allowed="registration.decide",
    )
    def reject(self: Any, *, by: Any, reason: str) -> None:
        """Turn the application down; the applicant reads the reason. Rules: R-115."""
        if by.pk == self.applicant_id:
            raise ValidationError("You applied for it. Other people decide.")
        self.reason, self.decided_by = reason.strip(), by

    def may_be_approved(
        self: Any, by: Any, office: str, seen: str | None = None, standing: Any = None
    ) -> Decision:
        """Whether this person may approve for this office what they saw; ``seen`` None: not shown yet."""
        rows = list(self.approvals.standing()) if standing is None else standing
        assessment = self.assessment
        return may_approve(
            ApprovalCase(
                is_applicant=by.pk == self.applicant_id,
                office_has_approved=any(row.office == office for row in rows),
                approved_for_other_office=any(
                    row.approver_id == by.pk and row.office != office for row in rows
                ),
                checks_missing=len(self.missing_checks),
                trained_on=self.trained_on,
                today=clock.today(),
                is_as_seen=seen is None or seen == self.digest,
                storing_trained_on=self.storing_trained_on,
                access_approved_on=self.access_approved_on,
                kit_is_fit=assessment.is_fit if assessment else None,
                asks_about_kit=office == Office.MEDIA_STUDIO,
                kit_is_missing=self.kit_is_missing(),
            )
        )

    def _approved(self: Any, by: Any, office: Office, seen: str) -> str:
        """Keep the approval; active when both offices' approvals stand. The row is locked by now."""
        answer = self.may_be_approved(by, office, seen)
        if answer.verdict == "done":
            raise WrongState(answer.obstacles[0].says)
        if answer.obstacles:
            raise ValidationError([obstacle.says for obstacle in answer.obstacles])
        now = clock.now()
        Approval(
            registration=self,
            office=office,
            approver=by,
            applicant_id=self.applicant_id,
            digest_seen=seen,
            at=now,
        ).save()
        if self.approvals.standing().count() < len(Office):
            return RegistrationStatus.SUBMITTED
        lasts = Setting.objects.value_of("registration_lasts_days", None, LASTS_DAYS)
        self.activated_at, self.expires_on = now, clock.today() + timedelta(days=int(lasts))
        return RegistrationStatus.ACTIVE

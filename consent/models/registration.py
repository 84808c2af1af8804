"""Leave for one member of staff to record patients with named equipment."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.decisions import ApprovalCase, may_approve
from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import CONTENT, LASTS_DAYS, RegistrationStatus, digest_of
from consent.models.registration_rows import RegistrationQuerySet
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.decisions import Decision
from recordings_gov.notifications import outbox
from recordings_gov.workflow import WrongState, transition


class Registration(GovernedModel):
    """Person, kit and purpose; approved by two offices before any recording. Rules: R-113, R-114, R-115."""

    reference_kind: ClassVar[str] = "REG"
    detail_url_name: ClassVar[str] = "consent:registration-detail"

    status = models.CharField(max_length=10, choices=RegistrationStatus, default=RegistrationStatus.DRAFT)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations"
    )
    make = models.CharField(max_length=60)
    model = models.CharField(max_length=60)
    serial = models.CharField("serial or asset number", max_length=60)
    kept_at = models.CharField("where it is locked away", max_length=120)
    purpose = models.CharField("what it is for", max_length=300)
    why_not_studio = models.CharField("why Media Studio cannot make these recordings", max_length=500)
    trained_on = models.DateField(null=True, blank=True)
    checks = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="registration_names_its_equipment_and_purpose",
                condition=~Q(make="") & ~Q(model="") & ~Q(serial="") & ~Q(kept_at="") & ~Q(purpose=""),
                violation_error_message="Name the equipment, where it is locked away and what it is for",
            ),
            models.CheckConstraint(
                name="registration_rejected_with_reason",
                condition=~Q(status=RegistrationStatus.REJECTED)
                | (~Q(reason="") & Q(decided_by__isnull=False)),
                violation_error_message="Say why the registration is rejected",
            ),
            models.CheckConstraint(
                name="registration_active_says_until_when",
                condition=~Q(status=RegistrationStatus.ACTIVE)
                | Q(activated_at__isnull=False, expires_on__isnull=False, trained_on__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_is_submitted_at_some_time",
                condition=Q(status=RegistrationStatus.DRAFT) | Q(submitted_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["applicant", "created_at"], name="registration_of_applicant"),
            models.Index(
                fields=["submitted_at"],
                name="registration_waiting",
                condition=Q(status=RegistrationStatus.SUBMITTED),
            ),
        ]

    @classmethod
    def apply(cls, *, by: Any, **content: Any) -> "Registration":
        """A draft by the person who answers for the equipment: nobody else applies. Rules: R-114."""
        if not by.can("registration.apply"):
            raise PermissionDenied("Applying for a registration is not part of your role.")
        registration = cls(applicant=by)
        with transaction.atomic(), acting_as(by):
            registration._fill(content)
            registration.save()
        return registration

    @transition(
        source=[RegistrationStatus.DRAFT, RegistrationStatus.SUBMITTED],
        target={RegistrationStatus.DRAFT, RegistrationStatus.SUBMITTED},
        allowed="registration.apply",
    )
    def correct(self, *, by: Any, **content: Any) -> str:
        """The applicant changes what it says; approvals of what it said before are void.

        Rules: R-114, R-115.
        """
        self._applicant_alone(by)
        self._fill(content)
        if self.unsaved():
            for approval in self.approvals.standing():
                approval.voided_at, approval.event_action = clock.now(), "approval.voided"
                approval.save()
        return self.status

    @transition(
        source=[RegistrationStatus.DRAFT], target=RegistrationStatus.SUBMITTED, allowed="registration.apply"
    )
    def submit(self, *, by: Any, declared: bool) -> None:
        """The applicant answers for the equipment and hands it to both offices. Rules: R-114."""
        self._applicant_alone(by)
        if not declared:
            raise ValidationError({"declared": "Confirm that you are responsible for this equipment"})
        self.submitted_at = clock.now()

    def approve(self, *, by: Any, office: str, seen: str) -> None:
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
    def approve_as_media_studio(self, *, by: Any, seen: str) -> str:
        """The head of Media Studio approves. Rules: R-113, R-115."""
        return self._approved(by, Office.MEDIA_STUDIO, seen)

    @transition(
        source=[RegistrationStatus.SUBMITTED],
        target={RegistrationStatus.SUBMITTED, RegistrationStatus.ACTIVE},
        allowed="registration.approve_ig",
    )
    def approve_as_ig(self, *, by: Any, seen: str) -> str:
        """The information governance manager approves. Rules: R-113, R-115."""
        return self._approved(by, Office.INFORMATION_GOVERNANCE, seen)

    @transition(
        source=[RegistrationStatus.SUBMITTED],
        target=RegistrationStatus.REJECTED,
        allowed="registration.decide",
    )
    def reject(self, *, by: Any, reason: str) -> None:
        """Turn the application down; the applicant reads the reason. Rules: R-115."""
        if by.pk == self.applicant_id:
            raise ValidationError("You applied for it. Other people decide.")
        self.reason, self.decided_by = reason.strip(), by

    def moved(self, verb: str, by: Any) -> None:
        """The applicant hears what was decided, once."""
        if self.status in (RegistrationStatus.ACTIVE, RegistrationStatus.REJECTED):
            outbox.post(
                key=f"registration-{self.reference}-{self.status}",
                to=self.applicant,
                subject=f"Registration {self.reference}: {self.get_status_display().lower()}",
                body=f"{settings.PUBLIC_BASE_URL}{self.get_absolute_url()}",
            )

    def may_be_approved(
        self, by: Any, office: str, seen: str | None = None, standing: Any = None
    ) -> Decision:
        """Whether this person may approve for this office what they saw; ``seen`` None: not shown yet."""
        rows = list(self.approvals.standing()) if standing is None else standing
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
            )
        )

    @property
    def digest(self) -> str:
        """What an approval is bound to: any edit changes it."""
        return digest_of(self)

    @property
    def missing_checks(self) -> list[str]:
        """The lines of the checklist that are not ticked yet. Rules: R-113."""
        return [check.id for check in wording().checks if check.id not in self.checks]

    @property
    def kit(self) -> str:
        """The equipment in one line."""
        return f"{self.make} {self.model}, {self.serial}"

    def is_item_of(self, user: Any) -> bool:
        """Whether this is the person's own application."""
        return bool(user.pk == self.applicant_id)

    def is_in_force_at(self, moment: datetime) -> bool:
        """Whether somebody could record under it at that instant. Rules: R-115."""
        if self.status != RegistrationStatus.ACTIVE or self.activated_at is None or self.expires_on is None:
            return False
        return self.activated_at <= moment and clock.local(moment).date() <= self.expires_on

    def _fill(self, content: dict[str, Any]) -> None:
        unknown = set(content) - set(CONTENT)
        if unknown:
            raise TypeError(f"A registration does not say: {', '.join(sorted(unknown))}.")
        known = [check.id for check in wording().checks]
        for name, value in content.items():
            setattr(self, name, value.strip() if isinstance(value, str) else value)
        self.checks = [check for check in known if check in self.checks]

    def _applicant_alone(self, by: Any) -> None:
        if by.pk != self.applicant_id:
            raise ValidationError("Only the person responsible for the equipment fills in this form")

    def _approved(self, by: Any, office: Office, seen: str) -> str:
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

"""Leave for one member of staff to record patients with named equipment."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.models import registration_course
from consent.models.registration_content import CONTENT, Particulars, RegistrationStatus, digest_of
from consent.models.registration_course import CourseOfRegistration
from consent.models.registration_deciding import DecidedByTwoOffices
from consent.models.registration_kit import KitOfRegistration
from consent.models.registration_rows import RegistrationQuerySet
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.notifications import outbox
from recordings_gov.workflow import transition

APPROVALS = ("approve_as_media_studio", "approve_as_ig")
TOLD = (*APPROVALS, "reject", "suspend", "lift", "revoke", "report_loss")
"""The verbs after which the applicant is written to, unless it still waits, or is over."""


class Registration(DecidedByTwoOffices, CourseOfRegistration, KitOfRegistration, Particulars, GovernedModel):
    """Person, kit and purpose; approved by two offices before any recording.

    Rules: R-101, R-112, R-113, R-114, R-115, R-181, R-187.
    """

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
            *registration_course.CONSTRAINTS,
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

    def moved(self, verb: str, by: Any) -> None:
        """The applicant hears what was decided, once a decision; a renewal takes over from what it renews."""
        if self.status == RegistrationStatus.ACTIVE and verb in APPROVALS and self.renews_id:
            before = type(self)._base_manager.get(pk=self.renews_id)
            if before.status == RegistrationStatus.ACTIVE:
                before.give_way(by=by, to=self.reference)
        if verb not in TOLD or self.status in (RegistrationStatus.SUBMITTED, RegistrationStatus.EXPIRED):
            return
        told = "" if verb in (*APPROVALS, "reject") else f"-{self.suspensions.count()}"
        outbox.post(
            key=f"registration-{self.reference}-{self.status}{told}",
            to=self.applicant,
            subject=f"Registration {self.reference}: {self.get_status_display().lower()}",
            body=f"{settings.PUBLIC_BASE_URL}{self.get_absolute_url()}",
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

"""A policy: what a Trust or a department has decided about recording in one direction."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

if TYPE_CHECKING:
    from policies.models.version import PolicyVersion


class Direction(models.TextChoices):
    """Who holds the camera."""

    PATIENTS_RECORD_US = "patients_record_us", "Patients record us"
    WE_RECORD_PATIENTS = "we_record_patients", "We record patients"


class PolicyQuerySet(GovernedQuerySet):
    """Policies; everybody on the staff may read them, and most of them the public too."""

    def visible_to(self, user: Any) -> "PolicyQuerySet":
        """The only door to policies; it fails shut."""
        return self if user.can("policy.view") else self.none()


class Policy(GovernedModel):
    """One policy, of the Trust (no department) or of one department. Rules: R-007, R-036, R-223."""

    reference_kind: ClassVar[str] = "POL"
    detail_url_name: ClassVar[str] = "policies:policy-detail"

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="policies"
    )
    direction = models.CharField(max_length=20, choices=Direction)
    holds_stances = models.BooleanField(default=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="department_has_one_policy_with_stances_a_direction",
                fields=["department", "direction"],
                condition=Q(holds_stances=True, department__isnull=False),
                violation_error_message="This department has a policy with stances for this already",
            ),
            models.UniqueConstraint(
                name="trust_has_one_policy_with_stances_a_direction",
                fields=["direction"],
                condition=Q(holds_stances=True, department=None),
                violation_error_message="The Trust has a policy with stances for this already",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def area(self) -> str:
        """Whose policy it is, in words."""
        return self.department.name if self.department else "Trust-wide"

    @property
    def in_force(self) -> "PolicyVersion | None":
        """The version that holds now. Rules: R-217."""
        found: PolicyVersion | None = self.versions.in_force().first()
        return found

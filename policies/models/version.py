"""A numbered version of a policy, from draft to in force to superseded."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from policies.models.consulting import ConsultationVerbs
from policies.models.dates import Precision, years_after
from policies.models.matrix_verbs import MatrixVerbs
from policies.models.policy import Policy
from policies.models.reviewed import ReviewedVersion
from policies.models.risk_verbs import RiskVerbs
from policies.models.steps import VersionVerbs
from policies.models.versionstatus import OPEN, OVER, VersionStatus
from policies.models.writing import WritingVerbs
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department

CONTENT = (
    "policy_id",
    "number",
    "drafted_by_id",
    "matrix",
    "telling",
    "filled_in",
    "left_out",
    "calls",
    "call_notice",
    "call_purposes",
    "content_digest",
)
PREPARES = ("draft", "validate", "ratify", "approve", "publish", "sign_off_dpo", "endorse")


class Calls(models.TextChoices):
    """Whether telephone calls are recorded under this policy. Rules: R-094."""

    NOT_COVERED = "not_covered", "This policy does not cover telephone calls"
    NOT_RECORDED = "not_recorded", "Telephone calls are not recorded"
    RECORDED = "recorded", "Telephone calls are recorded"


class VersionQuerySet(GovernedQuerySet):
    """Versions by where they stand and when they are due. *In force* and *overdue* are two facts."""

    def visible_to(self, user: Any) -> "VersionQuerySet":
        """The only door to versions; drafts are for those who prepare or sign them. It fails shut."""
        if not user.can("policy.view"):
            return self.none()
        reaches = [user.reach(f"policy.{act}") for act in PREPARES]
        if any(reach.everything for reach in reaches):
            return self
        departments = frozenset().union(*(reach.departments for reach in reaches))
        return self.filter(Q(status__in=OVER) | Q(policy__department__in=departments))

    def open_for_comment(self, user: Any) -> "VersionQuerySet":
        """Drafts that this person's department, or the whole Trust, may comment on; it fails shut."""
        held = {department for _, department in user.roles}
        if not held or not user.can("policy.view"):
            return self.none()
        if None in held:
            return self.open()
        return self.open().filter(Q(policy__department=None) | Q(policy__department__in=held))

    def open(self) -> "VersionQuerySet":
        """Those whose words may still change."""
        return self.filter(status__in=OPEN)

    def in_force(self) -> "VersionQuerySet":
        """Those that hold now, overdue or not. Rules: R-217."""
        return self.filter(status=VersionStatus.DISSEMINATED)

    def in_force_on(self, day: date) -> "VersionQuerySet":
        """Those that held on ``day``; a version ends only on the day the next one begins. Rules: R-217."""
        begun = self.filter(status__in=OVER, in_force_from__lte=day)
        return begun.filter(Q(superseded_on=None) | Q(superseded_on__gt=day))

    def overdue(self, today: date) -> "VersionQuerySet":
        """Those in force whose review is past due: they still hold. Rules: R-216, R-217."""
        return self.in_force().filter(review_due_on__lt=today)

    def due_between(self, first: date, last: date) -> "VersionQuerySet":
        """Those in force whose review falls due in this time, both days included."""
        return self.in_force().filter(review_due_on__range=(first, last))

    def for_department(self, department: "Department | None") -> "VersionQuerySet":
        """The department's own first, then the Trust's."""
        whose = Q(policy__department=department) | Q(policy__department=None)
        return self.filter(whose).order_by(F("policy__department").asc(nulls_last=True))


class PolicyVersion(
    ConsultationVerbs, WritingVerbs, RiskVerbs, VersionVerbs, MatrixVerbs, ReviewedVersion, GovernedModel
):
    """What a policy says, who agreed to it, and until when. Rules: R-036, R-216, R-217."""

    reference_kind: ClassVar[str] = "PV"
    detail_url_name: ClassVar[str] = "policies:version-detail"

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=VersionStatus, default=VersionStatus.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sponsor = models.CharField("management sponsor", max_length=200, blank=True)
    sponsored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    matrix = models.JSONField(default=dict, blank=True)
    telling = models.JSONField(default=dict, blank=True)
    filled_in = models.JSONField(default=dict, blank=True)
    left_out = models.JSONField("scenarios that do not happen here", default=dict, blank=True)
    calls = models.CharField(max_length=12, choices=Calls, default=Calls.NOT_COVERED)
    call_notice = models.CharField(max_length=300, blank=True)
    call_purposes = models.JSONField(default=list, blank=True)
    equality_reference = models.CharField(max_length=200, blank=True)
    equality_assessed_on = models.DateField(null=True, blank=True)
    dms_reference = models.CharField("document management reference", max_length=200, blank=True)
    went_ahead_despite = models.JSONField(default=dict, blank=True)
    sent_back_because = models.TextField(blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    approved_by_whom = models.CharField("approved by", max_length=200, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    review_due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    review_at_latest_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    in_force_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    superseded_on = models.DateField(null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    is_adopted = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    objects: ClassVar[Any] = VersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "number"], name="version_numbered_once_a_policy"),
            models.UniqueConstraint(
                name="policy_has_one_version_in_force",
                fields=["policy"],
                condition=Q(status=VersionStatus.DISSEMINATED),
                violation_error_message="Another version of this policy is in force",
            ),
            models.CheckConstraint(
                name="version_in_force_has_its_dates",
                condition=~Q(status__in=OVER)
                | Q(
                    approved_on__isnull=False,
                    review_due_on__isnull=False,
                    review_at_latest_on__isnull=False,
                    in_force_from__isnull=False,
                ),
                violation_error_message="Give the day of approval and the day the review is due",
            ),
            models.CheckConstraint(
                name="version_reviewed_within_three_years_of_approval",
                condition=Q(review_due_on=None) | Q(review_due_on__lte=F("review_at_latest_on")),
                violation_error_message="The review is due at most three years after approval",
            ),
            models.CheckConstraint(
                name="version_reviewed_after_approval",
                condition=Q(review_due_on=None) | Q(review_due_on__gt=F("approved_on")),
                violation_error_message="The review is due after the day of approval",
            ),
            models.CheckConstraint(
                name="version_superseded_on_a_day_by_another",
                condition=Q(
                    status=VersionStatus.SUPERSEDED, superseded_on__isnull=False, replaced_by__isnull=False
                )
                | Q(status=VersionStatus.RETIRED, superseded_on__isnull=False, replaced_by=None)
                | (
                    ~Q(status__in=(VersionStatus.SUPERSEDED, VersionStatus.RETIRED))
                    & Q(superseded_on=None, replaced_by=None)
                ),
            ),
            models.CheckConstraint(
                name="version_adopted_with_evidence",
                condition=Q(is_adopted=False) | (~Q(evidence="") & ~Q(approved_by_whom="")),
                violation_error_message="Say who approved it and where that is shown",
            ),
            models.CheckConstraint(
                name="version_words_are_fixed_once_validated",
                condition=Q(status__in=OPEN) | ~Q(content_digest=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["review_due_on", "id", "status"],
                name="version_due",
                condition=Q(status=VersionStatus.DISSEMINATED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy.title}, version {self.number}"

    def clean(self) -> None:
        """Keep the words that were signed, and the three years from approval. Rules: R-216, R-217."""
        super().clean()
        loaded = getattr(self, "loaded", {})
        signed = loaded and loaded["status"] not in OPEN and self.status not in OPEN
        if signed and any(name in self.unsaved() for name in CONTENT):
            raise ValidationError(
                "The words of this version were validated and do not change.", code="frozen"
            )
        approved_on = self.reaffirmed_on or self.approved_on
        self.review_at_latest_on = years_after(approved_on) if approved_on else None

    @property
    def department_id(self) -> int | None:
        """The department whose policy it is; None for the Trust's."""
        return self.policy.department_id

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now, overdue or not. Rules: R-217."""
        return self.status == VersionStatus.DISSEMINATED

    def days_overdue(self, today: date) -> int:
        """Days since the review was due; zero when it is not overdue. Rules: R-217."""
        return max((today - self.review_due_on).days, 0) if self.is_in_force and self.review_due_on else 0

"""The risk assessment of a version: hazards, scores before and after, who sees to them, who was told."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from policies.assessing import HazardFacts
from policies.models.reviewed_assessment import ReviewedAssessment
from policies.models.version import PolicyVersion
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

SCORE = (MinValueValidator(1), MaxValueValidator(5))


class RiskQuerySet(GovernedQuerySet):
    """Risk assessments and their hazards, seen by whoever sees the version."""

    path = "version"

    def visible_to(self, user: Any) -> "RiskQuerySet":
        """The only door to them; it fails shut."""
        return self.filter(**{f"{self.path}__in": PolicyVersion.objects.visible_to(user)})


class HazardQuerySet(RiskQuerySet):
    """Hazards by their assessment's version."""

    path = "assessment__version"


class RiskAssessment(ReviewedAssessment, GovernedModel):
    """What may go wrong under a version, and what is done about it. Rules: R-052, R-055.

    It changes through the verbs of its version, and stays as it is once the version is validated;
    that the employer and the insurer were told may be added until it is in force.
    """

    reference_kind: ClassVar[str] = "RA"
    detail_url_name: ClassVar[str] = "policies:risk-detail"

    version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, related_name="risk_assessment")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assessed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    other_hazards = models.TextField(blank=True)
    employer_told_on = models.DateField(null=True, blank=True)
    employer_told_whom = models.CharField(max_length=200, blank=True)
    insurer_told_on = models.DateField(null=True, blank=True)
    insurer_told_whom = models.CharField(max_length=200, blank=True)
    insurance_effect = models.TextField(blank=True)

    objects: ClassVar[Any] = RiskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="risk_assessment_reviewed_after_it_was_made",
                condition=Q(review_due_on=None) | Q(review_due_on__gt=F("assessed_on")),
                violation_error_message="Give a review date after the day of the assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"Risk assessment: {self.version}"

    @property
    def department_id(self) -> int | None:
        """The department whose policy it belongs to; None for the Trust's."""
        return self.version.department_id


class Hazard(GovernedModel):
    """One thing that may go wrong: how likely and how bad, before and after what is done. Rules: R-052."""

    reference_kind: ClassVar[str] = "HZ"
    detail_url_name: ClassVar[str] = "policies:hazard-score"

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.PROTECT, related_name="hazards")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    harm = models.TextField(blank=True)
    who = models.JSONField(default=list, blank=True)
    controls = models.JSONField(default=list, blank=True)
    suggestion = models.JSONField(default=dict, blank=True)
    rules = models.JSONField(default=list, blank=True)
    is_checklist = models.BooleanField(default=False)
    applies = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    likelihood_before = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    severity_before = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    likelihood_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    severity_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    control_owner = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = HazardQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "position"], name="hazard_placed_once_an_assessment"
            ),
            models.CheckConstraint(
                name="hazard_that_does_not_apply_says_why",
                condition=~Q(applies=False) | ~Q(answer=""),
                violation_error_message="Say why this does not apply here",
            ),
            models.CheckConstraint(
                name="hazard_that_applies_is_scored_before_and_after",
                condition=~Q(applies=True)
                | Q(
                    likelihood_before__isnull=False,
                    severity_before__isnull=False,
                    likelihood_after__isnull=False,
                    severity_after__isnull=False,
                ),
                violation_error_message="Score this hazard before and after what is done about it",
            ),
            models.CheckConstraint(
                name="hazard_scored_from_one_to_five",
                condition=(Q(likelihood_before=None) | Q(likelihood_before__range=(1, 5)))
                & (Q(severity_before=None) | Q(severity_before__range=(1, 5)))
                & (Q(likelihood_after=None) | Q(likelihood_after__range=(1, 5)))
                & (Q(severity_after=None) | Q(severity_after__range=(1, 5))),
                violation_error_message="Score from 1 to 5",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def department_id(self) -> int | None:
        """The department whose policy it belongs to; None for the Trust's."""
        return self.assessment.department_id

    def as_facts(self) -> HazardFacts:
        """The hazard as decisions read it."""
        return HazardFacts(
            title=self.title,
            is_checklist=self.is_checklist,
            applies=self.applies,
            before=(self.likelihood_before, self.severity_before),
            after=(self.likelihood_after, self.severity_after),
            control_owner=self.control_owner,
        )

"""A review: when it was to be held, what brought it forward, when it was held, what came of it and why."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q

from policies.models.leaflet_edition import LeafletEdition
from policies.models.reminder import ABOUT, about_one_of
from policies.models.review_verbs import OPEN, Outcome, ReviewStatus, ReviewVerbs, Trigger
from policies.models.risk_assessment import RiskAssessment
from policies.models.version import PolicyVersion
from policies.review_decisions import plannable, refused, sooner
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet, GovernedRow


class ReviewQuerySet(GovernedQuerySet):
    """Reviews by where they stand."""

    def visible_to(self, user: Any) -> "ReviewQuerySet":
        """The only door to reviews; it fails shut."""
        return self if user.can("policy.dashboard") else self.none()

    def open(self) -> "ReviewQuerySet":
        """Those that nobody has closed."""
        return self.filter(status__in=OPEN)

    def of(self, about: Any) -> "ReviewQuerySet":
        """Those of one version, edition or risk assessment."""
        return self.filter(**{attribute_of(about): about})


def attribute_of(about: Any) -> str:
    """The field that points at a thing of this kind."""
    return next(name for name in ABOUT if Review._meta.get_field(name).related_model is type(about))


class Review(ReviewVerbs, GovernedModel):
    """Planned and actual date, what triggered it, and its outcome with evidence. Rules: R-003, R-216."""

    reference_kind: ClassVar[str] = "RV"
    detail_url_name: ClassVar[str] = "policies:review-detail"

    version = models.ForeignKey(
        PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    edition = models.ForeignKey(
        LeafletEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    assessment = models.ForeignKey(
        RiskAssessment, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    status = models.CharField(max_length=8, choices=ReviewStatus, default=ReviewStatus.PLANNED)
    trigger = models.CharField(max_length=12, choices=Trigger, default=Trigger.CALENDAR)
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    evidence = models.TextField(blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_because = models.TextField(blank=True)

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(name="review_is_about_one_thing", condition=about_one_of(ABOUT)),
            *(
                models.UniqueConstraint(
                    name=f"{name}_has_one_review_open",
                    fields=[name],
                    condition=Q(status__in=OPEN),
                    violation_error_message="A review of this is open already",
                )
                for name in ABOUT
            ),
            models.CheckConstraint(
                name="review_held_on_a_day_with_outcome_and_evidence",
                condition=Q(status__in=(ReviewStatus.PLANNED, ReviewStatus.LAPSED))
                | (Q(held_on__isnull=False, held_by__isnull=False) & ~Q(outcome="") & ~Q(evidence="")),
                violation_error_message="Say when it was held, what came of it, and what shows that",
            ),
            models.CheckConstraint(
                name="review_is_confirmed_by_another_person_than_held_it",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("held_by")),
                violation_error_message="You held this review: another person confirms it",
            ),
            models.CheckConstraint(
                name="review_ends_or_reaffirms_only_when_confirmed",
                condition=~Q(status=ReviewStatus.CLOSED)
                | Q(outcome=Outcome.REVISED)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="review_that_reaffirms_names_the_next_day",
                condition=~Q(outcome=Outcome.REAFFIRMED) | Q(next_due_on__isnull=False),
                violation_error_message="Give the day of the next review",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["planned_on"], name="review_open", condition=Q(status__in=OPEN)),
        ]

    def __str__(self) -> str:
        return f"Review of {self.about}"

    @classmethod
    def plan(cls, about: Any, *, by: Any, planned_on: date | None = None) -> "Review":
        """The review that the calendar asks for, at the latest on the day it is due. Rules: R-216."""
        refused(about)
        day = plannable(about.review_due_on, planned_on or about.review_due_on, clock.today())
        with transaction.atomic(), acting_as(by):
            review = cls._open(about, by, "review.hold", planned_on=day)
            review.moved("plan", by)
        return review

    @classmethod
    def bring_forward(
        cls, about: Any, *, by: Any, trigger: str, what: str, came_on: date, to: date
    ) -> "Review":
        """Something changed, so it is reviewed sooner: by ``to``, or by its own day if that is sooner.

        Another change later joins the review that is open. Raises ValidationError for what is retired,
        superseded or not in force. Rules: R-003, R-216, R-219.
        """
        refused(about)
        with transaction.atomic(), acting_as(by):
            due = sooner(about.review_due_on, to, came_on, clock.today())
            review = cls.objects.of(about).open().first() or cls._open(
                about, by, "review.bring_forward", planned_on=due
            )
            review.join(by=by, trigger=trigger, what=what, came_on=came_on, to=due)
        return review

    @classmethod
    def _open(cls, about: Any, by: Any, allowed: str, *, planned_on: date) -> "Review":
        if not by.can(allowed, about):
            raise PermissionDenied("Reviewing this is not part of your role.")
        with transaction.atomic(), acting_as(by):
            review = cls(planned_on=planned_on, **{attribute_of(about): about})
            review.save()
        return review

    @property
    def about(self) -> Any:
        """What is reviewed."""
        return next(found for name in ABOUT if (found := getattr(self, name)))

    @property
    def department_id(self) -> int | None:
        """Whose it is; None for the Trust's."""
        department: int | None = self.about.department_id
        return department

    def is_item_of(self, user: Any) -> bool:
        """Whether this person answers for what is reviewed."""
        return owner_of(self.about) == user.pk


def owner_of(about: Any) -> int | None:
    """Who answers for a version, an edition or a risk assessment."""
    for whose in (about, getattr(about, "leaflet", None), getattr(about, "version", None)):
        owner: int | None = getattr(whose, "owner_id", None)
        if owner:
            return owner
    return None


class EarlyTrigger(GovernedRow):
    """What changed, when, and from which day to which it brought a review. Rules: R-003, R-219."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="triggers")
    kind = models.CharField(max_length=12, choices=Trigger)
    what = models.TextField("what changed")
    came_on = models.DateField()
    due_before = models.DateField()
    due_after = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="early_trigger_only_brings_forward", condition=Q(due_after__lte=F("due_before"))
            ),
            models.CheckConstraint(
                name="early_trigger_is_not_the_calendar",
                condition=~Q(kind=Trigger.CALENDAR),
                violation_error_message="Say what changed",
            ),
            models.CheckConstraint(
                name="early_trigger_says_what_changed",
                condition=~Q(what=""),
                violation_error_message="Say what changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.came_on}"

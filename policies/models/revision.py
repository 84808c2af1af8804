"""A revision: opened by a review or an incident, done when the new words are approved."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from policies.models.leaflet import Leaflet
from policies.models.leaflet_edition import LeafletEdition
from policies.models.policy import Policy
from policies.models.reminder import about_one_of
from policies.models.review import Review
from policies.models.risk_assessment import RiskAssessment
from policies.models.version import PolicyVersion
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.clock import months_after
from recordings_gov.workflow import transition

MONTHS = 3
"""Calendar months from opening to approval; the setting ``revision_months``. Rules: R-214."""


class RevisionStatus(models.TextChoices):
    """Where a revision stands."""

    OPEN = "open", "Open"
    DONE = "done", "Done"


def words_of(about: Any) -> dict[str, Any]:
    """The policy or the leaflet whose words a version, an edition or a risk assessment carries."""
    if isinstance(about, LeafletEdition):
        return {"leaflet": about.leaflet}
    version = about.version if isinstance(about, RiskAssessment) else about
    return {"policy": version.policy}


class RevisionQuerySet(GovernedQuerySet):
    """Revisions by where they stand."""

    def visible_to(self, user: Any) -> "RevisionQuerySet":
        """The only door to revisions; it fails shut."""
        return self if user.can("policy.dashboard") else self.none()

    def open(self) -> "RevisionQuerySet":
        """Those whose new words are not approved yet."""
        return self.filter(status=RevisionStatus.OPEN)

    def late(self, today: date) -> "RevisionQuerySet":
        """Those open past their day; on the day itself they are in time. Rules: R-214."""
        return self.open().filter(due_on__lt=today)


class Revision(GovernedModel):
    """New words that somebody found to be needed, due in three months. Rules: R-214."""

    reference_kind: ClassVar[str] = "RVN"
    detail_url_name: ClassVar[str] = "policies:revision-detail"

    policy = models.ForeignKey(
        Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    leaflet = models.ForeignKey(
        Leaflet, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    status = models.CharField(max_length=4, choices=RevisionStatus, default=RevisionStatus.OPEN)
    review = models.OneToOneField(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="revision"
    )
    incident = models.ForeignKey(
        "incidents.Incident", null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    why = models.TextField()
    opened_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    version = models.ForeignKey(
        PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    edition = models.ForeignKey(
        LeafletEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )

    objects: ClassVar[Any] = RevisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="revision_is_of_a_policy_or_a_leaflet", condition=about_one_of(("policy", "leaflet"))
            ),
            models.CheckConstraint(
                name="revision_is_started_by_a_review_or_an_incident",
                condition=about_one_of(("review", "incident")),
            ),
            models.UniqueConstraint(
                name="incident_starts_one_revision_a_policy",
                fields=["incident", "policy"],
                condition=Q(incident__isnull=False, policy__isnull=False),
                violation_error_message="This incident has started a revision of this policy already",
            ),
            models.CheckConstraint(
                name="revision_done_on_a_day_by_new_words",
                condition=Q(status=RevisionStatus.OPEN, done_on=None)
                | (
                    Q(status=RevisionStatus.DONE, done_on__isnull=False, done_on__gte=F("opened_on"))
                    & (Q(version__isnull=False) | Q(edition__isnull=False))
                ),
            ),
            models.CheckConstraint(
                name="revision_due_after_it_opened", condition=Q(due_on__gt=F("opened_on"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="revision_due")]

    def __str__(self) -> str:
        return f"Revision of {self.of}"

    @property
    def of(self) -> Any:
        """The policy or the leaflet."""
        return self.policy or self.leaflet

    @property
    def department_id(self) -> int | None:
        """Whose it is; None for the Trust's."""
        department: int | None = self.of.department_id
        return department

    @classmethod
    def start_for_review(cls, review: Review, *, by: Any) -> "Revision":
        """What the outcome *revised* opens, on the day it is written down. Rules: R-214."""
        return cls._start(by, why=review.evidence, review=review, **words_of(review.about))

    @classmethod
    def start_for_incident(cls, incident: Any, policy: Policy, *, by: Any, why: str) -> "Revision":
        """An incident showed that the policy is to be revised, from today. Rules: R-214."""
        if not by.can("revision.start", policy):
            raise PermissionDenied("Starting a revision is not part of your role.")
        if not policy.in_force:
            raise ValidationError("No version of this policy is in force: draft one instead.")
        return cls._start(by, why=why.strip(), incident=incident, policy=policy)

    @classmethod
    def _start(cls, by: Any, **given: Any) -> "Revision":
        today = clock.today()
        of = given.get("policy") or given["leaflet"]
        months = int(Setting.objects.value_of("revision_months", of.department, MONTHS))
        with transaction.atomic(), acting_as(by):
            revision = cls(opened_on=today, due_on=months_after(today, months), **given)
            revision.save()
            from policies import revising

            revising.ask_for_new_words(revision)
        return revision

    @transition(source=[RevisionStatus.OPEN], target=RevisionStatus.DONE, allowed="policy.publish")
    def complete(self, *, by: Any, words: Any) -> None:
        """The new version or edition is approved today: that ends the revision. Rules: R-214."""
        self.done_on = clock.today()
        if isinstance(words, PolicyVersion):
            self.version = words
        else:
            self.edition = words

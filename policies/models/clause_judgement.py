"""A governance lead's own judgement of one clause, beside the computed one."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Max, Q

from policies.source_clauses import by_slug
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


class Judged(models.TextChoices):
    """How far a clause is covered."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    GAP = "gap", "Gap"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class JudgementQuerySet(GovernedQuerySet):
    """Judgements; the latest of a clause in a department is the one that stands."""

    def standing(self, department: Department | None) -> "JudgementQuerySet":
        """The latest of each clause."""
        latest = self.filter(department=department).values("clause").annotate(last=Max("pk"))
        return self.filter(pk__in=latest.values("last")).select_related("by")


class ClauseJudgement(GovernedRow):
    """What a person judged of a clause, and why; a later judgement is another row."""

    clause = models.CharField(max_length=60)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged = models.CharField(max_length=14, choices=Judged)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    objects: ClassVar[Any] = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="clause_judged_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why you judge it so",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["department", "clause"], name="judgement_of_clause")]

    def __str__(self) -> str:
        return f"{self.clause}: {self.get_judged_display()}"

    @classmethod
    def give(
        cls, *, by: Any, clause: str, department: Department, judged: str, reason: str
    ) -> "ClauseJudgement":
        """Judge a clause for one's own department, with the reason."""
        if clause not in by_slug():
            raise ValidationError({"clause": "The rulebook has no such clause"})
        made = cls(
            clause=clause,
            department=department,
            judged=judged,
            reason=reason.strip(),
            by=by,
            since=clock.today(),
        )
        if not by.can("coverage.judge", made):
            raise PermissionDenied("Judging the clauses of this department is not part of your role.")
        with acting_as(by):
            made.save()
        return made

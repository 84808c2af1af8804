"""What the Trust or a department decided where the sources clash: what, why, who, since when."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from recordings_gov import clock, rulebook
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.models.setting import OfDepartment
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.rulebook import LocalChoice


class DecisionQuerySet(GovernedQuerySet):
    """Decisions; whoever reads the rulebook reads them."""

    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """The only door to decisions; it fails shut."""
        return self if user.can("rulebook.read") else self.none()

    def standing(self) -> "DecisionQuerySet":
        """Those that hold: nothing later has taken their place."""
        return self.filter(ended_at=None)

    def for_department(self, department: Department | None) -> "DecisionQuerySet":
        """The department's own first, then the Trust's."""
        whose = Q(department=department) | Q(department=None)
        return self.filter(whose).order_by(F("department").asc(nulls_last=True), "-pk")


class ConflictDecision(GovernedModel):
    """A choice about one conflict of the sources. The newest holds; none is ever lost. Rules: R-007."""

    reference_kind: ClassVar[str] = "CD"
    detail_url_name: ClassVar[str] = "policies:decision-detail"

    conflict = models.CharField(max_length=4)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="conflict_decisions"
    )
    keeps_default = models.BooleanField(default=False)
    says = models.TextField()
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="conflict_decided_once_a_department",
                fields=["conflict", "department"],
                condition=Q(ended_at=None, department__isnull=False),
                violation_error_message="Somebody has just decided this. Look at what they chose",
            ),
            models.UniqueConstraint(
                name="conflict_decided_once_trust_wide",
                fields=["conflict"],
                condition=Q(ended_at=None, department=None),
                violation_error_message="Somebody has just decided this. Look at what they chose",
            ),
            models.CheckConstraint(
                name="conflict_decision_has_words_and_a_reason",
                condition=~Q(says="") & ~Q(reason=""),
                violation_error_message="Say what you decide, and why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["conflict", "department"], name="decision_of_conflict")]

    def __str__(self) -> str:
        return f"{self.conflict}, {self.area}"

    @property
    def area(self) -> str:
        """Whose decision it is."""
        return self.department.name if self.department else "Trust-wide"

    @classmethod
    def decide(
        cls,
        *,
        by: Any,
        conflict: str,
        department: Department | None,
        says: str,
        reason: str,
        keeps_default: bool = False,
    ) -> "ConflictDecision":
        """Decide, or decide otherwise from today; what held before ends now and stays to be read.

        Raises ValidationError for no words, no reason or nothing new, PermissionDenied outside one's
        department, ``UnknownEntryError`` for no such conflict. Rules: R-007.
        """
        asked = rulebook.book().conflict(conflict)
        if not by.can("conflict.decide", OfDepartment(department.pk if department else None)):
            raise PermissionDenied("Deciding this is not part of your role.")
        words = asked.default if keeps_default else says.strip()
        if not words:
            raise ValidationError({"says": "Say what you decide, or keep our default"})
        if not reason.strip():
            raise ValidationError({"reason": "Say why"})
        with transaction.atomic(), acting_as(by):
            rows = cls.objects.select_for_update(of=("self",)).standing()
            before = rows.filter(conflict=conflict, department=department).first()
            if before is not None:
                if before.says == words:
                    raise ValidationError({"says": "This is what holds already"})
                before.ended_at, before.event_action = clock.now(), "conflictdecision.ended"
                before.save()
            made = cls(
                conflict=conflict,
                department=department,
                keeps_default=keeps_default,
                says=words,
                reason=reason.strip(),
                decided_by=by,
                since=clock.today(),
            )
            made.event_action = "conflictdecision.decided"
            made.save()
        return made


def choice_of(conflict: str, department: Department | None) -> LocalChoice | None:
    """What holds for a department, handed to the rulebook: its own decision, else the Trust's. One query."""
    found = (
        ConflictDecision.objects.standing()
        .filter(conflict=conflict)
        .for_department(department)
        .select_related("decided_by")
        .first()
    )
    if found is None:
        return None
    return LocalChoice(found.says, found.reason, found.decided_by.name, found.since)

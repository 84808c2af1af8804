"""The site's list of tests that make a recording by themselves, for which no form is signed."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower

from consent.anonymising import refuse_as_ground
from consent.implied import AT_THE_START, EXCEPTIONS, Listed, may_be_listed
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition


class ProcedureStatus(models.TextChoices):
    """Whether it stands on the list."""

    PROPOSED = "proposed", "Waiting for information governance"
    LISTED = "listed", "On the list"
    REFUSED = "refused", "Not put on the list"
    RETIRED = "retired", "Taken off the list"


class ProcedureQuerySet(GovernedQuerySet):
    """Procedures by who may see them."""

    def visible_to(self, user: Any) -> "ProcedureQuerySet":
        """The only door; it fails shut."""
        return self if user.holds("procedure.view") else self.none()

    def listed(self) -> "ProcedureQuerySet":
        """Those that stand on the list now."""
        return self.filter(status=ProcedureStatus.LISTED)


class Procedure(GovernedModel):
    """One line of the list that the site added: two people, the exception it rests on, a reason.

    Rules: R-064, R-158. Conflict: C-06.
    """

    reference_kind: ClassVar[str] = "PR"
    detail_url_name: ClassVar[str] = "consent:procedure-detail"

    status = models.CharField(max_length=10, choices=ProcedureStatus, default=ProcedureStatus.PROPOSED)
    name = models.CharField("name of the test", max_length=120)
    exception = models.CharField("exception it rests on", max_length=20, choices=EXCEPTIONS)
    because = models.CharField("why recording is part of it", max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField("why it is not on the list", max_length=500, blank=True)

    objects: ClassVar[Any] = ProcedureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="procedure_is_on_the_list_once",
                condition=Q(status__in=[ProcedureStatus.PROPOSED, ProcedureStatus.LISTED]),
                violation_error_message="That test is on the list, or waits for it",
            ),
            models.CheckConstraint(
                name="procedure_is_listed_by_two_people",
                condition=Q(status=ProcedureStatus.PROPOSED, decided_by=None)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                violation_error_message="Another person decides for information governance",
            ),
            models.CheckConstraint(
                name="procedure_names_its_exception_and_reason",
                condition=Q(exception__in=[code for code, _ in EXCEPTIONS]) & ~Q(because="") & ~Q(name=""),
                violation_error_message="Name the test, the exception it rests on, and why",
            ),
            models.CheckConstraint(
                name="procedure_off_the_list_says_why",
                condition=~Q(status__in=[ProcedureStatus.REFUSED, ProcedureStatus.RETIRED])
                | ~Q(ended_because=""),
                violation_error_message="Say why it is not on the list",
            ),
        ]

    @classmethod
    def propose(cls, *, by: Any, name: str, exception: str, because: str) -> "Procedure":
        """The consultant in charge asks for a line on the list, with the exception and the reason.

        Raises PermissionDenied, ValidationError. Rules: R-064, R-158.
        """
        if not by.holds("procedure.propose"):
            raise PermissionDenied("Asking for a line on this list is for the consultant in charge.")
        made = cls(proposed_by=by, name=" ".join(name.split()), exception=exception, because=because.strip())
        with transaction.atomic(), acting_as(by):
            made.save()
        return made

    @transition(source=[ProcedureStatus.PROPOSED], target=ProcedureStatus.LISTED, allowed="procedure.decide")
    def confirm(self, *, by: Any) -> None:
        """The information governance manager puts it on the list; never whoever asked. Rules: R-158."""
        self._decide(by)

    @transition(source=[ProcedureStatus.PROPOSED], target=ProcedureStatus.REFUSED, allowed="procedure.decide")
    def refuse(self, *, by: Any, because: str) -> None:
        """It stays off the list: written consent comes first."""
        self._decide(by)
        self.ended_because = because.strip()

    @transition(source=[ProcedureStatus.LISTED], target=ProcedureStatus.RETIRED, allowed="procedure.decide")
    def retire(self, *, by: Any, because: str) -> None:
        """Off the list from now on; what was recorded while it stood there stays covered."""
        self.ended_because = because.strip()

    def _decide(self, by: Any) -> None:
        if by.pk == self.proposed_by_id:
            raise ValidationError("You asked for it. Another person decides.")
        self.decided_by, self.decided_at = by, clock.now()

    def clean(self) -> None:
        """No intervention, no camera, no reason of anonymity. Raises ValidationError. Rules: R-158."""
        answer = may_be_listed(self.name)
        if answer.obstacles:
            raise ValidationError({"name": [reason.says for reason in answer.obstacles]})
        if self.name.casefold() in {row.name.casefold() for row in AT_THE_START}:
            raise ValidationError({"name": "That test is on the list from the start"})
        refuse_as_ground(because=self.because)


def implied_list() -> list[Listed]:
    """Everything on the list today: the policy's four examples, then what the site added.

    Rules: R-064, R-158.
    """
    rows = Procedure.objects.listed().order_by("name")
    return [*AT_THE_START, *(Listed(row.reference, row.name, row.exception) for row in rows)]


def list_version() -> int:
    """Goes up by one with each line that is put on the list or taken off it; 1 at the start."""
    put_on = Procedure.objects.filter(status__in=[ProcedureStatus.LISTED, ProcedureStatus.RETIRED]).count()
    return 1 + put_on + Procedure.objects.filter(status=ProcedureStatus.RETIRED).count()

"""What is put right so that it does not happen again, and the later look whether it has."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from recordings_gov.incidents.models.facts import fact, real_day, said, wanted
from recordings_gov.incidents.models.words import WE_RECORD, IncidentStatus, Kind, Recurrence

BREACHES = (*WE_RECORD, Kind.CONTRARY, Kind.DATA_CAUGHT)
"""What cannot close without something put right; elsewhere nothing may need to be. Rules: R-107."""


class Corrected(models.Model):
    """Corrective action and the check that it worked. Rules: R-107."""

    corrected_on = models.DateField("all put right on", null=True, blank=True)
    no_action_reason = models.CharField("why nothing is to be put right", max_length=500, blank=True)
    recurrence = models.CharField(max_length=5, choices=Recurrence, blank=True)
    recurrence_on = models.DateField(null=True, blank=True)
    recurrence_words = models.CharField("how it was checked", max_length=500, blank=True)
    recurrence_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @fact("incident.manage")
    def plan_action(self: Any, *, by: Any, what: str, owner: Any, due_on: date) -> None:
        """Something is to be put right, by somebody, by a day. Rules: R-107."""
        if due_on < clock.today():
            raise ValidationError({"due_on": "The date must be today or later"})
        if not owner.can("incident.manage", self):
            raise ValidationError({"owner": f"{owner} may not manage this incident. Choose somebody else"})
        CorrectiveAction(
            incident=self,
            what=wanted("what", what, "Say what is to be put right"),
            owner=owner,
            due_on=due_on,
            planned_by=by,
        ).save()
        self.corrected_on, self.no_action_reason = None, ""

    @fact("incident.manage")
    def finish_action(self: Any, *, by: Any, action: Any, done_on: date, done_words: str) -> None:
        """It is put right; with the last one, the incident is. Rules: R-107."""
        row = CorrectiveAction.objects.select_for_update().get(pk=action.pk, incident=self)
        if row.done_on is not None:
            raise ValidationError({"action": f"It was put right on {said(row.done_on)}"})
        planned = clock.local(row.created_at).date()
        row.done_on = real_day("done_on", done_on, since=planned, before="when it was planned")
        row.done_words = wanted("done_words", done_words, "Say what was done")
        row.done_by = by
        row.save()
        if not self.actions.filter(done_on=None).exists():
            self.corrected_on = max(self.actions.values_list("done_on", flat=True))

    @fact("incident.manage")
    def need_no_action(self: Any, *, by: Any, no_action_reason: str) -> None:
        """Nothing is to be put right, and why; a breach always needs something. Rules: R-107."""
        if self.kind in BREACHES:
            raise ValidationError("What goes against a policy needs something put right")
        if self.actions.exists():
            raise ValidationError("There is something to put right already")
        self.no_action_reason = wanted("no_action_reason", no_action_reason, "Say why")

    @fact("incident.manage")
    def check_recurrence(
        self: Any, *, by: Any, recurrence: str, recurrence_on: date, recurrence_words: str
    ) -> None:
        """A later look: has it happened again? Rules: R-107."""
        if self.corrected_on is None and not self.no_action_reason:
            raise ValidationError("Put it right first, then check whether that worked")
        since = self.corrected_on or self.discovered_on
        self.recurrence_on = real_day(
            "recurrence_on", recurrence_on, since=since, before="when it was put right"
        )
        self.recurrence_words = wanted("recurrence_words", recurrence_words, "Say how it was checked")
        self.recurrence, self.recurrence_by = recurrence, by

    def forget_recurrence(self) -> None:
        """The check for recurrence is to be made anew."""
        self.recurrence, self.recurrence_on = "", None


class CorrectiveAction(GovernedRow):
    """One thing to put right: what, who, by when, and when it was. Rules: R-107."""

    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField("what was done", max_length=500, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="corrective_action_done_with_words",
                condition=Q(done_on=None) | ~Q(done_words=""),
                violation_error_message="Say what was done",
            )
        ]

    def __str__(self) -> str:
        return self.what


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_closed_put_right",
        condition=~Q(status=IncidentStatus.CLOSED) | Q(corrected_on__isnull=False) | ~Q(no_action_reason=""),
        violation_error_message="Put it right before you close it",
    ),
    models.CheckConstraint(
        name="incident_breach_is_put_right",
        condition=Q(no_action_reason="") | ~Q(kind__in=BREACHES),
        violation_error_message="What goes against a policy needs something put right",
    ),
    models.CheckConstraint(
        name="incident_closed_after_a_recurrence_check",
        condition=~Q(status=IncidentStatus.CLOSED) | (~Q(recurrence="") & Q(recurrence_on__isnull=False)),
        violation_error_message="Check whether it has happened again before you close it",
    ),
]

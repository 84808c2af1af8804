"""Who takes it on, the Datix reference, the first real answer, how serious it is and who must hear of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import fact, real_day, wanted
from recordings_gov.incidents.models.words import IncidentStatus, Severity, YesNo

PERSON: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class Answered(models.Model):
    """The way from a report to an answer. Rules: R-117, R-203, R-213, R-215."""

    handler = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    datix_reference = models.CharField("Datix reference", max_length=40, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    response_due_on = models.DateField("answer due")
    responded_on = models.DateField("answered", null=True, blank=True)
    responded_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    answer = models.TextField(max_length=4000, blank=True)
    severity = models.CharField(max_length=10, choices=Severity, blank=True)
    serious_misconduct = models.CharField(
        "may be serious misconduct", max_length=3, choices=YesNo, blank=True
    )
    severity_words = models.CharField("why", max_length=500, blank=True)
    escalated = models.CharField(max_length=3, choices=YesNo, blank=True)
    escalated_to = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    escalation_reason = models.CharField(max_length=500, blank=True)
    escalation_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    escalation_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @fact("incident.manage")
    def take_on(self: Any, *, by: Any, handler: Any = None) -> None:
        """Somebody who may manage it looks after it from now on."""
        chosen: Any = handler or by
        if not chosen.can("incident.manage", self):
            raise ValidationError({"handler": f"{chosen} may not manage this incident. Choose somebody else"})
        self.handler = chosen

    @fact("incident.follow_up")
    def give_datix(self: Any, *, by: Any, datix_reference: str) -> None:
        """It is on the online incident form, under this reference. Rules: R-203."""
        self.datix_reference = wanted("datix_reference", datix_reference, "Enter the Datix reference")

    @fact("incident.manage")
    def acknowledge(self: Any, *, by: Any, acknowledged_on: date) -> None:
        """Whoever brought it knows that it has come. The clock goes on. Rules: R-213."""
        self.acknowledged_on = real_day(
            "acknowledged_on", acknowledged_on, since=self.received_on, before="when it came"
        )

    @fact("incident.manage")
    def respond(self: Any, *, by: Any, responded_on: date, answer: str) -> None:
        """The first real answer; it stops the clock and is given once. Rules: R-213. Conflict: C-22."""
        if self.responded_on is not None:
            raise ValidationError("It was answered before. Write later news as an action")
        self.responded_on = real_day(
            "responded_on", responded_on, since=self.received_on, before="when it came"
        )
        self.answer = wanted("answer", answer, "Write what the answer was, and to whom")
        self.responded_by = by

    @fact("incident.manage")
    def judge_severity(
        self: Any, *, by: Any, severity: str, serious_misconduct: str, severity_words: str
    ) -> None:
        """How serious it is, and whether it may be serious misconduct. Rules: R-117."""
        self.severity_words = wanted("severity_words", severity_words, "Say why")
        self.severity, self.serious_misconduct = severity, serious_misconduct
        if self.must_be_escalated and self.escalated == YesNo.NO:
            self.escalated, self.escalation_reason = "", ""

    @fact("incident.manage")
    def decide_escalation(
        self: Any, *, by: Any, escalated: str, escalation_reason: str, escalated_to: Any = None
    ) -> None:
        """Escalated or not, with the reason; who it goes to is told at once. Rules: R-117, R-215, R-228."""
        from recordings_gov.incidents import notices

        self.escalation_reason = wanted("escalation_reason", escalation_reason, "Say why, or why not")
        if escalated == YesNo.NO and self.must_be_escalated:
            raise ValidationError(
                {"escalated": "What may be serious misconduct, or is aimed to hurt somebody, is escalated"}
            )
        if escalated == YesNo.YES and escalated_to is None:
            raise ValidationError({"escalated_to": "Choose who it goes to"})
        self.escalated, self.escalated_to = escalated, escalated_to if escalated == YesNo.YES else None
        self.escalation_by, self.escalation_on = by, clock.today()
        notices.tell_escalated(self)

    @property
    def must_be_escalated(self: Any) -> bool:
        """Whether *not escalated* is no answer here. Rules: R-117, R-228."""
        return self.serious_misconduct == YesNo.YES or self.triage in HURTFUL

    def is_late(self, today: date) -> bool:
        """Whether the answer was, or is, too late: day 7 is in time, day 8 is not. Rules: R-213."""
        return (self.responded_on or today) > self.response_due_on


HURTFUL = ("harassing",)

CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_closed_with_its_datix_reference",
        condition=~Q(status=IncidentStatus.CLOSED) | ~Q(datix_reference=""),
        violation_error_message="Enter the Datix reference before you close it",
    ),
    models.CheckConstraint(
        name="incident_closed_with_an_escalation_decision",
        condition=~Q(status=IncidentStatus.CLOSED) | (~Q(escalated="") & ~Q(escalation_reason="")),
        violation_error_message="Decide whether it is escalated, and say why, before you close it",
    ),
    models.CheckConstraint(
        name="incident_escalated_to_somebody",
        condition=~Q(escalated=YesNo.YES) | Q(escalated_to__isnull=False),
        violation_error_message="Choose who it goes to",
    ),
    models.CheckConstraint(
        name="incident_answered_after_it_came",
        condition=Q(responded_on=None) | Q(responded_on__gte=F("received_on")),
        violation_error_message="The answer cannot be before it came",
    ),
    models.CheckConstraint(
        name="incident_closed_answered",
        condition=~Q(status=IncidentStatus.CLOSED) | Q(responded_on__isnull=False),
        violation_error_message="Answer it before you close it",
    ),
]

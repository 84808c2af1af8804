"""Whether a full explanation is owed, to whom it was given, and that both papers say so."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import fact, real_day, wanted
from recordings_gov.incidents.models.words import Candour, IncidentStatus, ToldWhom
from recordings_gov.notes.models import HealthRecordNote

NOTE_KIND = "candour"


class Explained(models.Model):
    """The decision on candour, the conversation and its two confirmations. Rules: R-204, R-205."""

    candour = models.CharField(max_length=8, choices=Candour, blank=True)
    candour_reason = models.CharField("why", max_length=500, blank=True)
    candour_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    candour_on = models.DateField(null=True, blank=True)
    explained_to = models.CharField(max_length=7, choices=ToldWhom, blank=True)
    explained_on = models.DateField(null=True, blank=True)
    explanation = models.TextField("what was explained", max_length=2000, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on_report_on = models.DateField(null=True, blank=True)
    confirmed_in_record_on = models.DateField(null=True, blank=True)
    candour_note = models.ForeignKey(
        HealthRecordNote, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @fact("incident.manage")
    def decide_candour(self: Any, *, by: Any, candour: str, candour_reason: str) -> None:
        """Whether patient, carer or family is owed a full explanation, and why. Rules: R-204."""
        if candour == Candour.OWED and self.patient_id is None:
            raise ValidationError({"candour": "Link the patient first: the record must say it too"})
        if candour == Candour.NOT_OWED and self.explained_on is not None:
            raise ValidationError({"candour": "The conversation took place, so it was owed"})
        self.candour_reason = wanted("candour_reason", candour_reason, "Say why")
        self.candour, self.candour_by, self.candour_on = candour, by, clock.today()

    @fact("incident.manage")
    def explain(self: Any, *, by: Any, explained_to: str, explained_on: date, explanation: str) -> None:
        """The conversation took place; the note for the record is drafted and owed. Rules: R-204, R-205."""
        from recordings_gov.incidents import notes

        if self.candour != Candour.OWED:
            raise ValidationError("Decide first that an explanation is owed")
        if self.explained_on is not None:
            raise ValidationError("The conversation is written down already")
        self.explained_on = real_day(
            "explained_on", explained_on, since=self.discovered_on, before="when it came to light"
        )
        self.explanation = wanted("explanation", explanation, "Write what was explained")
        self.explained_to, self.explained_by = explained_to, by
        self.candour_note = notes.draft(self, by)

    @fact("incident.manage")
    def confirm_on_report(self: Any, *, by: Any, confirmed_on_report_on: date) -> None:
        """The first confirmation: the incident report says that they talked. Rules: R-205."""
        self._needs_conversation()
        self.confirmed_on_report_on = real_day(
            "confirmed_on_report_on",
            confirmed_on_report_on,
            since=self.explained_on,
            before="when they talked",
        )

    @fact("note.file")
    def confirm_in_record(self: Any, *, by: Any) -> None:
        """The second: the note is filed in the health record; the notes room calls this. Rules: R-205."""
        self._needs_conversation()
        if self.candour_note is None or self.candour_note.filed_at is None:
            raise ValidationError("The note is not in the health record yet")
        self.confirmed_in_record_on = clock.local(self.candour_note.filed_at).date()

    def _needs_conversation(self) -> None:
        if self.explained_on is None:
            raise ValidationError("Write down the conversation first")


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_closed_with_a_candour_decision",
        condition=~Q(status=IncidentStatus.CLOSED) | (~Q(candour="") & ~Q(candour_reason="")),
        violation_error_message="Decide whether an explanation is owed before you close it",
    ),
    models.CheckConstraint(
        name="incident_with_candour_closed_confirmed_twice",
        condition=~Q(status=IncidentStatus.CLOSED)
        | ~Q(candour=Candour.OWED)
        | (Q(confirmed_on_report_on__isnull=False) & Q(confirmed_in_record_on__isnull=False)),
        violation_error_message="Confirm the conversation on the incident report and in the health record",
    ),
]

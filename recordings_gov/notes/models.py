"""The health-record note: what the record must say about a recording, tracked until it is in the record."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.patients.models import Patient
from recordings_gov.workflow import transition


class NoteStatus(models.TextChoices):
    """Where a note is on its way into the record."""

    DRAFTED = "drafted", "Drafted"
    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    FILED = "filed", "Filed"
    FAILED = "failed", "Failed"


UNFILED = (NoteStatus.DRAFTED, NoteStatus.SENT, NoteStatus.ACKNOWLEDGED, NoteStatus.FAILED)
Listener = Callable[["HealthRecordNote", Any], None]
_listeners: dict[str, Listener] = {}


def on_filed(about_type: str, listener: Listener) -> None:
    """Tell ``listener(note, by)`` when a note about this kind of record is filed, in the same transaction."""
    _listeners[about_type] = listener


class NoteQuerySet(GovernedQuerySet):
    """Notes by whose they are and how old they have grown."""

    def visible_to(self, user: Any) -> "NoteQuerySet":
        """The only door to notes; it fails shut."""
        rows: NoteQuerySet = user.reach("note.view").rows(self)
        return rows

    def about(self, record: Any) -> "NoteQuerySet":
        """The notes of one request or recording."""
        return self.filter(about_type=record._meta.label_lower, about_reference=record.reference)

    def owed(self) -> "NoteQuerySet":
        """Those that must be filed and are not yet. Rules: R-041."""
        return self.filter(status__in=UNFILED, owed_by__isnull=False)

    def overdue(self, today: date) -> "NoteQuerySet":
        """Those whose day has passed. Rules: R-041."""
        return self.owed().filter(owed_by__lt=today)


class HealthRecordNote(GovernedModel):
    """What was recorded, for the patient's record. Rules: R-041."""

    reference_kind: ClassVar[str] = "NOTE"
    detail_url_name: ClassVar[str] = "notes:note-detail"

    status = models.CharField(max_length=12, choices=NoteStatus, default=NoteStatus.DRAFTED)
    kind = models.SlugField(max_length=40)
    about_type = models.CharField(max_length=60)
    about_reference = models.CharField(max_length=20)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    patient_told_at = models.DateTimeField(null=True, blank=True)
    not_told_reason = models.CharField(max_length=300, blank=True)
    owed_by = models.DateField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField(null=True, blank=True)
    record_reference = models.CharField("reference in the health record", max_length=60, blank=True)

    objects: ClassVar[Any] = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="note_filed_with_a_reference",
                condition=~Q(status=NoteStatus.FILED)
                | (~Q(record_reference="") & Q(filed_by__isnull=False) & Q(filed_at__isnull=False)),
                violation_error_message="Give the reference that the note has in the health record",
            ),
            models.CheckConstraint(
                name="note_says_something", condition=~Q(text=""), violation_error_message="Write the note"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_type", "about_reference"], name="note_about"),
            models.Index(
                fields=["department", "owed_by"], name="note_unfiled", condition=~Q(status=NoteStatus.FILED)
            ),
        ]

    @transition(
        source=[NoteStatus.DRAFTED, NoteStatus.FAILED], target=NoteStatus.DRAFTED, allowed="note.file"
    )
    def reword(self, *, by: Any, text: str) -> None:
        """Change the words while the note is ours; what stood before stays in its history."""
        self.text = text

    @transition(source=[NoteStatus.DRAFTED], target=NoteStatus.DRAFTED, allowed="note.view")
    def owe(self, *, by: Any, owed_by: date, text: str) -> None:
        """From now on it must be filed, by ``owed_by``, in the words of what is known now. Rules: R-041."""
        self.owed_by, self.text = owed_by, text

    @transition(source=UNFILED, target=NoteStatus.FILED, allowed="note.file")
    def file_by_hand(self, *, by: Any, record_reference: str) -> None:
        """Somebody put it into the record and says where. Rules: R-041."""
        self.record_reference = record_reference.strip()
        self.filed_by, self.filed_at = by, clock.now()

    def moved(self, verb: str, by: Any) -> None:
        """The record it is about hears that its note is in the record."""
        listener = _listeners.get(self.about_type)
        if verb == "file_by_hand" and listener:
            listener(self, by)

    @property
    def is_owed(self) -> bool:
        """Whether it still has to go into the record."""
        return self.status != NoteStatus.FILED and self.owed_by is not None

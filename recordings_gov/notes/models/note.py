"""The health-record note: what the record must say about a recording, tracked until it is in the record."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
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
UNDER_WAY = (NoteStatus.SENT, NoteStatus.ACKNOWLEDGED)
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

    def waiting(self) -> "NoteQuerySet":
        """What somebody has to see to: owed, under way, or not taken by the record system. Rules: R-041."""
        owed = Q(owed_by__isnull=False) | ~Q(status=NoteStatus.DRAFTED)
        return self.filter(owed, status__in=UNFILED)

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
    version = models.PositiveSmallIntegerField("version of the words", default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    patient_told_at = models.DateTimeField(null=True, blank=True)
    not_told_reason = models.CharField(max_length=300, blank=True)
    owed_by = models.DateField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_at = models.DateTimeField(null=True, blank=True)
    record_reference = models.CharField("reference in the health record", max_length=60, blank=True)
    failed_reason = models.CharField("why the record system did not take it", max_length=300, blank=True)

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
            models.CheckConstraint(
                name="note_failed_with_a_reason",
                condition=~Q(status=NoteStatus.FAILED) | ~Q(failed_reason=""),
                violation_error_message="Say why the record system did not take the note",
            ),
            models.CheckConstraint(
                name="note_told_or_why_not",
                condition=Q(patient_told_at=None) | Q(not_told_reason=""),
                violation_error_message="Say when the patient was told, or why not, and not both",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["about_type", "about_reference"], name="note_about"),
            models.Index(
                fields=["department", "owed_by"], name="note_unfiled", condition=~Q(status=NoteStatus.FILED)
            ),
            models.Index(fields=["status", "created_at"], name="note_by_state_and_age"),
        ]

    @transition(
        source=[NoteStatus.DRAFTED, NoteStatus.FAILED], target=NoteStatus.DRAFTED, allowed="note.file"
    )
    def reword(self, *, by: Any, text: str) -> None:
        """Change the words while the note is ours; every version before stays, with its number."""
        self._say(text)
        self.failed_reason = ""

    @transition(source=UNFILED, target=set(UNFILED), allowed="note.view")
    def owe(self, *, by: Any, owed_by: date, text: str) -> str:
        """From now on it must be filed, by ``owed_by``, in the words of what is known now. Rules: R-041."""
        self.owed_by = owed_by
        if self.status == NoteStatus.DRAFTED:
            self._say(text)
        return self.status

    @transition(source=UNFILED, target=set(UNFILED), allowed="note.file")
    def say_told(self, *, by: Any, told_at: datetime | None = None, not_told_reason: str = "") -> str:
        """When the patient was told that this note is made, or why not. Rules: R-040."""
        if told_at is None and not not_told_reason.strip():
            raise ValidationError({"not_told_reason": "Say why the patient was not told"})
        if told_at is not None and told_at > clock.now():
            raise ValidationError({"told_at": "The patient cannot have been told in the future"})
        self.patient_told_at = told_at
        self.not_told_reason = "" if told_at else not_told_reason.strip()
        return self.status

    @transition(source=[NoteStatus.DRAFTED, NoteStatus.FAILED], target=NoteStatus.SENT, allowed="note.file")
    def send(self, *, by: Any) -> None:
        """Have a job hand it to the record system; nothing leaves within the request. Rules: R-041."""
        from recordings_gov.notes import sending

        sending.ask(self, by)
        self.failed_reason = ""

    @transition(source=UNDER_WAY, target=NoteStatus.ACKNOWLEDGED, allowed="note.file")
    def acknowledge(self, *, by: Any) -> None:
        """The record system has it and has not said yet that it is in the record."""

    @transition(source=[*UNDER_WAY, NoteStatus.FAILED], target=NoteStatus.FILED, allowed="note.file")
    def file_as_answered(self, *, by: Any, record_reference: str) -> None:
        """The record system says that it is in the record, sent by this person. Rules: R-041."""
        self._file(by, record_reference)

    @transition(source=UNDER_WAY, target=NoteStatus.FAILED, allowed="note.file")
    def fail(self, *, by: Any, reason: str) -> None:
        """The record system did not take it; a person sees why and decides. Rules: R-041."""
        self.failed_reason = reason

    @transition(source=UNFILED, target=NoteStatus.FILED, allowed="note.file")
    def file_by_hand(self, *, by: Any, record_reference: str) -> None:
        """Somebody put it into the record and says where; what is still to be sent is not. Rules: R-041."""
        from recordings_gov.notes import sending

        sending.stop(self)
        self._file(by, record_reference)

    def moved(self, verb: str, by: Any) -> None:
        """The record it is about hears that its note is in the record."""
        listener = _listeners.get(self.about_type)
        if self.status == NoteStatus.FILED and listener:
            listener(self, by)

    def _say(self, text: str) -> None:
        if text != self.text:
            self.text, self.version = text, self.version + 1

    def _file(self, by: Any, record_reference: str) -> None:
        self.record_reference, self.failed_reason = record_reference.strip(), ""
        self.filed_by, self.filed_at = by, clock.now()

    @property
    def is_owed(self) -> bool:
        """Whether it still has to go into the record."""
        return self.status != NoteStatus.FILED and self.owed_by is not None

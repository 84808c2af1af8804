"""The way of a note to the record system: a row written with the act, sent by a job, never in a request."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.notes.models.note import HealthRecordNote

MOST_ATTEMPTS = 8
LONGEST_WAIT = timedelta(hours=1)


class DeliveryQuerySet(models.QuerySet):
    """Deliveries by what they wait for."""

    def open(self) -> "DeliveryQuerySet":
        """Those of which we do not know yet how they ended."""
        return self.filter(ended_at=None)

    def due(self) -> "DeliveryQuerySet":
        """To be sent now: not handed over, and not in another worker's hands."""
        moment = clock.now()
        free = Q(leased_until=None) | Q(leased_until__lte=moment)
        return self.open().filter(free, handed_over_at=None, send_after__lte=moment)

    def unanswered(self, since: datetime) -> "DeliveryQuerySet":
        """Handed over before ``since``, and no receipt has come back."""
        return self.open().filter(handed_over_at__lt=since)


class Delivery(models.Model):
    """One version of a note under way. It names note and person, and holds nothing of the patient.

    ``control_id`` stays the same however often it is sent, so that the receiver knows it again.
    """

    note = models.ForeignKey(HealthRecordNote, on_delete=models.PROTECT, related_name="deliveries")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField()
    control_id = models.CharField(max_length=20, unique=True)
    send_after = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    may_have_arrived = models.BooleanField(default=False)
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["note"], name="one_delivery_of_a_note_at_a_time", condition=Q(ended_at=None)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["send_after"], name="delivery_due", condition=Q(ended_at=None, handed_over_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.control_id

    @classmethod
    def ask(cls, note: HealthRecordNote, by: Any) -> "Delivery":
        """A delivery of the note as it stands; one that nobody answered goes on under its old number.

        A clear answer ends a number: what is sent after it, even in the same words, is a new message.
        """
        moment = clock.now()
        sent = cls.objects.filter(note=note).order_by("-pk")
        last: Delivery | None = sent.first()
        if last and last.version == note.version and last.may_have_arrived:
            last.attempts, last.ended_at, last.handed_over_at = 0, None, None
            last.asked_by, last.asked_at, last.send_after = by, moment, moment
            last.save()
            return last
        row = cls(note=note, asked_by=by, asked_at=moment, send_after=moment, version=note.version)
        row.control_id = f"{note.reference}.{sent.count() + 1}"
        row.save()
        return row

    @property
    def is_worn_out(self) -> bool:
        """Whether a person has to look, because it was tried often enough."""
        return self.attempts >= MOST_ATTEMPTS

    def lease(self) -> None:
        """Take the row for this worker until the lease runs out; a killed worker's row comes back."""
        self.leased_until = clock.now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        self.attempts += 1
        self.save(update_fields=["leased_until", "attempts"])

    def may_be_there(self) -> None:
        """An attempt ended so that nobody here knows whether the message arrived."""
        self.may_have_arrived = True
        self.save(update_fields=["may_have_arrived"])

    def put_off(self) -> None:
        """Try again later, longer each time and at most an hour."""
        wait = min(timedelta(minutes=2**self.attempts), LONGEST_WAIT)
        self.send_after, self.leased_until = clock.now() + wait, None
        self.save(update_fields=["send_after", "leased_until"])

    def hand_over(self) -> None:
        """It is there; the answer comes later."""
        self.handed_over_at, self.leased_until, self.may_have_arrived = clock.now(), None, True
        self.save(update_fields=["handed_over_at", "leased_until", "may_have_arrived"])

    def end(self, *, answered: bool) -> None:
        """Nothing more is sent of it; after a clear answer it is known where the message is."""
        self.ended_at, self.leased_until = clock.now(), None
        self.may_have_arrived = self.may_have_arrived and not answered
        self.save(update_fields=["ended_at", "leased_until", "may_have_arrived"])

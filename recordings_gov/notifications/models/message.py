"""The outbox: a message is a row first, written with the act; sending it is another matter."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov import clock

MOST_ATTEMPTS = 5


class MessageQuerySet(models.QuerySet):
    """What is to be sent now."""

    def due(self) -> "MessageQuerySet":
        """Unsent, not given up, and not in another worker's hands."""
        moment = clock.now()
        free = Q(leased_until=None) | Q(leased_until__lte=moment)
        return self.filter(free, sent_at=None, given_up_at=None, send_after__lte=moment)


class Message(models.Model):
    """One e-mail to one member of staff, without any patient's identity."""

    key = models.CharField(max_length=160, unique=True)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    subject = models.CharField(max_length=150)
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    send_after = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="message_is_sent_or_given_up", condition=Q(sent_at=None) | Q(given_up_at=None)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["send_after"], name="message_due", condition=Q(sent_at=None, given_up_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_worn_out(self) -> bool:
        """Whether it was taken more often than a message may be: something about it ends its worker."""
        return self.attempts > MOST_ATTEMPTS

    def lease(self) -> None:
        """Take the row for this worker until the lease runs out; a killed worker's row comes back."""
        self.leased_until = clock.now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
        self.attempts += 1
        self.save(update_fields=["leased_until", "attempts"])

    def sent(self) -> None:
        """It has gone out."""
        self.sent_at, self.leased_until = clock.now(), None
        self.save(update_fields=["sent_at", "leased_until"])

    def failed(self, why: str) -> None:
        """It did not go out: try later, longer each time, and give up after the fifth."""
        if self.attempts >= MOST_ATTEMPTS:
            self.give_up(why)
            return
        self.last_error, self.leased_until = why[:200], None
        self.send_after = clock.now() + timedelta(minutes=2**self.attempts)
        self.save(update_fields=["last_error", "leased_until", "send_after"])

    def give_up(self, why: str) -> None:
        """It will not go out, and its row says why."""
        self.last_error, self.leased_until, self.given_up_at = why[:200], None, clock.now()
        self.save(update_fields=["last_error", "leased_until", "given_up_at"])

"""A double tap or a resubmit after a lost network makes one record, not two."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.http import QueryDict

from recordings_gov import clock

LIFETIME = timedelta(hours=24)


class KeyReused(ValueError):
    """The same key came with another body: the answer is 422."""


def digest_of(body: QueryDict) -> str:
    """SHA-256 of what was posted, whatever the order, without the token that changes by itself."""
    pairs = sorted(
        (name, value) for name, values in body.lists() for value in values if name != "csrfmiddlewaretoken"
    )
    return hashlib.sha256(repr(pairs).encode()).hexdigest()


class IdempotencyKey(models.Model):
    """What one person's key was answered with, for 24 hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once_a_user"),
        ]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def answer_once(cls, user: Any, key: str, body: QueryDict, act: Callable[[], str]) -> str:
        """The address that ``act`` answered with: done once a key, repeated from then on.

        Raises KeyReused for another body under the same key. What ``act`` raises undoes the key.
        """
        digest = digest_of(body)
        try:
            with transaction.atomic():
                # The row first: a second request waits here until the first one's answer is there.
                row = cls._claimed(user, key, digest)
                row.answer = act()
                row.save(update_fields=["answer"])
                return row.answer
        except _Taken:
            kept = cls.objects.get(user=user, key=key)
            if kept.digest != digest:
                raise KeyReused("This form was sent before with other words.") from None
            return kept.answer

    @classmethod
    def _claimed(cls, user: Any, key: str, digest: str) -> "IdempotencyKey":
        cls.objects.filter(user=user, key=key, expires_at__lte=clock.now()).delete()
        try:
            with transaction.atomic():
                return cls.objects.create(
                    user=user, key=key, digest=digest, expires_at=clock.now() + LIFETIME
                )
        except IntegrityError as error:
            raise _Taken from error


class _Taken(Exception):
    """The key has its row already."""

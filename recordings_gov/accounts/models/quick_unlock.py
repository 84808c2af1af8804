"""Whose session waits at which device for their PIN."""

import hashlib
from typing import Any, ClassVar

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.accounts.models.user import User

MOST_WRONG = 5


def digest_of(device: str) -> str:
    """What is kept of a device's random word: enough to find it again, not enough to pretend to be it."""
    return hashlib.sha256(device.encode()).hexdigest()


class QuickUnlockQuerySet(models.QuerySet["QuickUnlock"]):
    """Sessions that a PIN opens again."""

    def at(self, device: str) -> "QuickUnlockQuerySet":
        """Those of one device that still live; none for a device that was not seen before."""
        if not device:
            return self.none()
        living = Session.objects.values("session_key")
        return self.filter(
            device=digest_of(device), ends_at__gt=clock.now(), user__is_active=True, session_key__in=living
        )

    def over(self) -> "QuickUnlockQuerySet":
        """Those whose twelve hours are over."""
        return self.filter(ends_at__lte=clock.now())


class QuickUnlock(models.Model):
    """One person's session at one device. The PIN is not here: its hash is inside that session alone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=64)
    session_key = models.CharField(max_length=40, unique=True)
    wrong = models.PositiveSmallIntegerField("wrong PINs since it was last opened", default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects: ClassVar[Any] = QuickUnlockQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "device"], name="quick_unlock_once_a_device"),
            models.CheckConstraint(
                name="quick_unlock_ends_after_five_wrong_pins", condition=Q(wrong__lte=MOST_WRONG)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"

    def count_a_try(self) -> bool:
        """Count a PIN before it is looked at: of many sent at once five are. False: none is left."""
        rows = type(self).objects.filter(pk=self.pk, wrong__lt=MOST_WRONG)
        is_counted = bool(rows.update(wrong=models.F("wrong") + 1))
        if is_counted:
            self.refresh_from_db(fields=["wrong"])
        return is_counted

    @property
    def tries_left(self) -> int:
        """How many wrong PINs more it stands."""
        return MOST_WRONG - self.wrong

"""How far an export is checked, and whose turn it is: there only while it is being checked."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F

from recordings_gov import clock

MOST_TRIES = 5


class TurnLost(Exception):
    """Somebody stopped the check, or another worker has it by now."""


class LibraryCheck(models.Model):
    """A lease, so that two workers never read one export at once, and the bytes that are read.

    A technical row: what was found, and what became of it, the export says itself.
    """

    library_import = models.OneToOneField(
        "consent.LibraryImport", on_delete=models.CASCADE, related_name="checking"
    )
    until = models.DateTimeField()
    size = models.PositiveBigIntegerField(help_text="Bytes")
    done = models.PositiveBigIntegerField(default=0, help_text="Bytes")
    rows = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return f"Check of {self.library_import}"

    def take(self, lasts: timedelta) -> bool:
        """Take the turn, unless somebody has it; each time counts, and reading begins anew."""
        now = clock.now()
        free = type(self).objects.filter(pk=self.pk, until__lte=now)
        taken = free.update(until=now + lasts, tries=F("tries") + 1, done=0, rows=0)
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def go_on(self, lasts: timedelta, *, done: int, rows: int) -> None:
        """Still at it, and so far. Raises TurnLost."""
        until = clock.now() + lasts
        mine = type(self).objects.filter(pk=self.pk, until=self.until)
        if not mine.update(until=until, done=done, rows=rows):
            raise TurnLost
        self.until = until

    def give_back(self) -> None:
        """Whoever comes next may begin again."""
        type(self).objects.filter(pk=self.pk, until=self.until).update(until=clock.now())

    @property
    def is_tried_out(self) -> bool:
        """Begun so often and never ended: it would go on like that."""
        return self.tries > MOST_TRIES

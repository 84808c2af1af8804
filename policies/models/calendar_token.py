"""A person's own secret address of the calendar feed: kept as a fingerprint, and ended at will."""

import hashlib
import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow

BYTES = 32


def digest_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarTokenQuerySet(GovernedQuerySet):
    """Tokens that still open the feed."""

    def standing(self) -> "CalendarTokenQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def opened_by(self, token: str) -> Any:
        """The person whose feed this token opens, if they still may read it; else None. It fails shut."""
        row = self.standing().filter(digest=digest_of(token)).select_related("person").first()
        return row.person if row and row.person.can("policy.dashboard") else None


class CalendarToken(GovernedRow):
    """Leave for a calendar program to read one person's feed without signing in."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_tokens"
    )
    digest = models.CharField(max_length=64, unique=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = CalendarTokenQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="person_has_one_calendar_address", fields=["person"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar address of {self.person}"

    @classmethod
    def make(cls, *, by: Any) -> str:
        """A new secret for this person, told once; the one before it ends."""
        if not by.can("policy.dashboard"):
            raise PermissionDenied("The calendar is not part of your role.")
        token = secrets.token_urlsafe(BYTES)
        with transaction.atomic(), acting_as(by):
            cls.end(by=by)
            cls(person=by, digest=digest_of(token)).save()
        return token

    @classmethod
    def end(cls, *, by: Any) -> None:
        """The person's address opens nothing any more."""
        with transaction.atomic(), acting_as(by):
            for row in cls.objects.standing().filter(person=by).select_for_update():
                row.ended_at, row.event_action = clock.now(), "calendartoken.ended"
                row.save()

    def event_body(self, changes: dict[str, list[Any]], adding: bool) -> dict[str, Any]:
        """Without the fingerprint: an event says that it was made or ended, not what it is."""
        body = super().event_body(changes, adding)
        body.pop("digest", None)
        return body

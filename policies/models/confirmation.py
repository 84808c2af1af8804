"""What the starter texts ask a department to confirm, and who has confirmed it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow

ALLOWED = "starter.confirm"


class ConfirmationQuerySet(GovernedQuerySet):
    """Confirmations by whether they stand."""

    def standing(self) -> "ConfirmationQuerySet":
        """Those that nobody has taken back."""
        return self.filter(taken_back_on=None)


class Confirmation(GovernedRow):
    """One item of the checklist, confirmed in these words by this person on this day. Rules: R-011, R-226."""

    item = models.SlugField(max_length=60)
    words = models.TextField()
    confirmed_by_whom = models.CharField(max_length=200)
    note = models.TextField()
    confirmed_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_because = models.TextField(blank=True)

    objects: ClassVar[Any] = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="starter_item_is_confirmed_once",
                fields=["item"],
                condition=Q(taken_back_on=None),
                violation_error_message="Somebody has confirmed this already",
            ),
            models.CheckConstraint(
                name="confirmation_says_who_and_what",
                condition=~Q(confirmed_by_whom="") & ~Q(note=""),
                violation_error_message="Say who confirmed it and what they said",
            ),
            models.CheckConstraint(
                name="confirmation_taken_back_by_somebody_for_a_reason",
                condition=Q(taken_back_on=None, taken_back_by=None, taken_back_because="")
                | (Q(taken_back_on__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because="")),
                violation_error_message="Say why this no longer holds",
            ),
        ]

    def __str__(self) -> str:
        return self.item

    @classmethod
    def record(
        cls, *, by: Any, item: str, words: str, confirmed_by_whom: str, note: str, confirmed_on: Any
    ) -> "Confirmation":
        """Tick one item: who confirmed it, when, and what they said."""
        if not by.can(ALLOWED):
            raise PermissionDenied(f"{by} may not confirm starter texts.")
        if confirmed_on > clock.today():
            raise ValidationError({"confirmed_on": "Give a day that has been"})
        row = cls(
            item=item,
            words=words,
            confirmed_by_whom=confirmed_by_whom.strip(),
            note=note.strip(),
            confirmed_on=confirmed_on,
            recorded_by=by,
        )
        with acting_as(by):
            row.save()
        return row

    def take_back(self, *, by: Any, reason: str) -> None:
        """It no longer holds: the item is open again, and this row stays."""
        if not by.can(ALLOWED):
            raise PermissionDenied(f"{by} may not confirm starter texts.")
        if self.taken_back_on is not None:
            raise ValidationError("This was taken back already.")
        with acting_as(by):
            self.taken_back_on, self.taken_back_by = clock.today(), by
            self.taken_back_because, self.event_action = reason.strip(), "confirmation.take_back"
            self.save()

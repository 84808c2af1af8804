"""How one permission ends: taken back, replaced by a newer form's, or found never to have counted."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.workflow import transition

GIVEN, WITHDRAWN, SUPERSEDED, INVALID = "given", "withdrawn", "superseded", "invalid"
ONCE_GIVEN = [GIVEN, WITHDRAWN, SUPERSEDED]


class EndingOfPermission(models.Model):
    """Since when a permission counts no longer, and who took it back. Rules: R-133."""

    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal = models.ForeignKey(
        "consent.Withdrawal",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="permissions",
    )

    came_out_on = models.DateField(null=True, blank=True)
    came_out_where = models.CharField("where it came out", max_length=300, blank=True)
    came_out_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    if TYPE_CHECKING:
        status: str
        kind: str
        form: Any

        @property
        def name(self) -> str:
            """What it is called on the form."""

    class Meta:
        abstract = True

    @transition(source=[GIVEN], target=WITHDRAWN, allowed="consent.withdraw")
    def withdraw(self, *, by: Any, withdrawal: Any) -> None:
        """Taken back: it was good until they said so. Rules: R-133."""
        self.withdrawal, self.ended_at = withdrawal, withdrawal.said_at

    @transition(source=[GIVEN], target=SUPERSEDED, allowed="consent.record")
    def supersede(self, *, by: Any, at: datetime) -> None:
        """A newer signed form says what counts now."""
        self.ended_at = at

    @transition(source=ONCE_GIVEN, target=INVALID, allowed="consent.invalidate")
    def invalidate(self, *, by: Any) -> None:
        """As if it had never been given."""

    @transition(source=ONCE_GIVEN, target=set(ONCE_GIVEN), allowed="release.manage")
    def come_out(self, *, by: Any, on: date, where: str) -> str:
        """The named use is in print, online or was shown: from now on nobody calls it back.

        Raises ValidationError for a day on which it was not agreed to: that is an incident. Rules: R-135.
        """
        if self.kind != "named_purpose":
            raise ValidationError({"on": "Only a named use comes out"})
        if on > clock.today():
            raise ValidationError({"on": "That day is in the future"})
        signed = self.form.signed_at
        ended = clock.local(self.ended_at).date() if self.ended_at else None
        if signed is None or on < clock.local(signed).date() or (ended is not None and on > ended):
            raise ValidationError({"on": "It was not agreed to on that day. Report it as an incident."})
        self.came_out_on, self.came_out_where, self.came_out_said_by = on, where.strip(), by
        return self.status

    @property
    def cannot_be_recalled(self) -> bool:
        """Whether it came out and is no longer agreed to. Rules: R-135. Conflict: C-13."""
        return self.came_out_on is not None and self.status != GIVEN

    def stood_at(self, moment: datetime) -> bool:
        """Whether it counted then: given, and not yet taken back or replaced. Rules: R-133."""
        if self.status in (WITHDRAWN, SUPERSEDED):
            return self.ended_at is not None and moment <= self.ended_at
        return self.status == GIVEN


PERMISSION_ENDS: list[Any] = [
    models.CheckConstraint(
        name="permission_that_ended_says_when_and_by_whose_word",
        condition=Q(status=WITHDRAWN, ended_at__isnull=False, withdrawal__isnull=False)
        | Q(status=SUPERSEDED, ended_at__isnull=False, withdrawal=None)
        | Q(status=INVALID)
        | (~Q(status__in=[WITHDRAWN, SUPERSEDED, INVALID]) & Q(ended_at=None, withdrawal=None)),
    ),
    models.CheckConstraint(
        name="permission_that_came_out_is_a_named_use_and_says_where",
        condition=Q(came_out_on=None, came_out_where="", came_out_said_by=None)
        | (
            Q(kind="named_purpose", status__in=[*ONCE_GIVEN, INVALID])
            & Q(came_out_on__isnull=False, came_out_said_by__isnull=False)
            & ~Q(came_out_where="")
        ),
        violation_error_message="Say where it came out",
    ),
]

"""What becomes of a registration: suspended, lifted, revoked, renewed, ended by the calendar."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.registration_content import (
    CONTENT,
    RAN,
    RENEW_WITHIN_DAYS,
    SAID_ANEW,
    RegistrationStatus,
    state_on,
)
from consent.models.registration_kit import KitLoss, serial_key
from consent.moments import moment
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow
from recordings_gov.workflow import WrongState, transition

PERSON = settings.AUTH_USER_MODEL
INSTANT = timedelta(microseconds=1)
WAITING = (RegistrationStatus.DRAFT, RegistrationStatus.SUBMITTED)


class Suspension(GovernedRow):
    """A time in which nobody records under a registration, and why."""

    registration = models.ForeignKey(
        "consent.Registration", on_delete=models.PROTECT, related_name="suspensions"
    )
    reason = models.CharField(max_length=500)
    is_lost = models.BooleanField("because the equipment is gone", default=False)
    suspended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    suspended_at = models.DateTimeField()
    lifted_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["registration"],
                name="registration_is_suspended_once_at_a_time",
                condition=Q(lifted_at=None),
            ),
            models.CheckConstraint(
                name="registration_suspended_with_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why it is suspended",
            ),
            models.CheckConstraint(
                name="suspension_lifted_later_by_somebody_with_a_reason",
                condition=Q(lifted_at=None)
                | (Q(lifted_at__gte=F("suspended_at"), lifted_by__isnull=False) & ~Q(lifted_reason="")),
                violation_error_message="Say why they may record again",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class CourseOfRegistration(models.Model):
    """Active, suspended, renewed, ended or revoked; each with its moment, so that the past stays told."""

    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_reason = models.CharField(max_length=500, blank=True)

    is_missing: bool | None = None
    """What a list that asked for all its rows at once knows of the equipment."""

    class Meta:
        abstract = True

    @transition(
        source=[RegistrationStatus.ACTIVE],
        target=RegistrationStatus.SUSPENDED,
        allowed="registration.suspend",
    )
    def suspend(self: Any, *, by: Any, reason: str) -> None:
        """Nobody records under it until somebody lifts this; the holder reads why."""
        self.pause(by, reason.strip())

    @transition(
        source=[RegistrationStatus.SUSPENDED],
        target=RegistrationStatus.ACTIVE,
        allowed="registration.suspend",
    )
    def lift(self: Any, *, by: Any, reason: str) -> None:
        """They may record again: never by the holder, never while the equipment is gone. Rules: R-187."""
        self._others_decide(by)
        if self.kit_is_missing():
            raise ValidationError("The equipment is reported as lost or stolen, and not found yet")
        if self.expires_on < clock.today():
            raise ValidationError("Its last day has passed. It can be renewed, not lifted")
        row = self.suspensions.get(lifted_at=None)
        row.lifted_by, row.lifted_at, row.lifted_reason = by, clock.now(), reason.strip()
        row.event_action = "suspension.lifted"
        row.save()

    @transition(
        source=[RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED],
        target=RegistrationStatus.REVOKED,
        allowed="registration.suspend",
    )
    def revoke(self: Any, *, by: Any, reason: str) -> None:
        """The leave ends for good; recording again takes a new application."""
        self._others_decide(by)
        self.ended_at, self.ended_by, self.ended_reason = clock.now(), by, reason.strip()

    @transition(
        source=[RegistrationStatus.ACTIVE],
        target=RegistrationStatus.EXPIRED,
        allowed="registration.decide",
    )
    def give_way(self: Any, *, by: Any, to: str) -> None:
        """Its renewal is active now: the two never cover one moment."""
        self.ended_at, self.ended_by, self.ended_reason = clock.now(), by, f"Renewed by {to}"

    def renew(self: Any, *, by: Any) -> Any:
        """A new application by the holder, with the equipment and purpose of this one.

        Checklist and training are said anew, and both offices decide anew; this one goes on until then.
        Asking again gives the application that waits. Raises WrongState, PermissionDenied.
        Rules: R-113, R-115.
        """
        if by.pk != self.applicant_id or not by.can("registration.apply"):
            raise PermissionDenied("Only the person responsible for the equipment renews it.")
        with transaction.atomic(), acting_as(by):
            held = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            if not held.may_be_renewed:
                raise WrongState("It cannot be renewed now.")
            waiting = held.renewals.filter(status__in=WAITING).first()
            if waiting is not None:
                return waiting
            carried = [name for name in CONTENT if name not in SAID_ANEW]
            made = type(self)(applicant=by, renews=held, **{name: getattr(held, name) for name in carried})
            made.event_action = "registration.renewed"
            made.save()
            made.event_action = ""
        return made

    @property
    def state(self: Any) -> RegistrationStatus:
        """Its state today, as every page says it."""
        return state_on(self.status, self.expires_on, clock.today())

    @property
    def may_be_renewed(self: Any) -> bool:
        """In its last ninety days and after its end; never when revoked or suspended."""
        if self.status == RegistrationStatus.ACTIVE:
            return bool(self.expires_on <= clock.today() + timedelta(days=RENEW_WITHIN_DAYS))
        return bool(self.status == RegistrationStatus.EXPIRED and not self.renewed_by_another)

    @property
    def renewed_by_another(self: Any) -> bool:
        """Whether one of its renewals was approved."""
        return bool(self.renewals.filter(status__in=RAN).exists())

    def kit_is_missing(self: Any) -> bool:
        """Whether this very equipment is reported as lost or stolen, under whosever name. Rules: R-187."""
        if self.is_missing is None:
            return bool(KitLoss.objects.missing().filter(serial=serial_key(self.serial)).exists())
        return bool(self.is_missing)

    def is_in_force_at(self: Any, moment: datetime) -> bool:
        """Whether its holder could record with its equipment at that instant. Rules: R-112, R-115, R-187."""
        if self.activated_at is None or self.expires_on is None or self.status not in RAN:
            return False
        day = clock.local(moment).date()
        if moment < self.activated_at or day > self.expires_on:
            return False
        if self.ended_at is not None and moment >= self.ended_at:
            return False
        paused = self.suspensions.filter(suspended_at__lte=moment)
        if paused.filter(Q(lifted_at=None) | Q(lifted_at__gt=moment)).exists():
            return False
        gone = KitLoss.objects.filter(serial=serial_key(self.serial), lost_on__lt=day)
        return not gone.filter(Q(found_on=None) | Q(found_on__gt=day)).exists()

    def last_covered(self: Any, now: datetime) -> datetime:
        """The newest instant at which it may have been good: now, while it runs."""
        after = [now, moment(self.expires_on + timedelta(days=1), time(0)) - INSTANT]
        after += [self.ended_at - INSTANT] if self.ended_at else []
        paused = self.suspensions.filter(lifted_at=None).first()
        return min([*after, paused.suspended_at - INSTANT] if paused else after)

    def pause(self: Any, by: Any, reason: str, *, is_lost: bool = False) -> str:
        """Keep why and since when; called by a verb, which holds the lock."""
        Suspension(
            registration_id=self.pk,
            reason=reason,
            is_lost=is_lost,
            suspended_by=by,
            suspended_at=clock.now(),
        ).save()
        return str(RegistrationStatus.SUSPENDED)

    def _others_decide(self: Any, by: Any) -> None:
        if by.pk == self.applicant_id:
            raise ValidationError("It is your own registration. Other people decide.")


CONSTRAINTS = [
    models.CheckConstraint(
        name="registration_that_ran_was_approved",
        condition=~Q(status__in=RAN)
        | Q(activated_at__isnull=False, expires_on__isnull=False, trained_on__isnull=False),
    ),
    models.CheckConstraint(
        name="registration_ended_at_a_moment",
        condition=~Q(status__in=[RegistrationStatus.EXPIRED, RegistrationStatus.REVOKED])
        | Q(ended_at__isnull=False),
    ),
    models.CheckConstraint(
        name="registration_revoked_by_somebody_with_a_reason",
        condition=~Q(status=RegistrationStatus.REVOKED) | (Q(ended_by__isnull=False) & ~Q(ended_reason="")),
        violation_error_message="Say why the registration is revoked",
    ),
    models.UniqueConstraint(
        fields=["renews"],
        name="registration_is_renewed_once_at_a_time",
        condition=Q(status__in=WAITING),
        violation_error_message="A renewal of it waits already",
    ),
]

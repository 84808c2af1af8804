"""How a recording is kept: held until somebody is asked, released, restricted, or in quarantine."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.hold import Hold
from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import Access, Basis, RecordingStatus
from recordings_gov import clock
from recordings_gov.workflow import transition

KEPT = [RecordingStatus.CAPTURED, RecordingStatus.HELD, RecordingStatus.LOGGED]


class KeepingOfRecording(models.Model):
    """The verbs that say who may still see a recording. Rules: R-138, R-154, R-155. Conflict: C-35."""

    status = models.CharField(max_length=12, choices=RecordingStatus, default=RecordingStatus.CAPTURED)
    access = models.CharField(max_length=10, choices=Access, default=Access.ORDINARY)
    restricted_because = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    look_again_on = models.DateField("day to look again", null=True, blank=True)
    quarantined_at = models.DateTimeField("removed from the record", null=True, blank=True, editable=False)
    quarantined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quarantine_reason = models.CharField(max_length=300, blank=True)

    if TYPE_CHECKING:
        holds: Any
        basis: str
        form: Any
        write_custody: Any

    class Meta:
        abstract = True

    @transition(source=KEPT, target=RecordingStatus.QUARANTINED, allowed="quarantine.place")
    def quarantine(self, *, by: Any, reason: str) -> None:
        """Out of the record and of every search at once, kept, and closed to every reader. Rules: R-155."""
        self._set_aside(by, reason)

    @transition(source=KEPT, target=RecordingStatus.QUARANTINED, allowed="consent.withdraw")
    def quarantine_as_asked(self, *, by: Any, reason: str) -> None:
        """The same, as what follows from a no, a withdrawal or an invalid form: at once, by whoever took it.

        Rules: R-133, R-155.
        """
        self._set_aside(by, reason)

    @transition(
        source=[*KEPT, RecordingStatus.QUARANTINED], target=set(RecordingStatus), allowed="consent.withdraw"
    )
    def restrict(self, *, by: Any, reason: str) -> str:
        """Kept and listed as existing, and closed to everybody who treats patients. Conflict: C-35."""
        self.access, self.restricted_because = Access.RESTRICTED, reason.strip()
        self.write_custody(RecordingStep.RESTRICTED, by=by, says=reason)
        return str(self.status)

    @transition(
        source=[RecordingStatus.CAPTURED, RecordingStatus.LOGGED],
        target=RecordingStatus.HELD,
        allowed="recording.hold",
    )
    def hold(self, *, by: Any, place: str, look_again_on: date) -> None:
        """Media Studio takes it back until somebody was asked: nobody else sees it. Rules: R-138."""
        if self.basis not in (Basis.CONSENT, Basis.HELD):
            raise ValidationError("Only what waits for somebody's consent is held")
        if look_again_on < clock.today():
            raise ValidationError({"look_again_on": "The day to look again is past"})
        self.held_at, self.look_again_on = clock.now(), look_again_on
        Hold(recording_id=self.pk, place=place.strip(), by=by, at=self.held_at).save()
        self.write_custody(RecordingStep.HELD, by=by, to=place)

    @transition(source=[RecordingStatus.HELD], target=RecordingStatus.HELD, allowed="consent.record")
    def look_again(self, *, by: Any, on: date) -> None:
        """Another day to look again whether they can be asked. Rules: R-154. Conflict: C-33."""
        self.look_again_on = on

    @transition(source=[RecordingStatus.HELD], target=RecordingStatus.HELD, allowed="consent.record")
    def go_with(self, *, by: Any, form: Any) -> None:
        """What is held goes with the form that is made in place of its own. Rules: R-138."""
        if form.replaces_id is None or form.replaces_id != self.form.pk:
            raise ValidationError("Only the form made in place of its own takes it over")
        self.form = form

    def _set_aside(self, by: Any, reason: str) -> None:
        self.quarantined_at, self.quarantined_by = clock.now(), by
        self.quarantine_reason = reason.strip()
        self.write_custody(RecordingStep.QUARANTINED, by=by, says=reason)
        self.end_hold(by)

    def take_access_of(self, form: Any) -> None:
        """As sensitive as the form says that it is. Rules: R-099, R-150."""
        for name, value in form.access_for_recordings().items():
            setattr(self, name, value)

    def end_hold(self, by: Any) -> None:
        """Every open stay in the hold ends now."""
        for row in self.holds.filter(ended_at=None):
            row.end(by=by)


KEEPING_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_held_has_its_day_to_look_again",
        condition=~Q(status=RecordingStatus.HELD) | Q(held_at__isnull=False, look_again_on__isnull=False),
        violation_error_message="Give the date to look again whether they can be asked",
    ),
    models.CheckConstraint(
        name="recording_made_unasked_stays_held_until_they_answered",
        condition=~Q(basis=Basis.HELD)
        | Q(consented_at__isnull=False)
        | Q(status__in=[RecordingStatus.HELD, RecordingStatus.QUARANTINED]),
        violation_error_message="It is held until they have answered",
    ),
    models.CheckConstraint(
        name="recording_in_quarantine_says_since_when_and_why",
        condition=~Q(status=RecordingStatus.QUARANTINED)
        | (Q(quarantined_at__isnull=False, quarantined_by__isnull=False) & ~Q(quarantine_reason="")),
        violation_error_message="Say why it goes into quarantine",
    ),
    models.CheckConstraint(
        name="recording_restricted_says_why",
        condition=~Q(access=Access.RESTRICTED) | ~Q(restricted_because=""),
        violation_error_message="Say why it is restricted",
    ),
]

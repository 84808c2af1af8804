"""Quarantine whole: opened by one named person on a stated ground, left only by two, and only to be held."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from consent.models.form_choices import FormStatus
from consent.models.hold import Hold
from consent.models.permission import PermissionKind, PermissionStatus
from consent.models.quarantine_rows import (
    OPEN_FOR,
    QuarantineOpening,
    QuarantineRelease,
    ReleaseGround,
)
from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import Basis, RecordingStatus
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.workflow import WrongState, transition

SHORTEST_REASON = 20
SHUT = [RecordingStatus.QUARANTINED]
NO_NEW_FORM = (
    "Give a form of this patient that was signed for the health record after it went into quarantine."
)
NO_HARM = "Say which clinician of the department says what harm keeping it shut does, and why"


class QuarantineOfRecording(models.Model):
    """What may be done with an entry in quarantine, and by whom. Rules: R-155, R-171. Conflict: C-12."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        reference: str
        department_id: int
        patient_id: int
        quarantined_at: Any
        held_at: Any
        look_again_on: Any
        basis: str
        form: Any
        form_id: int | None
        consented_at: Any
        openings: Any
        quarantine_releases: Any
        write_custody: Any
        take_access_of: Any

    class Meta:
        abstract = True

    def open_in_quarantine(
        self, *, by: Any, ground: str, ground_reference: str, reason: str
    ) -> QuarantineOpening:
        """Write the opening down, before anything is shown; it lasts half an hour, for this person alone.

        Raises PermissionDenied, WrongState, ValidationError. Conflict: C-12.
        """
        said = " ".join(reason.split())
        if len(said) < SHORTEST_REASON:
            raise ValidationError({"reason": f"Write at least {SHORTEST_REASON} characters"})
        if not by.can("quarantine.open", self, reason=said):
            raise PermissionDenied("Opening what is in quarantine is not part of your role.")
        if self.status not in SHUT:
            raise WrongState("It is not in quarantine.")
        row = QuarantineOpening(
            recording_id=self.pk,
            ground=ground,
            ground_reference=ground_reference.strip(),
            reason=said,
            by=by,
            at=clock.now(),
        )
        with transaction.atomic(), acting_as(by):
            row.save()
            log.record("recording.opened_in_quarantine", self, {"ground": ground})
        return row

    def opening_of(self, user: Any) -> QuarantineOpening | None:
        """The opening of this person that has not ended."""
        rows = self.openings.filter(by=user, at__gt=clock.now() - OPEN_FOR)
        found: QuarantineOpening | None = rows.order_by("-pk").first()
        return found

    @transition(source=RecordingStatus.values, target=set(RecordingStatus), allowed="quarantine.review")
    def review_opening(self, *, by: Any, was_right: bool, review_says: str) -> str:
        """Another person looks at the oldest opening that nobody has looked at, wherever it is by now.

        Conflict: C-12.
        """
        row = self.openings.filter(reviewed_at=None).exclude(by=by).first()
        if row is None:
            raise WrongState("There is no opening by somebody else that waits for a look.")
        row.reviewed_by, row.reviewed_at = by, clock.now()
        row.was_right, row.review_says = was_right, review_says.strip()
        row.save()
        return str(self.status)

    @transition(source=SHUT, target=RecordingStatus.QUARANTINED, allowed="quarantine.propose_release")
    def propose_release(
        self, *, by: Any, ground: str, because: str, form: Any = None, clinician: Any = None
    ) -> None:
        """The first of two: by a new signed form, or by what a clinician says of harm. Rules: R-171."""
        if ground == ReleaseGround.NEW_FORM:
            self._refuse_old_form(form)
        elif clinician is None or not clinician.can("recording.keep_for_care", self):
            raise ValidationError({"clinician": NO_HARM})
        is_form = ground == ReleaseGround.NEW_FORM
        QuarantineRelease(
            recording_id=self.pk,
            ground=ground,
            form=form if is_form else None,
            clinician=None if is_form else clinician,
            because=because.strip(),
            proposed_by=by,
            proposed_at=clock.now(),
        ).save()

    @transition(
        source=SHUT,
        target={RecordingStatus.QUARANTINED, RecordingStatus.HELD},
        allowed="quarantine.confirm_release",
    )
    def decide_release(self, *, by: Any, agrees: bool, because: str) -> str:
        """The second: no, or back to being held by Media Studio, never to its use. Rules: R-155, R-171."""
        row = self.release_that_waits
        if row is None:
            raise WrongState("No release is proposed.")
        if row.proposed_by_id == by.pk:
            raise ValidationError("You proposed it. Another person decides.")
        row.decided_by, row.decided_at, row.is_agreed = by, clock.now(), agrees
        row.decided_because = because.strip()
        row.save()
        if not agrees:
            return str(RecordingStatus.QUARANTINED)
        if row.form is not None:
            self._refuse_old_form(row.form)
            self.form, self.basis, self.consented_at = row.form, Basis.HELD, None
            self.take_access_of(row.form)
        self.held_at, self.look_again_on = row.decided_at, clock.today()
        Hold(recording_id=self.pk, place="Media Studio, out of quarantine", by=by, at=self.held_at).save()
        self.write_custody(RecordingStep.QUARANTINE_RELEASED, by=by, says=because)
        return str(RecordingStatus.HELD)

    @property
    def release_that_waits(self) -> QuarantineRelease | None:
        """The proposal that nobody has decided on."""
        found: QuarantineRelease | None = self.quarantine_releases.filter(decided_at=None).first()
        return found

    def _refuse_old_form(self, form: Any) -> None:
        given = PermissionStatus.GIVEN
        is_new = (
            form is not None
            and form.patient_id == self.patient_id
            and form.status == FormStatus.SIGNED
            and form.pk != self.form_id
            and form.signed_at >= self.quarantined_at.replace(second=0, microsecond=0)
            and form.permissions.filter(kind=PermissionKind.RECORD, status=given).exists()
        )
        if not is_new:
            raise ValidationError({"form": NO_NEW_FORM})

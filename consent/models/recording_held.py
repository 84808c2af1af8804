"""A recording that nobody could be asked about: made and held by Media Studio, released once agreed to."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from consent.held import HeldAnswer, HoldPlan, may_hold, may_release
from consent.models.form_choices import FormStatus
from consent.models.hold import Hold
from consent.models.permission import PermissionStatus
from consent.models.recording_custody import RecordingStep
from consent.models.recording_words import Basis, Identifiable, RecordingStatus
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from consent.models.consent_form import ConsentForm


class HeldRecording(models.Model):
    """The held route of a recording. Rules: R-138, R-154, R-156. Conflicts: C-16, C-33."""

    class Meta:
        abstract = True

    @classmethod
    def capture_held(
        cls,
        *,
        by: Any,
        form: "ConsentForm",
        captured_at: datetime,
        kind: str,
        shows: str,
        place: str,
        identifiable: str = Identifiable.YES,
    ) -> Self:
        """Register what Media Studio made while nobody could be asked: it is held from the first moment.

        ``form`` is the draft that says why. Raises PermissionDenied; ValidationError with each obstacle.
        Rules: R-138, R-154.
        """
        with transaction.atomic(), acting_as(by):
            locked = type(form)._base_manager.select_for_update(of=("self",)).get(pk=form.pk)
            if not by.can("recording.hold", locked):
                raise PermissionDenied("Recording before anybody can be asked is for Media Studio alone.")
            answer = may_be_held(locked, by, captured_at=captured_at, kind=kind, place=place)
            if answer.obstacles:
                raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="not_covered")
            now = clock.now()
            recording = cls(
                status=RecordingStatus.HELD,
                basis=Basis.HELD,
                form=locked,
                department_id=locked.department_id,
                patient_id=locked.patient_id,
                kind=kind,
                shows=shows.strip(),
                identifiable=identifiable,
                captured_at=captured_at,
                captured_by=by,
                held_at=now,
                look_again_on=locked.day_to_look_again(),
            )
            recording.moving = True  # type: ignore[attr-defined]
            recording.take_access_of(locked)  # type: ignore[attr-defined]
            recording.save()
            recording.moving = False  # type: ignore[attr-defined]
            Hold(recording_id=recording.pk, place=place.strip(), by=by, at=now).save()
            recording.write_custody(RecordingStep.HELD, by=by, to=place)  # type: ignore[attr-defined]
            locked.ask_to_tell(recording)
        return recording

    @transition(source=[RecordingStatus.HELD], target=RecordingStatus.LOGGED, allowed="recording.hold")
    def release(self, *, by: Any) -> None:
        """Out of the hold, once the right person has signed. Raises ValidationError with each obstacle.

        Rules: R-138, R-154, R-156.
        """
        row: Any = self
        answer = row.release_answer()
        if answer.verdict != "yes":
            raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="held")
        row.consented_at = row.form.signed_at
        row.form.finish_release(row, by)
        row.end_hold(by)
        row.write_custody(RecordingStep.RELEASED, by=by)

    def release_answer(self) -> Decision:
        """The decision ``may_release`` about this recording and its form."""
        row: Any = self
        return may_release(row.form.held_answer(row))


def may_be_held(
    form: "ConsentForm", by: Any, *, captured_at: datetime | None = None, kind: str = "", place: str = ""
) -> Decision:
    """The decision ``may_hold`` about this draft and this person, for a plan or for what was made."""
    day = clock.local(captured_at).date() if captured_at else clock.today()
    return may_hold(
        HoldPlan(
            now=clock.now(),
            captured_at=captured_at,
            route=form.who_signs(day).verdict if form.status == FormStatus.DRAFT else "",
            by_media_studio=bool(by.can("recording.hold", form)),
            kind_is_covered=not kind or kind in form.kinds,
            place=place,
        )
    )


def answer_on(form: "ConsentForm", recording: Any) -> HeldAnswer:
    """What this form says by now of a recording that is held under it."""
    case, captured_on = form.signing_case(clock.today()), clock.local(recording.captured_at).date()
    told_on = case.told.on if case.told else None
    is_signed = form.status == FormStatus.SIGNED
    # Who signed after it lay in quarantine knew of it; who was never asked is told first.
    awaits_telling = recording.basis == Basis.HELD and recording.quarantined_at is None
    died = form.patient.death_date
    given = (row.kind for row in form.permissions.all() if row.status == PermissionStatus.GIVEN)
    return HeldAnswer(
        route=form.signer,
        is_signed=is_signed,
        captured_on=captured_on,
        signed_on=clock.local(cast("datetime", form.signed_at)).date() if is_signed else None,
        told_on=told_on if awaits_telling else captured_on,
        given=frozenset(given),
        died_on=died if died and died <= clock.today() else None,
        relatives=bool(case.representative.is_relative or case.representative.relatives_asked),
    )

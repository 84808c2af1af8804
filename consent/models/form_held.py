"""What answers on a form do to recordings that are held under it, and who is asked to tell the patient."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.held import HeldAnswer, may_take_answer
from consent.models.form_choices import FormStatus, MadeFor
from consent.models.permission import PermissionKind, PermissionStatus
from consent.models.recording_words import Basis, RecordingStatus
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import tasks_due

ANSWERS = ("explain", "answer", "countersign")
TELL, RELEASE = "held-tell:", "held-release:"
REFUSED = "Asked afterwards, the answer was no"


class HoldingForm(models.Model):
    """The form's side of the held route. Rules: R-138, R-154, R-155. Conflict: C-33."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        reference: str
        made_for: str
        consent_taker: Any
        patient: Any
        permissions: Any
        recordings: Any
        signing_answers: Any

    class Meta:
        abstract = True

    def moved(self, verb: str, by: Any) -> None:
        """An answer counts only once they were told; a no quarantines what is held, in the same moment."""
        further = getattr(super(), "moved", None)
        if further:
            further(verb, by)
        if verb != "say_who_signs" and verb not in ANSWERS:
            return
        held = list(self.recordings.filter(status=RecordingStatus.HELD))
        for recording in held:
            if verb == "say_who_signs":
                self._look_again(recording, by)
            else:
                self._settle(recording, by)

    @property
    def is_asked_afterwards(self) -> bool:
        """Whether something was recorded before anybody could be asked. Rules: R-154."""
        return bool(self.recordings.filter(basis=Basis.HELD).exists())

    def day_to_look_again(self) -> date | None:
        """The newest day that was given to look again."""
        row = self.signing_answers.filter(look_again_on__isnull=False).order_by("-pk").first()
        return row.look_again_on if row else None

    def held_answer(self, recording: Any) -> HeldAnswer:
        """What is answered by now about a recording that is held."""
        from consent.models.recording_held import answer_on

        form: Any = self
        return answer_on(form, recording)

    def ask_to_tell(self, recording: Any) -> None:
        """Whoever takes consent is asked to tell the patient; nobody is where a death makes that unfit.

        Rules: R-153, R-154.
        """
        if self.is_quiet:
            return
        tasks_due.ask(
            key=self._tell_key(recording),
            what="Tell the patient of the recording that is held, then ask them",
            about=self,
            person=self.consent_taker,
            due_on=recording.look_again_on,
            rule="R-154",
        )

    def hand_over_held(self, made: Any, by: Any) -> None:
        """What is held goes with the form that is made in place of this one. Rules: R-138, R-154."""
        for recording in self.recordings.filter(status=RecordingStatus.HELD):
            tasks_due.finish(self._tell_key(recording), by)
            tasks_due.finish(self._release_key(recording), by)
            recording.go_with(by=by, form=made)
            made.ask_to_tell(recording)

    def finish_release(self, recording: Any, by: Any) -> None:
        """Media Studio's task to release it is done."""
        tasks_due.finish(self._release_key(recording), by)

    def _tell_key(self, recording: Any) -> str:
        return f"{TELL}{recording.reference}:{self.reference}"

    def _release_key(self, recording: Any) -> str:
        return f"{RELEASE}{recording.reference}:{self.reference}"

    @property
    def is_quiet(self) -> bool:
        """Whether no routine reminder or letter goes out: the patient died, or it is about a dying baby.

        Rules: R-153, R-156.
        """
        died = self.patient.death_date
        newest = self.signing_answers.filter(question="circumstance").order_by("-pk").first()
        about_baby = newest is not None and newest.facts.get("circumstance") == "baby"
        return about_baby or bool(died and died <= clock.today())

    def _look_again(self, recording: Any, by: Any) -> None:
        on = self.day_to_look_again()
        if on and on != recording.look_again_on:
            recording.look_again(by=by, on=on)

    def _settle(self, recording: Any, by: Any) -> None:
        answer = may_take_answer(self.held_answer(recording))
        if answer.obstacles:
            raise ValidationError([obstacle.says for obstacle in answer.obstacles], code="not_told")
        if self.status in (FormStatus.DECLINED, FormStatus.SIGNED):
            tasks_due.finish(self._tell_key(recording), by)
        if self.status == FormStatus.DECLINED or (
            self.status == FormStatus.SIGNED and not self._for_record()
        ):
            recording.quarantine_as_asked(by=by, reason=REFUSED)
        elif self.status == FormStatus.SIGNED:
            tasks_due.ask(
                key=self._release_key(recording),
                what="Release the recording that is held: it was agreed to",
                about=recording,
                role=Role.MEDIA_STUDIO,
                rule="R-154",
            )

    def _for_record(self) -> bool:
        asked = self.permissions.filter(kind=PermissionKind.RECORD, status=PermissionStatus.GIVEN)
        return self.made_for != MadeFor.CARE or asked.exists()

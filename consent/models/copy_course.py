"""What becomes of a copy: undertaken, authorised, refused, called back, given back, destroyed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.asking_use import answer_for
from consent.copying import CopyKind, ReleaseCase, may_release_copy
from consent.models import copy_notices as notices
from consent.models.copy_words import ENDED, OPEN, CopyStatus
from consent.models.leaving import held_still, refuse_unless_allowed
from consent.models.recording_custody import RecordingStep
from recordings_gov import clock
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

ASKED = [CopyStatus.ASKED]


class CourseOfCopy(models.Model):
    """The verbs of a copy. Rules: R-119, R-176, R-188."""

    if TYPE_CHECKING:
        undertaken_at: Any
        released_at: Any
        recalled_at: Any
        ended_on: Any

    class Meta:
        abstract = True

    @transition(source=ASKED, target=CopyStatus.ASKED, allowed="copy.undertake")
    def undertake(self: Any, *, by: Any, signed_name: str = "") -> None:
        """The holder accepts the undertaking; a body outside signed on paper, by this name. Rules: R-176."""
        if self.undertaken_at is not None:
            raise ValidationError("The undertaking was accepted already")
        if self.holder_id is not None and self.holder_id != by.pk:
            raise ValidationError(f"Only {self.holder} accepts it, whoever asked for the copy.")
        if self.holder_id is None and not signed_name.strip():
            raise ValidationError({"signed_name": "Name who signed it for the body outside"})
        self.undertaken_at, self.undertaken_by = clock.now(), by
        self.undertaken_name = "" if self.holder_id else signed_name.strip()
        notices.ask_to_authorise(self, by)

    @held_still
    @transition(source=ASKED, target=CopyStatus.OUT, allowed="copy.authorise")
    def release(self: Any, *, by: Any) -> None:
        """Media Studio authorises it and gives it to its holder; asked once more at this moment.

        Raises ValidationError with each obstacle. Rules: R-119, R-176.
        """
        if self.kind == CopyKind.RETAINED:
            raise ValidationError("Whether somebody who leaves may keep it is for the medical director.")
        self._give(by)

    @held_still
    @transition(source=ASKED, target=CopyStatus.OUT, allowed="copy.permit")
    def permit(self: Any, *, by: Any) -> None:
        """The medical director, or a nominee, lets somebody who leaves keep it for teaching. Rules: R-188."""
        if self.kind != CopyKind.RETAINED:
            raise ValidationError("Media Studio authorises the copies of people who work here.")
        self._give(by)

    @transition(source=ASKED, target=CopyStatus.REFUSED, allowed="copy.decide")
    def refuse(self: Any, *, by: Any, refused_because: str) -> None:
        """It is not given; whoever asked reads why. Rules: R-119, R-188."""
        is_kept = self.kind == CopyKind.RETAINED
        if not by.can("copy.permit" if is_kept else "copy.authorise", self):
            raise ValidationError("Another office decides on this one.")
        self.refused_because = refused_because.strip()
        notices.tell_who_asked(self, by)

    @transition(source=ASKED, target=CopyStatus.REFUSED, allowed="consent.withdraw")
    def lapse(self: Any, *, by: Any, reason: str) -> None:
        """Nothing agrees to it any more and nobody has it yet: it is given to nobody. Rules: R-133, R-176."""
        self.refused_because = reason.strip()[:300]
        notices.tell_who_asked(self, by)

    @transition(source=[CopyStatus.OUT], target=CopyStatus.RECALLED, allowed="consent.withdraw")
    def call_back(self: Any, *, by: Any, reason: str) -> None:
        """Nothing agrees to its use any more: its holder ends it and says so. Rules: R-176."""
        self.recalled_at, self.recall_reason = clock.now(), reason.strip()[:300]
        notices.ask_for_answer(self)

    @transition(source=OPEN, target=set(ENDED), allowed="copy.answer")
    def end(self: Any, *, by: Any, outcome: str, ended_on: date, ended_how: str) -> str:
        """Destroyed or given back, as its holder says, or Media Studio for them. Rules: R-176, R-188."""
        if outcome not in ENDED:
            raise ValidationError({"outcome": "Say whether it was destroyed or given back"})
        if by.pk != self.holder_id and not by.holds("copy.authorise"):
            raise ValidationError("Only its holder says so, or Media Studio for them.")
        first = clock.local(self.released_at).date()
        if not first <= ended_on <= clock.today():
            raise ValidationError({"ended_on": "The date must be between the day it was given and today"})
        self.ended_on, self.ended_by, self.ended_how = ended_on, by, ended_how.strip()
        says = f"{self.reference}, {CopyStatus(outcome).label.lower()}: {self.ended_how}"
        self.recording.write_custody(RecordingStep.COPY_DESTROYED, by=by, place=self.held_by, says=says)
        notices.finish_all(self, by)
        return outcome

    def release_answer(self: Any, by: Any) -> Decision:
        """The decision ``may_release_copy`` about this copy as it stands, for this person."""
        return may_release_copy(
            ReleaseCase(
                undertaken=self.undertaken_at is not None,
                by_another=by.pk not in (self.holder_id, self.asked_by_id),
                is_kept=self.kind == CopyKind.RETAINED,
                rights_accepted=self.rights_accepted_at is not None,
                holder_is_here=self.holder is None or self.holder.is_active,
                agreed=answer_for(self.recording, by, self.wanted),
            )
        )

    def _give(self: Any, by: Any) -> None:
        answer = self.release_answer(by)
        says = [reason.says for reason in answer.obstacles]
        refuse_unless_allowed(self.recording, by, self.wanted, says)
        if says:
            raise ValidationError(says, code="not_authorised")
        self.approver, self.released_at = by, clock.now()
        self.recording.write_custody(
            RecordingStep.COPIED, by=by, to=f"{self.held_by}, {self.reference}"[:200], says=self.purpose
        )
        notices.tell_who_asked(self, by)

"""How a request ends: said at any time, never taken away, and followed by what is then owed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from recordings_gov import clock
from recordings_gov.incidents.models.words import Care
from recordings_gov.workflow import WrongState, transition
from requests_app.decisions import Facts, outcomes_for
from requests_app.endings import made_by_coming
from requests_app.models.words import (
    STOPS,
    WAS_MADE,
    WITHOUT_RECORDING,
    Ended,
    Made,
    RequestStatus,
)

S = RequestStatus
EVERY_STATE = tuple(S)
NOTE_WILL_BE_MADE = "note_in_record"


class Ending(models.Model):
    """Outcomes, whether a recording was made, and the state that follows. Rules: R-021, R-040, R-041."""

    recording_made: Any
    outcome: Any
    note_filed_at: Any
    told: Any
    told_at: Any
    told_by: Any
    not_told_reason: Any
    not_told_words: Any

    class Meta:
        abstract = True

    @transition(
        source=EVERY_STATE, target={S.OUTCOME_GIVEN, S.NOTE_OWED, S.CLOSED}, allowed="request.follow_up"
    )
    def record_outcome(
        self: Any, *, by: Any, outcome: str, outcome_reason: str = "", need_met: str = "", **telling: Any
    ) -> str:
        """Say how it ended; a stop may be said at any time. Rules: R-013, R-017, R-021, R-039, R-043."""
        from requests_app import notices

        self.take_as_told(by, **telling)
        self.end_with(by, outcome, outcome_reason, need_met)
        if self.status == S.OPEN and self.suggested_matter:
            notices.ask_to_report(self, by)
        return self.follow(by)

    @transition(
        source=[S.OUTCOME_GIVEN], target={S.NOTE_OWED, S.OUTCOME_GIVEN, S.CLOSED}, allowed="request.follow_up"
    )
    def say_whether_made(self: Any, *, by: Any, made: str) -> str:
        """Say, once the visit ends, whether one was made; if so the note is owed. Rules: R-040, R-041."""
        if made not in (Made.NO, *WAS_MADE):
            raise ValidationError({"made": "Say whether a recording was made"})
        if self.recording_made != Made.NOT_KNOWN:
            raise WrongState("That was said already.", code="wrong_state")
        self.recording_made = made
        return self.follow(by)

    @transition(
        source=[S.OUTCOME_GIVEN, S.NOTE_OWED], target={S.OUTCOME_GIVEN, S.CLOSED}, allowed="note.file"
    )
    def take_note_as_filed(self: Any, *, by: Any, note: Any) -> str:
        """Hear that the note is in the record; the request closes if nothing else is open. Rules: R-041."""
        if note.about_reference != self.reference or note.filed_at is None:
            raise ValidationError("Its note is not in the record yet")
        self.note_filed_at = note.filed_at
        return self.standing()

    @transition(source=[S.OUTCOME_GIVEN], target=S.REOPENED, allowed="answer.own")
    def reopen(self, *, by: Any) -> None:
        """A colleague's no came before the recording: how it ends is said again. Rules: R-056, R-165."""

    def end_with(self: Any, by: Any, outcome: str, reason: str = "", need_met: str = "") -> None:
        """One outcome more, inside a verb; the newest counts. What it says of the recording goes with it."""
        from requests_app.models.outcome import Outcome

        if self.status == S.OPEN:
            self.recording_made = made_by_coming(self.came_to_light)
        if outcome not in outcomes_for(self.facts()).every:
            raise ValidationError({"outcome": "That is not how this request can end. Choose again"})
        has_need = bool(self.needs)
        if outcome == Ended.OUT_OF_SCOPE:
            reason = reason or self.goes_to
        reason = reason or self.why_kept_out(outcome)
        Outcome(
            request=self, ended=outcome, given_by=by, reason=reason, has_need=has_need, need_met=need_met
        ).save()
        self.outcome = outcome
        if self.recording_made not in WAS_MADE:
            self.recording_made = Made.NOT_KNOWN if self.why_kept_out(outcome) else _made_by(outcome)

    def follow(self: Any, by: Any) -> str:
        """What is owed now that more is known, and the state that follows."""
        from requests_app.noting import draft_note, owe_note

        if self.recording_made != Made.NO and not self.note_filed_at:
            note = draft_note(self, by)
            if self.recording_made in WAS_MADE:
                owe_note(self, note, by)
        return self.standing()

    def standing(self: Any) -> str:
        """The state that the facts make: nothing closes while anything is owed. Rules: R-022, R-041."""
        if self.recording_made == Made.NOT_KNOWN:
            return S.OUTCOME_GIVEN
        if self.recording_made in WAS_MADE and not self.note_filed_at:
            return S.NOTE_OWED
        return S.OUTCOME_GIVEN if self.care_is_to_put_right else S.CLOSED

    def as_it_stands(self: Any) -> str:
        """The same for a fact that ends nothing: what waits for an outcome goes on waiting."""
        return str(self.status) if self.status in (S.OPEN, S.REOPENED) else self.standing()

    def take_as_told(
        self: Any, by: Any, *, told_now: bool = False, not_told_reason: str = "", not_told_words: str = ""
    ) -> None:
        """What was said late about the note: told now, or why not; what is known stays. Rules: R-040."""
        if self.told_at is None and told_now:
            self.told, self.told_at, self.told_by = [*self.told, NOTE_WILL_BE_MADE], clock.now(), by
            self.not_told_reason = self.not_told_words = ""
        elif self.told_at is None and not self.not_told_reason:
            self.not_told_reason, self.not_told_words = not_told_reason, not_told_words

    @property
    def wants_to_know_if_told(self: Any) -> bool:
        """Whether nobody has said yet if the patient was told about the note."""
        return self.told_at is None and not self.not_told_reason

    def facts(self: Any) -> Facts:
        """What decides how this request may end."""
        is_new = self.status == S.OPEN
        return Facts(
            stance=self.stance,
            purpose=self.purpose,
            recorder=self.recorder,
            permission=self.permission,
            authority=self.authority,
            has_need=bool(self.needs),
            speaks=self.speaks,
            understands=self.understands,
            route=self.route,
            made=self.recording_made,
            said=() if is_new else tuple(self.outcomes.order_by("pk").values_list("ended", flat=True)),
        )

    @property
    def care_is_to_put_right(self: Any) -> bool:
        """Whether care stopped and nobody has put that right. Rules: R-022."""
        if self.care != Care.STOPPED:
            return False
        escalated = bool(self.care_escalated_to and self.care_escalated_on)
        return not (escalated and (self.care_offered_on or self.care_reviewed_by_id))


def _made_by(outcome: str) -> Made:
    """What an outcome says by itself about whether a recording was made."""
    if outcome in WITHOUT_RECORDING:
        return Made.NO
    return Made.BEGUN if outcome in (*STOPS, Ended.WENT_AHEAD_CONTRARY) else Made.NOT_KNOWN

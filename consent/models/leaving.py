"""What leaves the Trust's hands: asked once more at the moment it leaves, with everything held still."""

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from consent.asking_use import Wanted, answer_for, lock_consent_for
from consent.models.recording_words import Access, RecordingStatus
from consent.using import UseAnswer, Verdict
from recordings_gov.audit import log
from recordings_gov.workflow import Refused

Verb = Callable[..., Any]


def held_still(verb: Verb) -> Verb:
    """Forms first, then the recording, then the row: a withdrawal takes its locks in the same order.

    So a withdrawal is either there before the verb looks, and wins, or comes after it and finds what it
    did. Written above ``transition``. Rules: R-133.
    """

    @functools.wraps(verb)
    def act(self: Any, *, by: Any, **asked: Any) -> Any:
        with transaction.atomic():
            lock_consent_for(self.recording)
            return verb(self, by=by, **asked)

    return act


class NotAllowed(Refused):
    """It may not be used so: each obstacle, and what would make it possible; kept in the audit trail."""

    def __init__(self, recording: Any, wanted: Wanted, answer: UseAnswer, beside: Sequence[str] = ()) -> None:
        steps = "; ".join(f"{each.says[0].lower()}{each.says[1:]}" for each in answer.to_do)
        says = [*beside, *(each.says for each in answer.obstacles if each.says not in beside)]
        super().__init__([*says, *([f"What to do: {steps}."] if steps else [])], code="not_allowed")
        self.recording, self.wanted, self.verdict = recording, wanted, answer.verdict

    def keep(self) -> None:
        """Who was refused which use, in which words. Rules: R-100, R-210."""
        asked = {"use": self.wanted.use, "aim": self.wanted.aim, "answer": self.verdict}
        log.record("recording.use_refused", self.recording, asked | {"says": self.messages})


def refuse_unless_allowed(recording: Any, by: Any, wanted: Wanted, beside: Sequence[str] = ()) -> None:
    """Raise NotAllowed when it may not be used so at this moment: what every door asks.

    ``beside`` is what else stands in the way, to be said with it. Rules: R-100, R-122.
    """
    answer = answer_for(recording, by, wanted)
    if answer.verdict != Verdict.YES:
        raise NotAllowed(recording, wanted, answer, beside)


class AskedAgain:
    """What is asked about anew before it leaves: a row with its recording and its ``wanted``."""

    if TYPE_CHECKING:
        recording: Any

        @property
        def wanted(self) -> Wanted:
            """The question that is asked again."""

    def obstacles_for(self, user: Any) -> list[str]:
        """What stands in the way now, in words; nothing while the answer is still yes."""
        return [each.says for each in answer_for(self.recording, user, self.wanted).obstacles]


def stop_what_leaves(publications: Any, orders: Any, by: Any, reason: str) -> None:
    """Each publication and print is asked about anew; what has no yes left stops. Rules: R-133, R-135."""
    for row in [*publications.select_related("recording"), *orders.select_related("recording")]:
        if answer_for(row.recording, by, row.wanted).verdict != Verdict.YES:
            row.take_back(by=by, reason=reason)


def stop_what_rests_on(form: Any, by: Any, reason: str) -> None:
    """The same for all that the permissions of this form opened. Rules: R-133, R-135."""
    from consent.models.print_order import PrintOrder
    from consent.models.publication import Publication

    rests = Q(recording__form=form) | Q(recording__further_forms=form) | Q(permission__form=form)
    publications = Publication.objects.to_ask_again().filter(rests).distinct()
    stop_what_leaves(publications, PrintOrder.objects.waiting().filter(rests).distinct(), by, reason)


class LeavingOfRecording:
    """A recording that is shut takes what is on its way out with it, whoever shut it. Rules: R-155, R-171."""

    publications: Any
    print_orders: Any

    def follows(self: Any, verb: str, by: Any) -> None:
        """Told by every verb of the recording, in its own transaction."""
        is_shut = self.status not in (RecordingStatus.CAPTURED, RecordingStatus.LOGGED)
        if is_shut or self.access == Access.RESTRICTED or self.publish_locked:
            reason = "The recording may no longer be used so"
            stop_what_leaves(self.publications.to_ask_again(), self.print_orders.waiting(), by, reason)

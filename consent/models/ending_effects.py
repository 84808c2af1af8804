"""What an ending does to recordings, in the transaction of the ending."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from consent.ending import Ended, Follows, what_follows
from consent.models.copy_notices import tell_holders
from consent.models.ending_choices import AnswerBy
from consent.models.ending_notices import named, report
from consent.models.ending_permission import GIVEN, SUPERSEDED, WITHDRAWN
from consent.models.leaving import stop_what_rests_on
from consent.models.recording_words import Basis, RecordingStatus
from recordings_gov import clock
from recordings_gov.incidents.models.words import Kind

TAKEN_BACK = "Consent was taken back"
HARDNESS = list(Follows)
SHUT = (RecordingStatus.QUARANTINED, RecordingStatus.DESTROYED)
ON_SIGNATURES = (Basis.CONSENT, Basis.HELD)


def refuse_before_signing(form: Any, said_at: datetime) -> None:
    """Raise ValidationError for a time before anything was signed: what is meant is then another day."""
    first = form.signatures.order_by("signed_at").values_list("signed_at", flat=True).first()
    if first and said_at < first.replace(second=0, microsecond=0):
        when = clock.local(first)
        says = f"It was signed at {when:%H:%M} on {when.day} {when:%B %Y}. Check the date and time."
        raise ValidationError({"said_at": says})


def what_follows_for(form: Any, taken: Sequence[Any] = ()) -> str:
    """What becomes of what this form covers once these permissions are taken back: the strictest of it."""
    gone = frozenset(row.pk for row in taken)
    found = [follows_for(row, gone) for row in covered(form)]
    if not found:
        left = frozenset(row.kind for row in form.permissions.filter(status=GIVEN) if row.pk not in gone)
        found = [what_follows(Ended(form.made_for == "care", left)).verdict]
    return max(found, key=lambda each: HARDNESS.index(Follows(each)))


def follows_for(recording: Any, gone: frozenset[int] = frozenset()) -> str:
    """What becomes of one recording: its own form and the further ones say what is left of it."""
    form = recording.form
    if form is None or recording.basis not in ON_SIGNATURES:
        return Follows.STAYS
    rows = list(form.permissions.filter(status=GIVEN))
    for further in recording.further_forms.filter(status="signed"):
        rows += further.permissions.filter(status=GIVEN)
    left = frozenset(row.kind for row in rows if row.pk not in gone)
    return what_follows(Ended(form.made_for == "care", left)).verdict


def covered(form: Any) -> list[Any]:
    """Its own recordings, and the one that a further form asks another use of; none that is in quarantine."""
    further = form.further_to
    is_open = further is not None and further.status not in SHUT
    return [*under_consent(form), *([further] if is_open else [])]


def keep(withdrawal: Any) -> None:
    """Write the row; who wants no answer is owed none."""
    if withdrawal.answer_by == AnswerBy.NONE:
        withdrawal.moving, withdrawal.status = True, "not_wanted"
    withdrawal.save()
    withdrawal.moving = False


def close_recordings(form: Any, by: Any, said_at: datetime | None = None, reason: str = TAKEN_BACK) -> None:
    """Each recording at once, as the table says; what was made after the word was never covered.

    Without ``said_at`` the form never counted, and nothing that rests on its signatures ever was.
    Rules: R-133, R-134, R-155. Conflict: C-35.
    """
    after = []
    for row in covered(form):
        is_own = row.form_id == form.pk
        late = is_own and (said_at is None or (row.basis == Basis.CONSENT and row.captured_at > said_at))
        follows = follows_for(row)
        no_afterwards = row.status == RecordingStatus.HELD and follows != Follows.STAYS
        close(row, by, Follows.QUARANTINED if late or no_afterwards else follows, reason)
        tell_holders(row, by=by, reason=reason)
        if late:
            after.append(row)
    if after and said_at is not None:
        words = f"Made after consent was taken back ({form.reference}), now in quarantine: {named(after)}."
        report(form, by, Kind.USED, clock.local(after[0].captured_at).date(), words)
    stop_what_rests_on(form, by, reason)


def under_consent(form: Any) -> list[Any]:
    """The recordings that rest on the signatures of this form, and are not in quarantine yet."""
    rows = form.recordings.filter(basis__in=ON_SIGNATURES)
    return list(rows.exclude(status__in=SHUT).order_by("pk"))


def close(recording: Any, by: Any, follows: str, reason: str) -> None:
    """Restricted or quarantined, as was decided; nothing for what stays."""
    if recording.status in SHUT:
        return
    if follows == Follows.QUARANTINED:
        recording.quarantine_as_asked(by=by, reason=reason)
    elif follows == Follows.RESTRICTED:
        recording.restrict(by=by, reason=reason)


def after_capture(recording: Any, by: Any) -> None:
    """A recording that is registered late meets what has happened to its form since. Rules: R-133, R-134."""
    form = recording.form
    if form is None:
        return
    ended = form.permissions.filter(status__in=[WITHDRAWN, SUPERSEDED], ended_at__gte=recording.captured_at)
    if ended.filter(status=WITHDRAWN).exists():
        close(recording, by, follows_for(recording), TAKEN_BACK)
    day = clock.local(recording.captured_at).date()
    locked = form.stops.filter(part="locked")
    if any(_is_of_the_part(recording, row.stopped_at, day) for row in locked):
        close(recording, by, Follows.QUARANTINED, "It was stopped, and the part made is locked away")


def lock_away_the_part(form: Any, by: Any, stopped_at: datetime) -> None:
    """What was made under the form on that day until the stop. Rules: R-070, R-080."""
    for row in under_consent(form):
        if _is_of_the_part(row, stopped_at, clock.local(row.captured_at).date()):
            close(row, by, Follows.QUARANTINED, "It was stopped, and the part made is locked away")


def _is_of_the_part(recording: Any, stopped_at: datetime, day: date) -> bool:
    return recording.captured_at <= stopped_at and day == clock.local(stopped_at).date()

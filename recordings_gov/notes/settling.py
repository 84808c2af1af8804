"""What an answer does to the note that it is about."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from recordings_gov.audit import log
from recordings_gov.notes.connectors import WORDS
from recordings_gov.notes.hl7.answers import Answer
from recordings_gov.notes.models import Delivery, HealthRecordNote, NoteStatus
from recordings_gov.notifications import outbox

LONGEST_WORDS = 280


def settle(delivery: Delivery, answer: Answer | None) -> None:
    """Move the note as the answer says; without one it is handed over and a receipt is awaited.

    An answer counts for the words that were sent, once: to a delivery that has ended only a late
    *filed* does anything, and only while the note failed in these very words.
    """
    with transaction.atomic():
        delivery = (
            Delivery.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=delivery.pk)
        )
        note: HealthRecordNote = HealthRecordNote.objects.get(pk=delivery.note_id)
        if delivery.ended_at is not None and not _still_counts(note, delivery, answer):
            log.record("healthrecordnote.answer_too_late", note, {"code": answer.code if answer else ""})
        elif answer is None:
            delivery.hand_over()
            log.record("healthrecordnote.handed_over", note, {"attempt": delivery.attempts})
        elif answer.is_filed:
            delivery.end(answered=True)
            where = answer.reference or note.reference
            _move(note, delivery, note.file_as_answered, record_reference=where)
        elif answer.is_taken:
            delivery.hand_over()
            if note.status == NoteStatus.SENT:
                _move(note, delivery, note.acknowledge)
        elif answer.is_duplicate and delivery.may_have_arrived:
            _known_there(note, delivery)
        else:
            delivery.end(answered=True)
            _fail(note, delivery, _reason(answer))


def give_up(delivery: Delivery, result: str) -> None:
    """It was tried often enough: a person looks. The caller's transaction."""
    delivery.end(answered=False)
    times = f"It was tried {delivery.attempts} times" if delivery.attempts > 1 else "It was tried once"
    _fail(delivery.note, delivery, f"{WORDS[result]}. {times}")


def _still_counts(note: HealthRecordNote, delivery: Delivery, answer: Answer | None) -> bool:
    same_words = note.status == NoteStatus.FAILED and note.version == delivery.version
    return same_words and answer is not None and answer.is_filed


def _known_there(note: HealthRecordNote, delivery: Delivery) -> None:
    """The first copy arrived and its answer was lost: it is there once, under a number we were not told."""
    delivery.end(answered=True)
    log.record("healthrecordnote.known_there", note, {"control_id": delivery.control_id})
    if note.status == NoteStatus.SENT:
        _move(note, delivery, note.acknowledge)


def _fail(note: HealthRecordNote, delivery: Delivery, reason: str) -> None:
    if _move(note, delivery, note.fail, reason=reason):
        outbox.post(
            key=f"note-failed:{delivery.control_id}:{delivery.asked_at.isoformat()}",
            to=delivery.asked_by,
            subject=f"The note {note.reference} is not in the health record",
            body=f"It was sent and not taken. See why, and what to do:\n\n{_page(note)}\n",
        )


def _reason(answer: Answer) -> str:
    """Their own words, and the code of HL7 for whoever has to ask them about it."""
    return f"{answer.text[:LONGEST_WORDS] or 'The record system gave no reason'} ({answer.code})"


def _page(note: HealthRecordNote) -> str:
    return f"{settings.PUBLIC_BASE_URL}{note.get_absolute_url()}"


def _move(note: HealthRecordNote, delivery: Delivery, verb: Callable[..., None], **said: Any) -> bool:
    """Do it for who sent it; where that is not possible any more, a person sees on the page what came."""
    try:
        with transaction.atomic():
            verb(by=delivery.asked_by, **said)
    except (PermissionDenied, ValidationError) as error:
        delivery.end(answered=True)
        body = {"verb": verb.__name__, "error": type(error).__name__}
        log.record("healthrecordnote.answer_left_to_a_person", note, body)
        return False
    return True

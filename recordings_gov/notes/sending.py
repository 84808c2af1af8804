"""Sending notes: a row of the act's own transaction, leased and sent by a job, settled by the answer."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.jobs.waking import wake
from recordings_gov.notes import connectors, settling
from recordings_gov.notes.connectors import Connector, Undelivered
from recordings_gov.notes.hl7.writing import message
from recordings_gov.notes.models import Delivery, HealthRecordNote

JOB = "notes.send"
AT_ONCE = 50


def ask(note: HealthRecordNote, by: Any) -> None:
    """Have the note sent, in the caller's transaction. Raises ValidationError where it cannot be."""
    from recordings_gov.notes.tasks import send_notes  # it imports us

    if connectors.chosen() is None:
        raise ValidationError("No record system is connected. File the note by hand")
    if note.patient is None:
        raise ValidationError("Nobody knows yet whose record this goes into. File the note by hand")
    Delivery.ask(note, by)
    wake(send_notes)


def stop(note: HealthRecordNote) -> None:
    """What is still to be sent of it is not sent any more."""
    for delivery in Delivery.objects.open().filter(note=note):
        delivery.end(answered=False)


def send_due(connector: Connector) -> int:
    """Send what is due, each row leased first; how many were answered or handed over.

    The first attempt without an answer ends the run: whoever does not answer one message is not
    asked for fifty more, and those keep their turn.
    """
    done = 0
    for _ in range(AT_ONCE):
        delivery = _taken()
        if delivery is None or not _tried(delivery, connector):
            break
        done += 1
    return done


def read_receipts(connector: Connector) -> int:
    """Settle what has come back by itself; how many."""
    settled = 0
    for receipt in connector.receipts():
        delivery = Delivery.objects.filter(control_id=receipt.answer.control_id).first()
        if delivery is None:
            receipt.aside()
            continue
        with acting_as(delivery.asked_by, job=JOB):
            settling.settle(delivery, receipt.answer)
        receipt.done()
        settled += 1
    return settled


def _taken() -> Delivery | None:
    with transaction.atomic():
        rows = Delivery.objects.due().order_by("send_after", "pk").select_related("note", "asked_by")
        skip = connection.features.has_select_for_update_skip_locked
        delivery: Delivery | None = rows.select_for_update(of=("self",), skip_locked=skip).first()
        if delivery is None:
            return None
        with acting_as(delivery.asked_by, job=JOB):
            if delivery.leased_until is not None:
                delivery.may_be_there()
                _keep(delivery, "interrupted")
            if delivery.is_worn_out:
                settling.give_up(delivery, "interrupted")
        if delivery.ended_at is None:
            delivery.lease()
        return delivery


def _tried(delivery: Delivery, connector: Connector) -> bool:
    """Whether the other side did its part."""
    if delivery.ended_at is not None:
        return True
    with acting_as(delivery.asked_by, job=JOB):
        try:
            sent = message(delivery.note, delivery.control_id, delivery.asked_at)
            answer = connector.deliver(sent, delivery.control_id)
        except Undelivered as error:
            with transaction.atomic():
                _failed(delivery, error)
            return False
        settling.settle(delivery, answer)
    return True


def _failed(delivery: Delivery, error: Undelivered) -> None:
    if error.may_have_arrived:
        delivery.may_be_there()
    _keep(delivery, error.result)
    if delivery.is_worn_out:
        settling.give_up(delivery, error.result)
    else:
        delivery.put_off()


def _keep(delivery: Delivery, result: str) -> None:
    """One line of the note's timeline."""
    body = {"attempt": delivery.attempts, "result": result}
    log.record("healthrecordnote.attempted", delivery.note, body)


def without_receipt(hours: int) -> int:
    """Ask a person about what was handed over long ago and never answered; how many."""
    since = clock.now() - timedelta(hours=hours)
    rows = Delivery.objects.unanswered(since).select_related("note", "asked_by").order_by("pk")
    found = list(rows[:AT_ONCE])
    for delivery in found:
        with acting_as(delivery.asked_by, job=JOB), transaction.atomic():
            settling.give_up(delivery, "no_receipt")
    return len(found)

"""Posting and sending: a message is a row of the act's own transaction; sending it is a job."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.core.mail import send_mail
from django.db import connection, transaction

from recordings_gov.jobs.waking import wake
from recordings_gov.notifications.models import Message

logger = logging.getLogger("recordings_gov.notifications")
AT_ONCE = 100


def post(*, key: str, to: Any, subject: str, body: str) -> bool:
    """Write a message in the caller's transaction, once a key; True when it is new.

    No patient's name, number or birth date goes in: an e-mail leaves the house. A record's
    reference and the address of its page say all that the reader, once signed in, needs.
    """
    row = {"to": to, "subject": subject, "body": body}
    _, is_new = Message.objects.get_or_create(key=key, defaults=row)
    if is_new:
        _wake()
    return is_new


def post_set(messages: Iterable[Message]) -> int:
    """Write many unsaved messages in one statement, each once a key; how many were given."""
    posted = list(messages)
    Message.objects.bulk_create(posted, ignore_conflicts=True)
    if posted:
        _wake()
    return len(posted)


def _wake() -> None:
    from recordings_gov.notifications.tasks import send_outbox  # it imports us

    wake(send_outbox)


def send_due() -> int:
    """Send what is due, each row leased first; how many went out."""
    sent = 0
    for _ in range(AT_ONCE):
        message = _taken()
        if message is None:
            break
        sent += _sent(message)
    return sent


def _taken() -> Message | None:
    with transaction.atomic():
        rows = Message.objects.due().order_by("send_after", "pk")
        skip = connection.features.has_select_for_update_skip_locked
        message: Message | None = rows.select_for_update(skip_locked=skip).first()
        if message:
            message.lease()
        return message


def _sent(message: Message) -> int:
    if message.is_worn_out:
        message.give_up("every worker that tried ended before it was sent")
        return 0
    if not message.to.email or not message.to.is_active:
        message.give_up("no address, or the account is closed")
        return 0
    try:
        send_mail(message.subject, message.body, None, [message.to.email])
    except (SMTPException, OSError) as error:
        logger.warning("message %s not sent: %s", message.pk, type(error).__name__)
        message.failed(type(error).__name__)
        return 0
    message.sent()
    return 1

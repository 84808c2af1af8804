"""Waking a worker: a courtesy that may fail, because every job also comes round by the schedule."""

import logging
import time

from celery import Task
from django.db import transaction

logger = logging.getLogger("recordings_gov.jobs")
QUIET_SECONDS = 30


class _Broker:
    """How this process fares with the broker: after a failure it is left alone for a while.

    A broker that hangs costs one request two seconds (``socket_timeout``), not each of them.
    """

    quiet_until = 0.0


def wake(task: Task) -> None:
    """Have ``task`` run soon after the caller's transaction commits; never raises, never keeps a lock."""
    transaction.on_commit(lambda: send(task), robust=True)


def send(task: Task) -> bool:
    """Send the message now; False when the broker does not take it, and the schedule must."""
    if time.monotonic() < _Broker.quiet_until:
        return False
    try:
        task.apply_async(retry=True, retry_policy={"max_retries": 0})
    except Exception as error:  # noqa: BLE001  whatever the broker's client raises, the act itself is saved
        _Broker.quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning(
            "the broker takes no message (%s): %s waits for its schedule", type(error).__name__, task.name
        )
        return False
    return True

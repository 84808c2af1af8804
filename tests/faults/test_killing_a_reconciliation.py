"""A worker that takes over a library's export is killed half way: nothing is half done, the next does it."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from celery import Task
from django.db import connection, transaction

from consent.models import ImportStatus, LibraryImport, LibraryItem, LibraryRow, Mismatch
from consent.tasks import take_library_exports
from recordings_gov.accounts.models import Department, User
from recordings_gov.launch.children import until
from tests.consent.library_exports import brought, export, image
from tests.servers.worker import running_worker

IMAGES = 50
WAITING = """
SELECT COUNT(*) FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
WHERE relname = 'consent_mismatch' AND NOT granted
"""
Send = Callable[[Task], None]


def is_held_up() -> bool:
    """Whether the worker has laid the rows over, and waits to write what differs."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def is_taken() -> bool:
    return LibraryImport.objects.filter(status=ImportStatus.TAKEN).exists()


@pytest.mark.fault
def test_a_killed_worker_leaves_the_export_whole_for_the_next_one(
    house: dict[str, str], send: Send, media_studio: User, department: Department
) -> None:
    rows: list[Any] = [image(f"L-{number}", f"DSC_{number}.jpg") for number in range(IMAGES)]
    made = brought(media_studio, department, export(*rows))
    made.confirm(by=media_studio)
    with (
        running_worker(house, concurrency=1) as worker,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("LOCK TABLE consent_mismatch IN EXCLUSIVE MODE")
        send(take_library_exports)
        assert until(is_held_up, 60), worker.log.read_text()
        worker.signal(signal.SIGKILL)
    made.refresh_from_db()
    assert made.status == ImportStatus.CONFIRMED
    assert (LibraryItem.objects.count(), LibraryRow.objects.count(), Mismatch.objects.count()) == (
        0,
        IMAGES,
        0,
    )
    with running_worker(house, concurrency=1) as worker:
        send(take_library_exports)
        assert until(is_taken, 60), worker.log.read_text()
    assert (LibraryItem.objects.count(), LibraryRow.objects.count()) == (IMAGES, 0)
    assert Mismatch.objects.standing().filter(kind="no_form").count() == IMAGES

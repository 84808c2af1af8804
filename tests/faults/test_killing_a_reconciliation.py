"""A worker dies while it checks or takes over an export: nothing is half done, the next does it."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from celery import Task
from django.db import connection, transaction

from consent.models import ImportStatus, LibraryCheck, LibraryImport, LibraryItem, LibraryRow, Mismatch
from consent.reconciling import checking
from consent.tasks import check_library_exports, take_library_exports
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.launch.children import until
from tests.consent.library_exports import brought, export, image
from tests.servers.worker import running_worker

IMAGES = 50
WAITING = """
SELECT COUNT(*) FROM pg_locks JOIN pg_class ON pg_class.oid = pg_locks.relation
WHERE relname = %s AND NOT granted
"""
Send = Callable[[Task], None]


def is_held_up(table: str) -> bool:
    """Whether the worker has come as far as to wait for this table."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [table])
        return bool(cursor.fetchone()[0])


def has_come_to(status: ImportStatus) -> bool:
    return LibraryImport.objects.filter(status=status).exists()


def killed_at(table: str, job: Task, send: Send, house: dict[str, str]) -> None:
    """A worker that dies when it is about to write into a table."""
    with (
        running_worker(house, concurrency=1) as worker,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        send(job)
        assert until(lambda: is_held_up(table), 60), worker.log.read_text()
        worker.signal(signal.SIGKILL)


def kept() -> tuple[int, int, int]:
    return LibraryItem.objects.count(), LibraryRow.objects.count(), Mismatch.objects.count()


@pytest.mark.fault
def test_a_killed_worker_leaves_the_export_whole_for_the_next_one(
    house: dict[str, str], send: Send, media_studio: User, department: Department, monkeypatch: Any
) -> None:
    monkeypatch.setattr(checking, "SMALL", 0)
    rows: list[Any] = [image(f"L-{number}", f"DSC_{number}.jpg") for number in range(IMAGES)]
    made = brought(media_studio, department, export(*rows))
    killed_at("consent_libraryrow", check_library_exports, send, house)
    assert (LibraryCheck.objects.get().tries, kept()) == (1, (0, 0, 0))
    checking.check_brought()
    assert has_come_to(ImportStatus.BROUGHT)
    LibraryCheck.objects.update(until=clock.now())
    checking.check_brought()
    made.refresh_from_db()
    made.confirm(by=media_studio)
    killed_at("consent_mismatch", take_library_exports, send, house)
    made.refresh_from_db()
    assert (made.status, kept()) == (ImportStatus.CONFIRMED, (0, IMAGES, 0))
    with running_worker(house, concurrency=1) as worker:
        send(take_library_exports)
        assert until(lambda: has_come_to(ImportStatus.TAKEN), 60), worker.log.read_text()
    assert (LibraryItem.objects.count(), LibraryRow.objects.count()) == (IMAGES, 0)
    assert Mismatch.objects.standing().filter(kind="no_form").count() == IMAGES

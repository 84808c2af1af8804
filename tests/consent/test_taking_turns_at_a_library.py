"""Jobs of the library: one at a time, none waits for another, and a million images are time enough."""

import threading
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from consent import tasks
from consent.models import ImportStatus
from consent.reconciling import comparing
from recordings_gov import clock
from tests.consent.library_exports import brought, export, image


@pytest.mark.fault
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite takes one writer at a time: there is no row lock to prove",
)
@pytest.mark.django_db(transaction=True)
def test_a_second_worker_leaves_a_library_that_another_is_taking_over(
    media_studio: Any, department: Any
) -> None:
    made = brought(media_studio, department, export(image("L-1")))
    made.confirm(by=media_studio)
    has_it, may_end = threading.Event(), threading.Event()

    def first() -> None:
        comparing._known(department)
        with transaction.atomic():
            assert comparing._locked(department) is not None
            has_it.set()
            may_end.wait(timeout=5)
        connection.close()

    worker = threading.Thread(target=first)
    worker.start()
    assert has_it.wait(timeout=30)
    assert comparing.take_confirmed(clock.today()) == 0
    may_end.set()
    worker.join()
    made.refresh_from_db()
    assert made.status == ImportStatus.CONFIRMED
    comparing.take_confirmed(clock.today())
    made.refresh_from_db()
    assert made.status == ImportStatus.TAKEN


def test_jobs_of_a_whole_library_have_longer_but_never_so_long_that_another_gets_them() -> None:
    for task in (tasks.check_library_exports, tasks.take_library_exports, tasks.reconcile_library):
        assert task.time_limit > settings.CELERY_TASK_TIME_LIMIT
        assert task.time_limit < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

"""The database goes away, refuses the event log, or is held: 503 in plain words, and nothing half done."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from recordings_gov.audit.models import Event
from recordings_gov.launch.children import until
from recordings_gov.notes.models import HealthRecordNote
from tests.faults.visitor import Answer, Visitor
from tests.servers.database import as_owner
from tests.servers.postgres import Postgres

pytestmark = pytest.mark.django_db(transaction=True)


def is_plain(answer: Answer) -> bool:
    """Words for a person: nothing of Python, SQL or the database."""
    return not any(word in answer.text for word in ("Traceback", "psycopg", "sqlite3", "Error", "SELECT"))


@pytest.mark.fault
def test_a_restarted_postgresql_costs_a_wait_and_no_session(
    note: HealthRecordNote, cluster: Postgres, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    path = f"/notes/{note.reference}/reword/"
    form = visitor.form(path, text="Typed before the restart.")
    cluster.stop()

    away = visitor.post(path, form)
    assert away.status == 503
    assert away.retry_after
    assert is_plain(away)
    assert visitor.get("/readyz").status == 503
    assert Visitor(service).get("/healthz").status == 200

    cluster.start()
    assert until(lambda: visitor.get("/readyz").status == 200, 30)
    assert visitor.post(path, form).status == 302
    note.refresh_from_db()
    assert note.text == "Typed before the restart."


@pytest.mark.fault
@pytest.mark.on_sqlite
def test_without_the_event_log_nothing_is_done_and_nothing_is_shown(
    note: HealthRecordNote, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    path = f"/notes/{note.reference}/reword/"
    form = visitor.form(path, text="This must not be kept.")
    before = note.history.count()
    with unwritable_log():
        refused = visitor.post(path, form)
        unseen = visitor.get(note.get_absolute_url())
    assert refused.status >= 500
    assert is_plain(refused)
    assert unseen.status >= 500
    assert note.text not in unseen.text
    note.refresh_from_db()
    assert note.text == "The explanation was recorded."
    assert note.history.count() == before
    assert visitor.post(path, form).status == 302
    assert Event.objects.about(note).filter(action="healthrecordnote.reword").count() == 1


@contextmanager
def unwritable_log() -> Iterator[None]:
    """The application's role may not insert events; on SQLite, which has no roles, a trigger refuses."""
    if connection.vendor == "postgresql":
        off = "REVOKE INSERT ON audit_event FROM recordings_app"
        on = "GRANT INSERT ON audit_event TO recordings_app"
    else:
        off = "CREATE TRIGGER full BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'full'); END"
        on = "DROP TRIGGER full"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(off)
    try:
        yield
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(on)


@pytest.mark.fault
@pytest.mark.on_sqlite
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many writers")
def test_a_writer_waits_its_turn(note: HealthRecordNote, service: str) -> None:
    visitor = Visitor(service, "radiographer")
    form = visitor.form(f"/notes/{note.reference}/reword/", text="After the other writer.")
    with held_for(3):
        assert visitor.post(f"/notes/{note.reference}/reword/", form).status == 302


@pytest.mark.long_fault
@pytest.mark.on_sqlite
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has many writers")
def test_a_writer_that_holds_too_long_costs_a_retry_and_no_words(
    note: HealthRecordNote, service: str
) -> None:
    visitor = Visitor(service, "radiographer")
    path = f"/notes/{note.reference}/reword/"
    form = visitor.form(path, text="Kept at the second try.")
    with held_for(25):
        waited = visitor.post(path, form)
    assert waited.status == 503
    assert waited.retry_after
    assert is_plain(waited)
    assert visitor.post(path, form).status == 302
    note.refresh_from_db()
    assert note.text == "Kept at the second try."


@contextmanager
def held_for(seconds: float) -> Iterator[None]:
    """Another process's transaction keeps the one writer's place meanwhile."""
    holds = threading.Event()
    address: Any = connection.settings_dict["NAME"]

    def hold() -> None:
        other = sqlite3.connect(address, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        holds.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    holds.wait(10)
    try:
        yield
    finally:
        holder.join()

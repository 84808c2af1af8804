"""Real processes on servers that a fault may hurt: a Redis of the test's own, the suite's PostgreSQL."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Task
from django.db import connection

from recordings_gov.audit.acting import acting_as
from recordings_gov.celery import app
from recordings_gov.launch.broker import OwnRedis
from recordings_gov.notes.models import HealthRecordNote
from tests.servers.database import url_of_the_test_database
from tests.servers.plugin import CLUSTER
from tests.servers.postgres import Postgres
from tests.servers.redis import running_redis
from tests.servers.web import running_web


@pytest.fixture
def broker() -> Iterator[OwnRedis]:
    """A Redis that this test alone uses, and may stop, freeze or empty."""
    with running_redis(keeps_data=True) as server:
        yield server


@pytest.fixture
def house(process_environment: dict[str, str], broker: OwnRedis, tmp_path: Path) -> dict[str, str]:
    """The environment of web and worker processes: this test's database, broker and folder of e-mails."""
    return process_environment | {
        "REDIS_URL": broker.url,
        "DATA_DIR": str(tmp_path),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    }


@pytest.fixture
def mails(tmp_path: Path) -> Callable[[], list[str]]:
    """``mails()``: the text of each e-mail that any process has sent."""

    def sent() -> list[str]:
        files = sorted((tmp_path / "emails").glob("*.log"))
        whole = "\n".join(file.read_text() for file in files)
        return [part for part in whole.split("-" * 79) if "Subject:" in part]

    return sent


@pytest.fixture
def send(broker: OwnRedis) -> Callable[[Task], None]:
    """``send(task)``: as beat or a request would, through this test's broker."""

    def send_it(task: Task) -> None:
        with app.connection_for_write(broker.url) as line:
            task.apply_async(connection=line)

    return send_it


@pytest.fixture
def cluster(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[Postgres]:
    """The suite's PostgreSQL, to be stopped and started; skipped on SQLite. It runs again afterwards."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is no server")
    server = request.config.stash[CLUSTER]
    connection.close()
    yield server
    if not server.child.is_running:
        server.start()
    connection.close()


@pytest.fixture(scope="module")
def service(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A real web server on the suite's database, for the stories of one file that do not hurt it."""
    with django_db_blocker.unblock():
        address = url_of_the_test_database()
        connection.close()
    settings = {"DJANGO_SETTINGS_MODULE": "recordings_gov.settings.test", "DATABASE_URL": address}
    with running_web(os.environ | settings) as web:
        yield web.url


@pytest.fixture
def note(radiographer: Any, department: Any, patient: Any) -> HealthRecordNote:
    """A drafted note that may be reworded and filed."""
    with acting_as(radiographer):
        drafted = HealthRecordNote(
            kind="request",
            about_type="consent.consentform",
            about_reference="CF-0000-0000-0",
            department=department,
            patient=patient,
            text="The explanation was recorded.",
            written_by=radiographer,
        )
        drafted.save()
    return drafted

"""The test database: made and flushed by the owner role, used by the application's role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from tests.servers.triggers import triggers_resting


@contextmanager
def as_owner(database: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """The default connection belongs to the owner role meanwhile; on SQLite there is only one role."""
    owner = urlsplit(os.environ.get("DATABASE_OWNER_URL", ""))
    if not owner.username:
        yield
        return
    settings = database.settings_dict
    application = {name: settings[name] for name in ("USER", "PASSWORD")}
    database.close()
    settings |= {"USER": unquote(owner.username), "PASSWORD": unquote(owner.password or "")}
    try:
        yield
    finally:
        database.close()
        settings |= application


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Migrations run as the owner role, tests as the application's; a flush is the owner's work."""
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=request.config.option.verbose, interactive=False)
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_as_owner(case: TransactionTestCase) -> None:
        with as_owner(), triggers_resting(connection):
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_as_owner)
        yield
    with django_db_blocker.unblock(), as_owner():
        teardown_databases(made, verbosity=request.config.option.verbose)


def url_of_the_test_database() -> str:
    """DATABASE_URL for another process that is to work on this test's database."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    person = f"{quote(settings['USER'])}:{quote(settings['PASSWORD'])}"
    return f"postgresql://{person}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@pytest.fixture
def process_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a real worker or web process that shares this test's database and broker."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    return given | {
        "DJANGO_SETTINGS_MODULE": "recordings_gov.settings.test",
        "DATABASE_URL": url_of_the_test_database(),
    }

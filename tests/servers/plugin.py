"""Starts the suite's own servers before Django reads its settings, and stops them at the end.

Loaded by ``-p tests.servers.plugin``. Redis always runs; PostgreSQL when
``RECORDINGS_GOV_TEST_DATABASE=postgresql``. Whatever DATABASE_URL, DATABASE_OWNER_URL,
REDIS_URL or DATA_DIR said before, the suite never touches it.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.servers import parts
from tests.servers.folders import own_folder
from tests.servers.postgres import Postgres, running_postgres
from tests.servers.redis import running_redis

CHOICE = "RECORDINGS_GOV_TEST_DATABASE"
SERVERS = pytest.StashKey[ExitStack]()
CLUSTER = pytest.StashKey[Postgres]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--part``: which part of ``make test`` this run is."""
    parser.getgroup("recordings_gov").addoption(
        "--part", choices=parts.PARTS, help="run the tests of this part of the whole suite alone"
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Servers first, then Django's settings, then everything else."""
    chosen = os.environ.get(CHOICE) or "sqlite"
    if chosen not in parts.PARTS:
        raise pytest.UsageError(f"{CHOICE} is {chosen!r}: it may be {' or '.join(parts.PARTS)}")
    servers = early_config.stash[SERVERS] = ExitStack()
    early_config.add_cleanup(servers.close)
    folder = servers.enter_context(own_folder("suite"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "RECORDINGS_GOV_NOW"):
        os.environ.pop(name, None)
    os.environ["SUITE_DIR"] = os.environ["DATA_DIR"] = str(folder)
    os.environ["REDIS_URL"] = servers.enter_context(running_redis()).url
    if chosen == "postgresql":
        cluster = early_config.stash[CLUSTER] = servers.enter_context(running_postgres())
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = cluster.url, cluster.owner_url
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Registered this late, our ``django_db_setup`` comes after pytest-django's and replaces it."""
    from tests.servers import database  # after Django has its settings

    config.pluginmanager.register(database, "recordings-gov-database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this part of the suite does not run."""
    parts.choose(config, items)


def pytest_report_header() -> str:
    """Say which database the suite runs on."""
    return f"database: {os.environ.get(CHOICE) or 'sqlite'} (the suite's own)"

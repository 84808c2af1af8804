"""Where the records are: SQLite in a file by default, PostgreSQL by ``DATABASE_URL``."""

import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA recursive_triggers=ON;"
        "PRAGMA cache_size=-20000;"
    ),
}
POSTGRESQL_OPTIONS = {"connect_timeout": 3, "options": "-c statement_timeout=30000 -c lock_timeout=10000"}


class DatabaseAddressWrong(ValueError):
    """``DATABASE_URL`` cannot be read as the address of a PostgreSQL or SQLite database."""


def address(url: str) -> dict[str, Any]:
    """Django's settings for one database URL; raises DatabaseAddressWrong."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        raise DatabaseAddressWrong("DATABASE_URL is not a database address") from error
    engine = found["ENGINE"].rsplit(".", 1)[-1]
    if engine == "sqlite3":
        found["OPTIONS"] = dict(SQLITE_OPTIONS)
    elif engine == "postgresql":
        found["OPTIONS"] = POSTGRESQL_OPTIONS | found.get("OPTIONS", {})
    else:
        raise DatabaseAddressWrong("DATABASE_URL must begin with postgresql:// or sqlite:///")
    return found


def from_environment(data_dir: Path) -> dict[str, dict[str, Any]]:
    """``DATABASES``: from DATABASE_URL or the file in ``data_dir``; to migrate, from DATABASE_OWNER_URL."""
    owner = os.environ.get("DATABASE_OWNER_URL") if sys.argv[1:2] == ["migrate"] else ""
    url = owner or os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'recordings.sqlite3'}"
    return {"default": address(url)}

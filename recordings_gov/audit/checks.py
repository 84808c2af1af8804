"""Reads the database's own settings back: an option in the wrong place silently does nothing."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

EXPECTED_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1}


@register(Tags.database)
def sqlite_keeps_what_it_acknowledged(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """SQLite must write ahead, sync fully and fire triggers on replaced rows."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            for pragma, expected in EXPECTED_PRAGMAS.items():
                cursor.execute(f"PRAGMA {pragma}")
                value = cursor.fetchone()[0]
                if value != expected:
                    found.append(Error(f"SQLite {pragma} is {value!r}, not {expected!r}.", id="audit.E001"))
    return found

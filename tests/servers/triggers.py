"""Empties a test database although its audit tables refuse it: triggers rest, then stand again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

STATES = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}


@contextmanager
def triggers_resting(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Every trigger of the schema is off inside the block and exactly as before after it."""
    off, on = _sqlite(database) if database.vendor == "sqlite" else _postgresql(database)
    _run(database, off)
    try:
        yield
    finally:
        _run(database, on)


def _sqlite(database: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    found = _rows(database, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    off = [f'DROP TRIGGER "{name}"' for name, _ in found]
    return off, [
        definition.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1) for _, definition in found
    ]


def _postgresql(database: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    found = _rows(
        database,
        "SELECT tgrelid::regclass::text, quote_ident(tgname), tgenabled FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgenabled <> 'D' ORDER BY 1, 2",
    )
    off = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name, _ in found]
    return off, [f"ALTER TABLE {table} {STATES[state]} TRIGGER {name}" for table, name, state in found]


def _rows(database: BaseDatabaseWrapper, query: str) -> list[tuple[str, ...]]:
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _run(database: BaseDatabaseWrapper, statements: list[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

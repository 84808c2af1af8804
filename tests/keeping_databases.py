"""A whole database as it was once, put back in a moment: the demonstration that every story begins with.

Loading it by its verbs takes seconds, and a run tells fifty stories. The first story of a run loads it; the
others find the same rows under the same keys, by the database's own copying and nothing of ours.
"""

import sqlite3
from collections.abc import Callable
from typing import Any, LiteralString

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg import sql

from tests.servers.database import as_owner
from tests.servers.triggers import triggers_resting


class KeptDatabase:
    """What ``make`` left in a database that was empty; put back into one that is empty again."""

    def __init__(self, make: Callable[[], Any]) -> None:
        make()
        self._kept: Any = _copied_file() if connection.vendor == "sqlite" else _copied_tables()

    def put_back(self) -> None:
        """The database is as it was, whatever the flush before has written into it."""
        if connection.vendor == "sqlite":
            self._kept.backup(_sqlite())
        else:
            _fill_tables(self._kept)
        ContentType.objects.clear_cache()


def _sqlite() -> sqlite3.Connection:
    connection.ensure_connection()
    found: sqlite3.Connection = connection.connection
    return found


def _copied_file() -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    _sqlite().backup(kept)
    return kept


def _copied_tables() -> dict[str, bytes]:
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "django_migrations":
                continue
            with cursor.copy(_about(table, "COPY {table} TO STDOUT (FORMAT binary)")) as rows:
                tables[table] = b"".join(bytes(part) for part in rows)
    return tables


def _fill_tables(tables: dict[str, bytes]) -> None:
    """Keys point to one another, so all of it is one transaction, whose end checks them."""
    filled = [_about(table, "SELECT {name} WHERE EXISTS (SELECT FROM {table})") for table in tables]
    with as_owner(), triggers_resting(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(filled))
        for (table,) in cursor.fetchall():
            cursor.execute(_about(table, "DELETE FROM {table}"))
        for table, rows in tables.items():
            with cursor.copy(_about(table, "COPY {table} FROM STDIN (FORMAT binary)")) as sink:
                sink.write(rows)
        for says in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(says)


def _about(table: str, says: LiteralString) -> sql.Composed:
    return sql.SQL(says).format(table=sql.Identifier(table), name=sql.Literal(table))

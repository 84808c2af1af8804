"""Triggers that keep a publication lock shut on both databases, whoever is at the door. Rules: R-171."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

TABLES = ("consent_recording", "consent_picture")
COLUMN = "publish_locked_at"

_FUNCTION = """
CREATE OR REPLACE FUNCTION consent_lock_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is locked for good', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
_RUN = "EXECUTE FUNCTION consent_lock_stays()"


def install(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Make the triggers anew where their tables are: a rebuilt SQLite table loses its own."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        tables = [table for table in TABLES if table in present and _has_column(connection, cursor, table)]
        if connection.vendor == "postgresql" and tables:
            cursor.execute(_FUNCTION)
        for table in tables:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def _has_column(connection: Any, cursor: Any, table: str) -> bool:
    """A migration half way may not have reached the column."""
    described = connection.introspection.get_table_description(cursor, table)
    return any(column.name == COLUMN for column in described)


def _statements(vendor: str, table: str) -> list[str]:
    stays, gone, again = (f"{table}_lock_{name}" for name in ("stays", "not_deleted", "not_replaced"))
    if vendor == "postgresql":
        changed = f"OLD.{COLUMN} IS NOT NULL AND NEW.{COLUMN} IS DISTINCT FROM OLD.{COLUMN}"
        return [
            *_postgresql(table, stays, f"UPDATE ON {table} FOR EACH ROW WHEN ({changed})"),
            *_postgresql(table, gone, f"DELETE ON {table} FOR EACH ROW WHEN (OLD.{COLUMN} IS NOT NULL)"),
            *_postgresql(table, f"{table}_lock_not_truncated", f"TRUNCATE ON {table} FOR EACH STATEMENT"),
        ]
    changed = f"OLD.{COLUMN} IS NOT NULL AND NEW.{COLUMN} IS NOT OLD.{COLUMN}"
    # SQLite writes one row over another without a word to a trigger on deleting.
    locked = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id AND {COLUMN} IS NOT NULL)"  # noqa: S608  ours
    return [
        *_sqlite(table, stays, f"UPDATE ON {table} FOR EACH ROW WHEN {changed}"),
        *_sqlite(table, gone, f"DELETE ON {table} FOR EACH ROW WHEN OLD.{COLUMN} IS NOT NULL"),
        *_sqlite(table, again, f"INSERT ON {table} FOR EACH ROW WHEN {locked}"),
    ]


def _postgresql(table: str, name: str, when: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {when} {_RUN}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]


def _sqlite(table: str, name: str, when: str) -> list[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} is locked for good')"
    return [f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} BEFORE {when} BEGIN {refuse}; END"]

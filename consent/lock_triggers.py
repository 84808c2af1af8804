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
    name = f"{table}_lock_stays"
    if vendor == "postgresql":
        changed = f"OLD.{COLUMN} IS NOT NULL AND NEW.{COLUMN} IS DISTINCT FROM OLD.{COLUMN}"
        return [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) {_RUN}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    changed = f"OLD.{COLUMN} IS NOT NULL AND NEW.{COLUMN} IS NOT OLD.{COLUMN}"
    refuse = f"SELECT RAISE(ABORT, '{table} is locked for good')"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN {changed} BEGIN {refuse}; END",
    ]

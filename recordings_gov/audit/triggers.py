"""Triggers that keep what is written once insert-only on both databases, whoever is at the door."""

from django.db import DEFAULT_DB_ALIAS, connections

TABLES = ["audit_event", "audit_payload"]
"""The event log, and what other rooms guard in the same way."""

_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$;
"""


_RUN = "EXECUTE FUNCTION audit_insert_only()"


def guard(table: str) -> None:
    """Keep this table insert-only, too; called where its model is written."""
    if table not in TABLES:
        TABLES.append(table)


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the triggers anew where their tables are; harmless when repeated."""
    connection = connections[using]
    tables = [table for table in TABLES if table in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for table in tables:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def remove(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers away: only a test database is ever emptied."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def names(vendor: str, table: str) -> list[str]:
    """The triggers that belong on a table."""
    if vendor == "postgresql":
        return [f"{table}_insert_only", f"{table}_no_truncate"]
    return [f"{table}_no_update", f"{table}_no_delete"]


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The triggers that ought to be there and are not."""
    connection = connections[using]
    wanted = [name for table in TABLES for name in names(connection.vendor, table)]
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in found]


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        rows, whole = names(vendor, table)
        return [
            f"DROP TRIGGER IF EXISTS {rows} ON {table}",
            f"DROP TRIGGER IF EXISTS {whole} ON {table}",
            f"CREATE TRIGGER {rows} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {_RUN}",
            f"CREATE TRIGGER {whole} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {_RUN}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {rows}",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {whole}",
        ]
    update, delete = names(vendor, table)
    refuse = f"SELECT RAISE(ABORT, '{table} is insert-only')"
    return [
        f"DROP TRIGGER IF EXISTS {update}",
        f"DROP TRIGGER IF EXISTS {delete}",
        f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} BEGIN {refuse}; END",
    ]

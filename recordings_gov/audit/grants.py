"""On PostgreSQL the application is a second role: it adds to the audit tables and never changes them."""

import os

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, connections

from recordings_gov.audit.triggers import TABLES


def apply(using: str = DEFAULT_DB_ALIAS) -> None:
    """Run by the owner after a migrate: what the role of DATABASE_URL may do in this schema."""
    connection = connections[using]
    role = dj_database_url.parse(os.environ.get("DATABASE_URL") or "sqlite://").get("USER", "")
    if connection.vendor != "postgresql" or not role or role == connection.settings_dict["USER"]:
        return
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in TABLES:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {name}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {name}")

"""The audit room: governed records, the event log of changes and readings."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def guard(using: str, **_: Any) -> None:
    """Put triggers and grants back after every migrate: a rebuilt SQLite table loses its triggers."""
    from recordings_gov.audit import grants, triggers

    triggers.install(using)
    grants.apply(using)


class AuditConfig(AppConfig):
    """Installs the triggers once the tables are there."""

    name = "recordings_gov.audit"
    label = "audit"

    def ready(self) -> None:
        """Watch migrations and check the database's own settings."""
        from recordings_gov.audit import checks  # noqa: F401

        post_migrate.connect(guard, sender=self)

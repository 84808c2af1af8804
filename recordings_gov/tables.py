"""Many tables of one app in one operation of a migration: its models are built once, not once a table."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """The same as its ``CreateModel`` operations one after another, in a fraction of the time.

    After each ``CreateModel`` Django builds anew every model that is related to it, which here is nearly all
    of them: a hundred tables are ten thousand models. The state is written first, and the models are built
    from it when the first table needs them (docs/adr/0065).
    """

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the models to the state; what Django had built from it is built anew when it is asked for."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables in their order."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the tables, the last first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What ``manage.py migrate --plan`` prints."""
        return f"Create {len(self.tables)} tables"

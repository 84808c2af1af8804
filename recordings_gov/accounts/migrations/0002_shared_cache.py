"""The table of the shared cache: the limiter of sign-in attempts must not depend on Redis."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create it where it is missing."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Runs once; Django's own command is harmless when repeated."""

    dependencies = [("accounts", "0001_start")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]

"""``manage.py load_demonstration``: the fictional department; never under production settings."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recordings_gov.demonstration.loading import load


class Command(BaseCommand):
    """Made through the verbs by the demonstration people; safe to repeat."""

    help = "Load the fictional demonstration department"

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse in production, then load."""
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration is never loaded under production settings.")
        load()
        if options["verbosity"]:
            self.stdout.write("The demonstration department is loaded.")

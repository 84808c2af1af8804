"""Print for what a recording may be used in each situation, why, and by which rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consent.using.table import lines


class Command(BaseCommand):
    """Prints each situation with each use; ends with an error where a cell is empty."""

    help = "Print for what a recording may be used in each situation, why, and by which rules."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """The whole table."""
        try:
            for line in lines():
                self.stdout.write(line)
        except ValueError as error:
            raise CommandError(str(error)) from error

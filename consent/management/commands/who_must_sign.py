"""``manage.py who_must_sign``: the signing decision as a table to read."""

from typing import Any

from django.core.management.base import BaseCommand

from consent.signing.table import lines


class Command(BaseCommand):
    """Prints each situation with who signs, for what, why, and the rules."""

    help = "Print who must sign in each situation, for which uses, why, and by which rules."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """The whole table."""
        for line in lines():
            self.stdout.write(line)

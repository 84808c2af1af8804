"""``manage.py outcomes``: how a request may end, the whole table."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app import outcome_table


class Command(BaseCommand):
    """Prints the table; the exit code is 1 where nothing could honestly be chosen. Rules: R-021, R-039."""

    help = "Print every situation with the outcomes that may honestly be chosen in it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--json`` for machines: each cell by itself."""
        parser.add_argument("--json", action="store_true", help="print JSON, for machines")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print first, then complain."""
        if options["json"]:
            self.stdout.write(json.dumps(outcome_table.as_data(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(outcome_table.as_text()))
        empty = outcome_table.empty_cells()
        if empty:
            raise CommandError(
                f"In {len(empty):,} situations nothing can be chosen, such as {empty[0].facts}."
            )

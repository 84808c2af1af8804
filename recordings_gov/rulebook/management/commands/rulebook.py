"""``manage.py rulebook``: rule, code and tests side by side; fails where they disagree."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recordings_gov import rulebook
from recordings_gov.rulebook.checking import Proof, check
from recordings_gov.rulebook.citing import mentions_in
from recordings_gov.rulebook.evidence import known_tests
from recordings_gov.rulebook.reporting import as_data, as_text


class Command(BaseCommand):
    """Prints the rulebook; the exit code is 1 where rulebook, code and tests disagree."""

    help = "Print every rule with the code that keeps it and the tests that prove it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--json`` for machines; another book or folder for trying a change out."""
        parser.add_argument("--json", action="store_true", help="print JSON, for machines")
        parser.add_argument("--book", type=Path, default=rulebook.FILE, help="another rulebook.toml")
        parser.add_argument(
            "--root", type=Path, default=settings.BASE_DIR, help="another folder with code and tests"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Print first, then complain: whoever repairs a fault wants to see the rule."""
        root: Path = options["root"].resolve()
        try:
            book = rulebook.load(options["book"])
        except (rulebook.RulebookError, OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        citations, unreadable = known_tests(root)
        proof = Proof.of(book, citations)
        if options["json"]:
            self.stdout.write(json.dumps(as_data(book, proof), indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(as_text(book, proof)))
        findings = check(book, citations, unreadable, mentions_in(root), root)
        for warning in findings.warnings:
            self.stderr.write(f"Look at this: {warning}")
        if findings.faults:
            faults = "\n".join(findings.faults)
            raise CommandError(f"Rulebook, code and tests disagree:\n{faults}")

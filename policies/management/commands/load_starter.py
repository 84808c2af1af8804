"""``manage.py load_starter``: sources, the starter policy and leaflet, as drafts to adapt."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from policies.starter import loading
from policies.starter.loading_leaflets import draft_starter_leaflets
from recordings_gov.accounts.models import Department, User


class Command(BaseCommand):
    """What a production start begins with: nothing is in force yet. Rules: R-007."""

    help = "Load the starter policy and leaflet as drafts"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who drafts, and for which department."""
        parser.add_argument("--by", required=True, help="user name of the governance lead who drafts")
        parser.add_argument(
            "--department", required=True, help="short name of the department, as in its address"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft what is not there yet; a second run changes nothing."""
        by = User.objects.filter(username=options["by"], is_active=True).first()
        department = Department.objects.filter(slug=options["department"]).first()
        if by is None or department is None:
            raise CommandError("There is no such person or department.")
        if not by.can("policy.draft"):
            raise CommandError(f"{by} may not draft policies.")
        with transaction.atomic():
            loading.load_sources(by)
            version = loading.draft_starter_policy(by, department)
            drafts = draft_starter_leaflets(by, department)
        self.stdout.write(
            f"Policy version {version.reference} and {len(drafts)} leaflet editions are there, as drafts."
        )

"""``manage.py add_department``: a department, and its site when it is the first there."""

from argparse import ArgumentParser
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from recordings_gov.accounts.models import Department, Site
from recordings_gov.accounts.models.place import Nation
from recordings_gov.audit.acting import acting_as


class Command(BaseCommand):
    """How a production start gets its first department."""

    help = "Add a department"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it is and what it is called."""
        parser.add_argument("site", help="name of the hospital")
        parser.add_argument("name", help="name of the department")
        parser.add_argument("slug", help="short name in small letters, for addresses and commands")
        parser.add_argument("--nation", choices=Nation.values, default=Nation.ENGLAND)
        parser.add_argument("--opens", type=time.fromisoformat, default=time(8))
        parser.add_argument("--closes", type=time.fromisoformat, default=time(17))

    def handle(self, *args: Any, **options: Any) -> None:
        """Add it; what is out of form is said in words."""
        try:
            with transaction.atomic(), acting_as(None, job="manage.py add_department"):
                site = Site.objects.filter(name=options["site"]).first()
                if site is None:
                    opens, closes = options["opens"], options["closes"]
                    site = Site(
                        name=options["site"], nation=options["nation"], opens_at=opens, closes_at=closes
                    )
                    site.save()
                Department(site=site, name=options["name"], slug=options["slug"]).save()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{options['name']} at {site} is there.")

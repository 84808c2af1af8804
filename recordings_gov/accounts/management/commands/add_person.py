"""``manage.py add_person``: an account with one role; a second run adds another role."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from recordings_gov.accounts.models import Department, Membership, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as


class Command(BaseCommand):
    """How a production start gets its first people. The password is asked for, never an argument."""

    help = "Add a person, or another role of a person"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, in which role, and where."""
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--name", default="", help="as shown to others")
        parser.add_argument("--email", default="")
        parser.add_argument("--department", default="", help="short name; without it the role is Trust-wide")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add account and role; what is out of form is said in words."""
        try:
            with transaction.atomic(), acting_as(None, job="manage.py add_person"):
                user = User.objects.filter(username=options["username"]).first() or self._made(options)
                Membership(user=user, role=options["role"], department=self._department(options)).save()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{user} is {Role(options['role']).label}.")

    def _made(self, options: dict[str, Any]) -> User:
        if not options["name"]:
            raise CommandError("Say with --name what the person is called.")
        password = getpass.getpass("Password: ")
        validate_password(password)
        return User.objects.create_user(
            options["username"],
            password,
            name=options["name"],
            email=options["email"],
            job_title=str(Role(options["role"]).label),
        )

    def _department(self, options: dict[str, Any]) -> Department | None:
        if not options["department"]:
            return None
        found = Department.objects.filter(slug=options["department"]).first()
        if found is None:
            raise CommandError("There is no such department.")
        return found

"""A person who signs in, and the roles they hold."""

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from recordings_gov import clock
from recordings_gov.accounts.models.place import Department
from recordings_gov.accounts.roles import Grant, Reach, Role, Scope, table
from recordings_gov.audit.models import GovernedRow


class UserManager(BaseUserManager["User"]):
    """Makes people; nobody is ever deleted, only deactivated."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A person with a password that is stored hashed."""
        user = self.model(username=unicodedata.normalize("NFKC", username), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of staff or a student. What they may do follows from their memberships alone."""

    username = models.CharField(max_length=60, unique=True, validators=[ASCIIUsernameValidator()])
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[Any] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> list[tuple[str, int | None]]:
        """Each role held and the department it is held in (None: Trust-wide)."""
        return list(self.memberships.values_list("role", "department_id"))

    def can(self, name: str, record: Any = None, reason: str = "") -> Grant | None:
        """Whether this person may do the named act, to this record if one is given.

        The answer is true only when the act may go ahead; ``reason`` turns a right that needs
        one into a yes. Raises KeyError for an act that is not in the table.
        """
        action = table()[name]
        if not self.is_active:
            return None
        scopes = [
            scope
            for role, department in self.roles
            if (scope := action.cells.get(Role(role))) and self._reaches(scope, department, record)
        ]
        if action.everyone and (record is None or self._owns(record)):
            scopes.append(Scope.OWN)
        return Grant(max(scopes), reason.strip()) if scopes else None

    def _reaches(self, scope: Scope, department: int | None, record: Any) -> bool:
        if scope is not Scope.OWN or record is None or department is None:
            return True
        return getattr(record, "department_id", None) == department or self._owns(record)

    def _owns(self, record: Any) -> bool:
        is_item_of = getattr(record, "is_item_of", None)
        return bool(is_item_of and is_item_of(self))

    def holds(self, name: str) -> bool:
        """Whether any of this person's roles has the act at all, with or without a reason."""
        return self.can(name, reason="asked of the route") is not None

    def reach(self, name: str) -> Reach:
        """How far this act reaches in lists: what ``visible_to`` filters by."""
        action = table()[name]
        held = [(action.cells.get(Role(role)), department) for role, department in self.roles]
        wide = any(scope and (scope is not Scope.OWN or department is None) for scope, department in held)
        departments = frozenset(department for scope, department in held if scope is Scope.OWN and department)
        return Reach(wide and self.is_active, departments, action.everyone)


class Membership(GovernedRow):
    """A role that somebody holds in a department, or Trust-wide."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "department"],
                name="membership_once_a_department",
                condition=Q(department__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user", "role"], name="membership_once_trust_wide", condition=Q(department=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


def display(user: User) -> str:
    """The name that pages show."""
    return user.name

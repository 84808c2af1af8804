"""Something to do about a record, for a person or for a role in a department."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recordings_gov.accounts.models import Department
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow


class TaskQuerySet(GovernedQuerySet):
    """Tasks still to do, and whose they are."""

    def undone(self) -> "TaskQuerySet":
        """Those nobody has done."""
        return self.filter(done_at=None)

    def visible_to(self, user: Any) -> "TaskQuerySet":
        """The person's own tasks and those of the roles they hold."""
        mine = Q(person=user)
        for role, department in user.roles:
            mine |= (
                Q(role=role)
                if department is None
                else Q(role=role, department__in=[department]) | Q(role=role, department=None)
            )
        return self.filter(mine)


class Task(GovernedRow):
    """One thing to do; its unique key makes it exist once however often it is asked for."""

    key = models.CharField(max_length=120, unique=True)
    what = models.CharField(max_length=200)
    about_type = models.CharField(max_length=100)
    about_reference = models.CharField(max_length=20)
    url = models.CharField(max_length=200)
    rule = models.CharField(max_length=5, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    role = models.CharField(max_length=30, choices=Role, blank=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="task_is_for_a_person_or_a_role",
                condition=Q(person__isnull=False) | ~Q(role=""),
                violation_error_message="Say who is to do this",
            ),
            models.CheckConstraint(
                name="task_done_after_it_was_made",
                condition=Q(done_at=None) | Q(done_at__gte=F("created_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["role", "department", "due_on"], name="task_undone", condition=Q(done_at=None)
            ),
            models.Index(fields=["about_type", "about_reference"], name="task_about"),
        ]

    def __str__(self) -> str:
        return self.what

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed undone."""
        return self.done_at is None and self.due_on is not None and self.due_on < today

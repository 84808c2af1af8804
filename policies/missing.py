"""What happens when somebody asks and no policy is in force: the governance lead gets one task."""

from typing import Any

from django.urls import reverse

from policies.models import Direction
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Task


def ask_for_policy(department: Department, by: Any, direction: str = Direction.PATIENTS_RECORD_US) -> Task:
    """One task a department and direction, however often it is asked. Rules: R-007, R-036."""
    key = f"policy-missing:{department.slug}:{direction}"
    existing: Task | None = Task.objects.filter(key=key).first()
    if existing:
        return existing
    task = Task(
        key=key,
        what=f"Bring a policy into force: {department.name}, {Direction(direction).label.lower()}",
        about_type=Department._meta.label_lower,
        about_reference=department.slug[:20],
        url=reverse("policies:list"),
        role=Role.GOVERNANCE_LEAD,
        department=department,
        rule="R-036",
    )
    with acting_as(by):
        task.save()
    return task

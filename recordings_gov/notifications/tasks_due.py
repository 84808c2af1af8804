"""Tasks as home shows them, and the verbs that make and finish them."""

from datetime import date
from typing import Any

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications.models import Task
from recordings_gov.pages.needs import Need

MOST_SHOWN = 50


def tasks_of(user: Any, today: date) -> list[Need]:
    """What waits for this person or one of their roles, earliest first."""
    rows = Task.objects.visible_to(user).undone().order_by("due_on", "pk")[:MOST_SHOWN]
    return [Need(task.what, task.url, task.due_on, task.about_reference) for task in rows]


def ask(
    *,
    key: str,
    what: str,
    about: Any,
    role: Role | None = None,
    person: Any = None,
    department: Department | None = None,
    due_on: date | None = None,
    rule: str = "",
    url: str = "",
) -> Task:
    """Make a task once a key; a second asking gives the first task back.

    It leads to the record's own page, or to ``url`` where this person sees it elsewhere.
    """
    existing: Task | None = Task.objects.filter(key=key).first()
    if existing:
        return existing
    task = Task(
        key=key,
        what=what,
        about_type=about._meta.label_lower,
        about_reference=about.reference,
        url=url or about.get_absolute_url(),
        role=role or "",
        person=person,
        department=department,
        due_on=due_on,
        rule=rule,
    )
    task.save()
    return task


def finish(key: str, by: Any) -> None:
    """Mark the task of this key as done; nothing happens when there is none or it is done."""
    _done(Task.objects.filter(key=key), by)


def finish_about(record: Any, by: Any, *, but_of: Role) -> None:
    """Mark what was asked about this record as done, for everybody but this role."""
    about = {"about_type": record._meta.label_lower, "about_reference": record.reference}
    _done(Task.objects.filter(**about).exclude(role=but_of), by)


def _done(tasks: Any, by: Any) -> None:
    for task in tasks.undone().select_for_update():
        task.done_by, task.done_at = by, clock.now()
        task.save()

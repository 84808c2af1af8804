"""Reminders of revisions that are open: each is told once a reminder day, to whom it is entrusted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery

from policies.models import PolicyVersion, Revision
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

REMINDER_DAYS = (30, 7, 0)
"""Days before a revision is due; once it is late, every week. Rules: R-214."""
WEEK = 7


def reminder_day(due: date, today: date) -> int | None:
    """The latest reminder day that has come, in days before the revision is due; None before the first."""
    left = (due - today).days
    if left < 0:
        return -(-left // WEEK * WEEK)
    return min((days for days in REMINDER_DAYS if left <= days), default=None)


def remind_of_revisions(today: date) -> int:
    """Write to the owner of what is in force, else to the governance leads; how many e-mails that is.

    Two queries and one statement, however many. A second run posts the same keys, so nothing. Rules: R-214.
    """
    held = PolicyVersion.objects.in_force().filter(policy=OuterRef("policy"))
    rows = Revision.objects.open().annotate(keeper=Subquery(held.values("owner")[:1]))
    leads = list(
        Membership.objects.filter(role=Role.GOVERNANCE_LEAD, user__is_active=True).values_list(
            "user_id", "department_id"
        )
    )
    messages = []
    for revision in rows.select_related("policy", "leaflet").order_by("due_on", "pk"):
        day = reminder_day(revision.due_on, today)
        if day is None:
            continue
        for person in _told(revision, leads):
            key = f"revision:{revision.reference}:{revision.due_on}:{day}:{person}"
            messages.append(
                Message(key=key, to_id=person, subject=_subject(revision), body=_body(revision, today))
            )
    return outbox.post_set(messages)


def _told(revision: Any, leads: Sequence[tuple[int, int | None]]) -> list[int]:
    if revision.keeper:
        return [revision.keeper]
    return [person for person, department in leads if department in (None, revision.department_id)]


def _subject(revision: Any) -> str:
    return f"Revision due {revision.due_on.day} {revision.due_on:%B %Y}: {revision.reference}"


def _body(revision: Any, today: date) -> str:
    left = (revision.due_on - today).days
    when = f"is due in {left} days" if left > 0 else "is due today" if left == 0 else f"is {-left} days late"
    where = f"{settings.PUBLIC_BASE_URL}{revision.get_absolute_url()}"
    return f"{revision} {when}. It is done when the new words are approved.\n\nSee {where}"

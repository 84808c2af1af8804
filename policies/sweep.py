"""The clock of reviews: who is reminded on which day, once, however often it is looked at."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from policies.contents import said
from policies.models import PolicyVersion, Reminder
from policies.models.reminder import ReminderOutcome
from recordings_gov.accounts.models import Membership
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Task

JOB = "flag policy reviews"
REMINDER_DAYS = (90, 60, 30, 7, 0, -30)
"""Days before a review is due; the last, a month after, is the escalation. Rules: R-216."""
LATE_START = "late start"
NAMED_IN_A_MAIL = 20


def flag_overdue(today: date) -> int:
    """Remind of every review whose reminder day has come; how many reminders are sent.

    At most one a version a run: the latest day that has come. Days that passed before it are kept
    as *skipped, late start*. Each version gets one task for its governance leads; each lead and
    each owner gets one e-mail a run. A second run finds nothing to do. Set-based: the number of
    queries does not depend on the number of policies. Rules: R-216, R-217.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        due = [found for days in REMINDER_DAYS for found in _latest_due(today, days)]
        if not due:
            return 0
        reminders = list(_reminders(due))
        sent = [each for each in reminders if each.outcome == ReminderOutcome.SENT]
        skipped = [each for each in reminders if each.outcome == ReminderOutcome.SKIPPED]
        write_set(Reminder, sent, "reminder.sent", JOB)
        write_set(Reminder, skipped, "reminder.skipped", JOB, as_one=True)
        _ask_for_reviews([version for version, _ in due])
        _write_to_leads_and_owners([version for version, _ in due], today)
    return len(due)


def _latest_due(today: date, days: int) -> list[tuple[PolicyVersion, int]]:
    """The versions for which this reminder day is the latest that has come, and not yet dealt with."""
    later = [each for each in REMINDER_DAYS if each < days]
    rows = PolicyVersion.objects.in_force().filter(review_due_on__lte=today + timedelta(days=days))
    if later:
        rows = rows.filter(review_due_on__gt=today + timedelta(days=max(later)))
    done = Reminder.objects.filter(version=OuterRef("pk"), due_on=OuterRef("review_due_on"), days_before=days)
    rows = (
        rows.filter(~Exists(done))
        .select_related("policy", "owner")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    return [(version, days) for version in rows]


def _reminders(due: list[tuple[PolicyVersion, int]]) -> Iterable[Reminder]:
    """The one that is sent, and those before it that were missed."""
    days_due = [cast("date", version.review_due_on) for version, _ in due]
    near = Reminder.objects.filter(due_on__range=(min(days_due), max(days_due)))
    known = set(near.values_list("version", "due_on", "days_before"))
    for version, latest in due:
        due_on = cast("date", version.review_due_on)  # a version in force has one: a constraint keeps it
        for days in REMINDER_DAYS:
            if days < latest or (version.pk, due_on, days) in known:
                continue
            sent = days == latest
            yield Reminder(
                version=version,
                due_on=due_on,
                days_before=days,
                reminder_on=due_on - timedelta(days=days),
                outcome=ReminderOutcome.SENT if sent else ReminderOutcome.SKIPPED,
                reason="" if sent else LATE_START,
            )


def _ask_for_reviews(versions: list[PolicyVersion]) -> None:
    """One task a version for the governance lead, however many reminders follow."""
    asked = set(Task.objects.filter(key__startswith="policy-review:").values_list("key", flat=True))
    tasks = [
        Task(
            key=version.review_key,
            what=f"Review {version.policy.title}, version {version.number}"[:200],
            about_type=PolicyVersion._meta.label_lower,
            about_reference=version.reference,
            url=version.get_absolute_url(),
            role=Role.GOVERNANCE_LEAD,
            department_id=version.policy.department_id,
            due_on=version.review_due_on,
            rule="R-216",
        )
        for version in versions
        if version.review_key not in asked
    ]
    write_set(Task, tasks, "task.created", JOB)


def _write_to_leads_and_owners(versions: list[PolicyVersion], today: date) -> None:
    """One e-mail a person a run: leads about their department and the Trust, owners about their own."""
    leads = Membership.objects.filter(role=Role.GOVERNANCE_LEAD, user__is_active=True).select_related("user")
    theirs: dict[Any, list[PolicyVersion]] = defaultdict(list)
    by_department: dict[int | None, list[PolicyVersion]] = defaultdict(list)
    for version in versions:
        by_department[version.policy.department_id].append(version)
    for lead in leads:
        wide = lead.department_id is None
        reach = list(by_department) if wide else [None, lead.department_id]
        theirs[lead.user] += [
            version for department in reach for version in by_department.get(department, [])
        ]
    for version in versions:
        if version.owner is not None and version.owner.is_active:
            theirs[version.owner].append(version)
    for user, about in theirs.items():
        if about:
            unique = list({version.pk: version for version in about}.values())
            outbox.post(
                key=_mail_key(user, unique, today),
                to=user,
                subject=_subject(unique),
                body=_body(unique, today),
            )


def _mail_key(user: Any, versions: list[PolicyVersion], today: date) -> str:
    about = hashlib.sha256(",".join(version.reference for version in versions).encode()).hexdigest()[:24]
    return f"policy-reviews:{user.pk}:{today}:{about}"


def _subject(versions: list[PolicyVersion]) -> str:
    return f"{len(versions):,} polic{'ies' if len(versions) != 1 else 'y'} due for review"


def _body(versions: list[PolicyVersion], today: date) -> str:
    soonest = sorted(versions, key=lambda version: version.review_due_on)  # type: ignore[arg-type, return-value]
    lines = [f"- {version}: {_when(version, today)}" for version in soonest[:NAMED_IN_A_MAIL]]
    if len(versions) > NAMED_IN_A_MAIL:
        lines.append(f"- and {len(versions) - NAMED_IN_A_MAIL:,} more")
    where = f"{settings.PUBLIC_BASE_URL}/policies/"
    held = "A policy that is overdue stays in force until the next version is approved and made known."
    return "\n".join(["These reviews are due or overdue:", "", *lines, "", held, "", f"See {where}"])


def _when(version: PolicyVersion, today: date) -> str:
    left = (version.review_due_on - today).days  # type: ignore[operator]
    due = said(version.review_due_on, version.review_due_precision)
    return f"due {due}" if left >= 0 else f"overdue by {-left:,} days, due {due}"

"""The sweep of reviews over many policies, beside the loop that an ordinary job would be."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from policies.models import PolicyVersion, Reminder
from policies.models.reminder import ReminderOutcome
from policies.sweep import flag_overdue
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications import tasks_due
from tests.bench import generator
from tests.bench.measuring import Effort, Row

SAMPLE = 1_000


def measure(effort: Effort) -> Iterator[Row]:
    """Rows about the sweep."""
    flag_overdue(clock.today())
    template = PolicyVersion.objects.in_force().filter(policy__holds_stances=True).earliest("pk")
    assert template.review_due_on
    day = template.review_due_on - timedelta(days=85)
    generator.make_policies(template, effort.policies + SAMPLE)
    with generator.patience() as cursor:
        cursor.execute("ANALYZE")

    loop = _timed(lambda: by_hand(day, SAMPLE)) / SAMPLE
    first = _timed(lambda: flag_overdue(day)) / effort.policies
    second = _timed(lambda: flag_overdue(day)) / effort.policies
    count = f"{effort.policies:,} policies"
    per = 1000 * effort.policies
    yield Row(f"overdue sweep, {count}", f"row by row, from {SAMPLE:,}", loop / first, "≥ 100 × faster",
              loop / first >= 100, first * per, loop * per)  # fmt: skip
    yield Row("its second run", "its first run", second / first, "≤ 0.1 ×", second / first <= 0.1,
              second * per, first * per)  # fmt: skip


def by_hand(day: date, count: int) -> None:
    """What a job written without thought for size does: one policy after the other."""
    due = PolicyVersion.objects.in_force().filter(review_due_on__lte=day + timedelta(days=90))
    with acting_as(None, job="bench"):
        for version in due.filter(policy__slug__startswith="bench-").order_by("pk")[:count]:
            if Reminder.objects.filter(version=version, days_before=90).exists():
                continue
            assert version.review_due_on
            Reminder(
                version=version,
                due_on=version.review_due_on,
                days_before=90,
                reminder_on=version.review_due_on - timedelta(days=90),
                outcome=ReminderOutcome.SENT,
            ).save()
            tasks_due.ask(
                key=version.review_key,
                what="Review a policy",
                about=version,
                role=Role.GOVERNANCE_LEAD,
                due_on=version.review_due_on,
            )


def _timed(deed: object) -> float:
    began = time.perf_counter()
    deed()  # type: ignore[operator]
    return time.perf_counter() - began

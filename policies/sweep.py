"""The clock of reviews: who is reminded on which day, once, however often it is looked at."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    SmallIntegerField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse

from policies.models import PolicyVersion, Reminder
from policies.models.reminder import ReminderOutcome
from policies.models.steps import REVIEW_KEY
from policies.review_mails import write_to_leads_and_owners
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_from
from recordings_gov.notifications.models import Task

JOB = "flag policy reviews"
REMINDER_DAYS = (90, 60, 30, 7, 0, -30)
"""Days before a review is due; the last, a month after, is the escalation. Rules: R-216."""
LATE_START = "late start"


class DaysBefore(Func):
    """A date, so many days earlier."""

    output_field = DateField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """A date less an integer is a date."""
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ")

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """Its dates are text, and move by words."""
        return self.as_sql(
            compiler, connection, template="date(%(expressions)s) || ' days')", arg_joiner=", (-1 * "
        )


def flag_overdue(today: date) -> int:
    """Remind of every review whose reminder day has come; how many reminders are sent.

    At most one a version a run: the latest day that has come. Days that passed before it are kept
    as *skipped, late start*. Each version gets one task for its governance leads; each lead and
    each owner gets one e-mail a run. A second run finds nothing to do, and so does one beside it:
    each reminder and each task exists once. Statements, not versions, are counted here: none is
    brought into Python but those that an e-mail names. Rules: R-216, R-217.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        ids = write_set_from(Reminder, _latest_due(today), "reminder.sent", JOB)
        if not ids:
            return 0
        sent = Reminder.objects.filter(pk__range=(min(ids), max(ids)), outcome=ReminderOutcome.SENT)
        write_set_from(Reminder, _missed_before(sent), "reminder.skipped", JOB)
        write_set_from(Task, _reviews_asked_for(sent), "task.created", JOB)
        write_to_leads_and_owners(sent, run=min(ids), today=today)
    return len(ids)


def _latest_due(today: date) -> Any:
    """The latest reminder day that has come of each version in force, where it is not yet dealt with.

    The versions are locked until the reminders are kept, so none is superseded meanwhile. Their order
    is the partial index's: with another one SQLite reads the words of every version.
    """
    latest = Case(
        *(
            When(review_due_on__gt=today + timedelta(days=later), then=Value(days))
            for days, later in pairwise(REMINDER_DAYS)
        ),
        default=Value(REMINDER_DAYS[-1]),
        output_field=SmallIntegerField(),
    )
    done = Reminder.objects.filter(
        version=OuterRef("pk"), due_on=OuterRef("review_due_on"), days_before=OuterRef("days_before")
    )
    return (
        PolicyVersion.objects.in_force()
        .filter(review_due_on__lte=today + timedelta(days=REMINDER_DAYS[0]))
        .annotate(days_before=latest)
        .filter(~Exists(done))
        .select_for_update()
        .order_by("review_due_on", "pk")
        .values(
            "days_before",
            version_id=F("pk"),
            due_on=F("review_due_on"),
            reminder_on=DaysBefore(F("review_due_on"), F("days_before")),
            outcome=Value(ReminderOutcome.SENT),
            reason=Value(""),
        )
    )


def _missed_before(sent: Any) -> Any:
    """The reminder days before those just sent; the ones that are kept already stay as they are."""
    first, *others = (
        sent.filter(days_before__lt=days)
        .order_by()
        .values(
            "version_id",
            "due_on",
            new_days_before=Value(days, SmallIntegerField()),
            new_reminder_on=DaysBefore(F("due_on"), Value(days)),
            new_outcome=Value(ReminderOutcome.SKIPPED),
            new_reason=Value(LATE_START),
        )
        for days in REMINDER_DAYS[:-1]
    )
    return first.union(*others, all=True)


def _reviews_asked_for(sent: Any) -> Any:
    """One task a version for the governance lead, however many reminders follow."""
    reference, title, number = "version__reference", "version__policy__title", "version__number"
    before, after = reverse(PolicyVersion.detail_url_name, kwargs={"reference": "@"}).split("@")
    words = Concat(Value("Review "), title, Value(", version "), Cast(number, CharField()))
    return sent.order_by("pk").values(
        "due_on",
        key=Concat(Value(REVIEW_KEY), reference),
        what=Left(words, 200),
        about_type=Value(PolicyVersion._meta.label_lower),
        about_reference=F(reference),
        url=Concat(Value(before), reference, Value(after)),
        role=Value(Role.GOVERNANCE_LEAD),
        department_id=F("version__policy__department_id"),
        rule=Value("R-216"),
    )

"""The clock of reviews: who is reminded on which day, once, however often it is looked at."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    SmallIntegerField,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse

from policies.models import Reminder
from policies.models.reminder import ReminderOutcome
from policies.models.reviewed import REVIEW_KEY
from policies.review_mails import write_to_leads_owners_and_sponsors
from policies.sweeping import KINDS, REMINDER_DAYS, WEEK, DaysBefore, Kind, latest_day
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_from
from recordings_gov.notifications.models import Task

JOB = "flag policy reviews"
LATE_START = "late start"


def flag_overdue(today: date) -> int:
    """Remind of every review whose reminder day has come; how many reminders are sent.

    Of policies, leaflets and risk assessments; at most one each a run: the latest day that has come.
    Days that passed before it are kept as *skipped, late start*. Each gets one task for its governance
    leads; each lead, owner and, once it is a week late, sponsor gets one e-mail a run. A second run finds
    nothing to do, and so does one beside it: each reminder and each task exists once. Statements, not
    records, are counted here: none is brought into Python but those that an e-mail names.
    Rules: R-002, R-050, R-216, R-217.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        sent_of = [(kind, sent) for kind in KINDS if (sent := _remind(kind, today))]
        if not sent_of:
            return 0
        rows = [
            (kind, Reminder.objects.filter(pk__range=(min(ids), max(ids)), outcome=ReminderOutcome.SENT))
            for kind, ids in sent_of
        ]
        for kind, found in rows:
            write_set_from(Reminder, _missed_days(kind, found), "reminder.skipped", JOB)
            write_set_from(Reminder, _missed_weeks(kind, found), "reminder.skipped", JOB)
            write_set_from(Task, _reviews_asked_for(kind, found), "task.created", JOB)
        write_to_leads_owners_and_sponsors(rows, run=min(sent_of[0][1]), today=today)
    return sum(len(ids) for _, ids in sent_of)


def _remind(kind: Kind, today: date) -> list[int]:
    return write_set_from(Reminder, _latest_due(kind, today), "reminder.sent", JOB)


def _latest_due(kind: Kind, today: date) -> Any:
    """The latest reminder day that has come of each thing in force, where it is not yet dealt with.

    The things are locked until the reminders are kept, so none is superseded meanwhile. The order of
    the versions is their partial index's: with another one SQLite reads the words of every version.
    """
    done = Reminder.objects.filter(
        due_on=OuterRef("review_due_on"), days_before=OuterRef("latest"), **{kind.name: OuterRef("pk")}
    )
    return (
        kind.in_force()
        .filter(review_due_on__lte=today + timedelta(days=REMINDER_DAYS[0]))
        .annotate(latest=latest_day(today))
        .filter(~Exists(done))
        .select_for_update(of=("self",))
        .order_by("review_due_on", "pk")
        .values(
            days_before=F("latest"),
            due_on=F("review_due_on"),
            reminder_on=DaysBefore(F("review_due_on"), F("latest")),
            outcome=Value(ReminderOutcome.SENT),
            reason=Value(""),
            **{f"{kind.name}_id": F("pk")},
        )
    )


def _missed_days(kind: Kind, sent: Any) -> Any:
    """The reminder days before those just sent; the ones that are kept already stay as they are."""
    first, *others = (
        sent.filter(days_before__lt=days)
        .order_by()
        .values(
            f"{kind.name}_id",
            "due_on",
            new_days_before=Value(days, SmallIntegerField()),
            new_reminder_on=DaysBefore(F("due_on"), Value(days)),
            new_outcome=Value(ReminderOutcome.SKIPPED),
            new_reason=Value(LATE_START),
        )
        for days in REMINDER_DAYS
    )
    return first.union(*others, all=True)


def _missed_weeks(kind: Kind, sent: Any) -> Any:
    """The weeks between the last reminder and the one just sent, one row for all of them."""
    before = Reminder.objects.filter(
        due_on=OuterRef("due_on"),
        days_before__gt=OuterRef("days_before"),
        days_before__lte=0,
        **{kind.name: OuterRef(kind.name)},
    )
    last = Subquery(before.order_by("days_before").values("days_before")[:1])
    weeks = ExpressionWrapper((last - F("days_before")) / WEEK - 1, SmallIntegerField())
    return (
        sent.filter(days_before__lt=-WEEK)
        .order_by()
        .annotate(weeks=weeks)
        .filter(weeks__gte=1)
        .values(
            f"{kind.name}_id",
            "due_on",
            new_days_before=F("days_before") + WEEK,
            new_reminder_on=DaysBefore(F("due_on"), F("days_before") + WEEK),
            new_outcome=Value(ReminderOutcome.SKIPPED),
            new_reason=Value(LATE_START),
            new_times=F("weeks"),
        )
    )


def _reviews_asked_for(kind: Kind, sent: Any) -> Any:
    """One task a review for the governance lead, however many reminders follow."""
    reference, model = f"{kind.name}__reference", kind.model
    before, after = reverse(model.detail_url_name, kwargs={"reference": "@"}).split("@")
    return sent.order_by("pk").values(
        "due_on",
        key=Concat(Value(REVIEW_KEY), reference, Value(":"), Cast("due_on", CharField())),
        what=Left(Concat(Value("Review "), kind.words(f"{kind.name}__")), 200),
        about_type=Value(model._meta.label_lower),
        about_reference=F(reference),
        url=Concat(Value(before), reference, Value(after)),
        role=Value(Role.GOVERNANCE_LEAD),
        department_id=F(f"{kind.name}__{kind.department}"),
        rule=Value(kind.rule),
    )

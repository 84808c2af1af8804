"""What the calendar does to registrations and training: they end, and people are told before."""

from datetime import date, time, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from consent.models.registration import Registration
from consent.models.registration_content import RegistrationStatus
from consent.models.training import Training
from consent.moments import moment
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.notifications import outbox
from recordings_gov.notifications.models import Message

JOB = "ending registrations"
AT_ONCE = 1_000
STAGES = ((0, 0), (1, 7), (8, 30), (31, 60))
"""Told on the last day, and 7, 30 and 60 days before: of those that were missed only the latest."""
TRAINING_AHEAD = timedelta(days=30)


def end_and_remind(today: date) -> int:
    """End what is past its last day, remind of what soon will be; how many were ended or written to.

    A second run finds nothing: the state has changed, and each message has a key. Rules: R-112, R-200.
    """
    with transaction.atomic(), acting_as(None, job=JOB):
        return _end(today) + sum(_remind(today, *stage) for stage in STAGES) + _remind_of_training(today)


def _end(today: date) -> int:
    running = [RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED]
    past = Registration.objects.filter(status__in=running, expires_on__lt=today).select_for_update(
        of=("self",)
    )
    rows = list(past.order_by("expires_on", "pk")[:AT_ONCE])
    for row in rows:
        row.status = RegistrationStatus.EXPIRED
        row.ended_at = moment(cast("date", row.expires_on) + timedelta(days=1), time(0))
        row.ended_reason = "Its last day has passed"
    write_set_changes(Registration, rows, "registration.ended", JOB)
    told = [
        _message(row, "ended", "has ended. Nobody records with it now; it can be renewed.") for row in rows
    ]
    return outbox.post_set(told)


def _remind(today: date, first: int, last: int) -> int:
    days = [today + timedelta(days=first), today + timedelta(days=last)]
    rows = Registration.objects.filter(status=RegistrationStatus.ACTIVE, expires_on__range=days)
    key = Concat(Value("registration-"), OuterRef("reference"), Value(f"-due-{last}"))
    rows = rows.filter(~Exists(Message.objects.filter(key=key))).select_related("applicant")
    told = []
    for row in rows.order_by("expires_on", "pk")[:AT_ONCE]:
        day = cast("date", row.expires_on)
        says = f"ends after {day.day} {day:%B %Y}. Renew it in time: both offices look at it again."
        told.append(_message(row, f"due-{last}", says))
    return outbox.post_set(told)


def _message(row: Any, event: str, says: str) -> Message:
    page = f"{settings.PUBLIC_BASE_URL}{row.get_absolute_url()}"
    return Message(
        key=f"registration-{row.reference}-{event}",
        to_id=row.applicant_id,
        subject=f"Registration {row.reference}",
        body=f"Your registration to record patients {says}\n\n{page}\n",
    )


def _remind_of_training(today: date) -> int:
    key = Concat(Value("training-"), OuterRef("reference"), Value("-due"))
    rows = Training.objects.due_by(today + TRAINING_AHEAD).filter(~Exists(Message.objects.filter(key=key)))
    told = []
    for row in rows.order_by("renew_on", "pk")[:AT_ONCE]:
        page = f"{settings.PUBLIC_BASE_URL}{row.get_absolute_url()}"
        due = f"It is due by {row.renew_on.day} {row.renew_on:%B %Y}. Ask Media Studio for a place."
        told.append(
            Message(
                key=f"training-{row.reference}-due",
                to_id=row.person_id,
                subject="Your training in recording patients is due again",
                body=f"{due}\n\n{page}\n",
            )
        )
    return outbox.post_set(told)

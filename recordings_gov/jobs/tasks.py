"""Jobs of the house itself."""

from celery import shared_task
from django.contrib.sessions.models import Session

from recordings_gov import clock
from recordings_gov.accounts.models import QuickUnlock
from recordings_gov.jobs.models import JobRun
from recordings_gov.pages.models import Draft, IdempotencyKey


@shared_task(name="jobs.heartbeat")
def heartbeat() -> None:
    """Leave a run's row: broker, worker and database work together. A second run leaves another."""


@shared_task(name="jobs.forget_expired")
def forget_expired() -> int:
    """Delete what has outlived its use: drafts, keys, PINs, sessions, runs. A second run finds nothing."""
    moment = clock.now()
    expired = (
        Draft.objects.expired(),
        IdempotencyKey.objects.filter(expires_at__lte=moment),
        QuickUnlock.objects.over(),
        Session.objects.filter(expire_date__lte=moment),
        JobRun.objects.old(),
    )
    return sum(rows.delete()[0] for rows in expired)

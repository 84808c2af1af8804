"""Noticing that no job has ended for a while, whatever the cause."""

from datetime import date, datetime, timedelta
from typing import Any

from recordings_gov import clock
from recordings_gov.jobs.models import JobRun
from recordings_gov.pages.needs import Need

LONGEST = timedelta(minutes=2, seconds=30)


def silent_since(moment: datetime | None = None) -> datetime | None:
    """When the last job ended, if that is too long ago; None while all is well or no worker ever ran."""
    last: datetime | None = JobRun.objects.last_sign_of_life()
    return last if last and (moment or clock.now()) - last > LONGEST else None


def silence_of(user: Any, today: date) -> list[Need]:
    """The system administrator is told; messages and reminders wait meanwhile, and none is lost."""
    if not user.holds("account.manage"):
        return []
    since = silent_since()
    if since is None:
        return []
    said = (
        f"No background job has ended since {clock.local(since):%-d %B, %H:%M}. Check the worker and Redis."
    )
    return [Need(said, "", today, "")]

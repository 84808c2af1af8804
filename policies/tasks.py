"""Jobs of the policies room."""

from celery import shared_task

from policies.sweep import flag_overdue
from recordings_gov import clock


@shared_task(name="policies.flag_reviews")
def flag_reviews() -> int:
    """Remind of reviews due and overdue. A second run finds each reminder day dealt with."""
    return flag_overdue(clock.today())

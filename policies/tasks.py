"""Jobs of the policies room."""

from celery import shared_task

from policies.acknowledging import ask_and_remind
from policies.revision_reminders import remind_of_revisions
from policies.sweep import flag_overdue
from recordings_gov import clock


@shared_task(name="policies.flag_reviews")
def flag_reviews() -> int:
    """Remind of reviews due and overdue. A second run finds each reminder day dealt with."""
    return flag_overdue(clock.today())


@shared_task(name="policies.remind_of_revisions")
def remind_of_open_revisions() -> int:
    """Remind of revisions that are due or late. A second run writes nothing: each e-mail has a key."""
    return remind_of_revisions(clock.today())


@shared_task(name="policies.ask_to_read")
def ask_to_read() -> int:
    """Ask who is new to a policy and remind who has not read it. A second run finds nothing new."""
    return ask_and_remind(clock.today())

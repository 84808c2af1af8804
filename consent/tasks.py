"""Jobs of the consent room."""

from celery import shared_task

from consent.chasing import chase
from consent.chasing_held import chase_held
from consent.papers_owed import JOB as MAKE_PAPERS
from consent.papers_owed import make_owed
from consent.registration_calendar import end_and_remind
from consent.scans.working import JOB, read_scans
from recordings_gov import clock


@shared_task(name=JOB)
def read_scanned_pages() -> int:
    """Read what was brought, page by page. A second run finds each page that the first settled settled."""
    return read_scans()


@shared_task(name="consent.chase_forms")
def chase_forms() -> int:
    """Ask for signed forms that stay where they are. A second run finds each asked for: tasks have keys."""
    return chase(clock.today())


@shared_task(name="consent.chase_held")
def chase_held_recordings() -> int:
    """Chase the answers to what is held. A second run of the week posts the same keys, so nothing."""
    return chase_held(clock.today())


@shared_task(name=MAKE_PAPERS)
def make_signed_papers() -> int:
    """Make the PDF of each signed form that has none. A second run finds none of them. Rules: R-118."""
    return make_owed()


@shared_task(name="consent.end_registrations")
def end_registrations() -> int:
    """End registrations past their last day, remind of those that end soon, and of training that is due.

    A second run finds nothing new: the state has changed, and each message has a key. Rules: R-112, R-200.
    """
    return end_and_remind(clock.today())

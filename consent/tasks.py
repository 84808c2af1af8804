"""Jobs of the consent room."""

from celery import shared_task

from consent.chasing import chase
from consent.chasing_copies import chase_copies, raise_leavers
from consent.chasing_held import chase_held
from consent.chasing_library import tell_who_recorded
from consent.comparing import compare_originals
from consent.covert_lapsing import stop_lapsed_covert
from consent.filming_room import stop_lapsed
from consent.papers_owed import JOB as MAKE_PAPERS
from consent.papers_owed import make_owed
from consent.reconciling.checking import JOB as CHECK
from consent.reconciling.checking import check_brought
from consent.reconciling.comparing import JOB as RECONCILE
from consent.reconciling.comparing import TAKE, reconcile_all, take_confirmed
from consent.registration_calendar import end_and_remind
from consent.research_calendar import end_projects
from consent.scans.working import JOB, read_scans
from recordings_gov import clock

# A first export may differ in each of a million images. Shorter than the broker waits before it gives
# a task to another worker, see CELERY_BROKER_TRANSPORT_OPTIONS.
WHOLE_LIBRARY = 50 * 60


@shared_task(name=JOB)
def read_scanned_pages() -> int:
    """Read what was brought, page by page. A second run finds each page that the first settled settled."""
    return read_scans()


@shared_task(name="consent.stop_lapsed_covert")
def stop_what_has_lapsed() -> None:
    """End secret recordings whose authorisation has lapsed. A second run finds none.

    It gives no number: what a task gives stands in the log of the workers. Rules: R-093.
    """
    stop_lapsed_covert()


@shared_task(name="consent.chase_forms")
def chase_forms() -> int:
    """Ask for signed forms that stay where they are. A second run finds each asked for: tasks have keys."""
    return chase(clock.today())


@shared_task(name="consent.chase_copies")
def chase_copies_called_back() -> int:
    """Chase copies that were called back. A second run of the week posts the same keys. Rules: R-176."""
    return chase_copies(clock.today())


@shared_task(name="consent.raise_leavers")
def raise_leavers_checklists() -> int:
    """A checklist for each account that has ended. A second run finds each raised. Rules: R-188."""
    return raise_leavers(clock.today())


@shared_task(name="consent.stop_lapsed_filming")
def stop_lapsed_filming() -> int:
    """Stop filming whose permission has run out. A second run finds it stopped. Rules: R-170."""
    return stop_lapsed(clock.today())


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


@shared_task(name="consent.end_research")
def end_research_projects() -> int:
    """End research projects past their last day. A second run finds none, and posts nothing. Rules: R-163."""
    return end_projects(clock.today())


@shared_task(name="consent.tell_who_recorded")
def tell_who_has_recordings_to_store() -> int:
    """Tell who recorded what is still on a camera, or not stored yet. A second run posts the same keys."""
    return tell_who_recorded(clock.today())


@shared_task(name=CHECK, time_limit=WHOLE_LIBRARY)
def check_library_exports() -> int:
    """Check the exports that were brought. A second run finds each decided on. Rules: R-184, R-207."""
    return check_brought()


@shared_task(name=TAKE, time_limit=WHOLE_LIBRARY)
def take_library_exports() -> int:
    """Take over the exports that somebody confirmed. A second run finds each taken over. Rules: R-207."""
    return take_confirmed(clock.today())


@shared_task(name=RECONCILE, time_limit=WHOLE_LIBRARY)
def reconcile_library() -> int:
    """Compare what changed since last night. A second run opens nothing: one row a thing. Rules: R-207."""
    return reconcile_all(clock.today())


@shared_task(name="consent.compare_originals")
def compare_with_the_library() -> int:
    """Compare originals with the library. A second run writes no second step. Rules: R-248."""
    return compare_originals()

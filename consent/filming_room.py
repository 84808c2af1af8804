"""What filming hands to the lower rooms: words of the timeline, who is asked what, and its nightly stop."""

from datetime import date, time, timedelta
from typing import cast

from django.db import transaction

from consent.filming_waiting import waits_for
from consent.models import Filming, FilmingConcern, FilmingStatus, filming_told
from consent.moments import moment
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.pages import needs, timeline

JOB = "stopping filming whose permission has run out"
AT_ONCE = 1_000
STANDS = [FilmingStatus.PERMITTED, FilmingStatus.OPEN, FilmingStatus.PAUSED]
TITLES = {
    "filming.created": "Permission asked",
    "filming.permit": "Permitted",
    "filming.refuse": "Not permitted",
    "filming.take_permission_back": "Permission taken back",
    "filming.keep_agreement": "A body agreed",
    "filming.be_in_doubt": "Somebody is in doubt",
    "filming.advise": "The Caldicott Guardian advised",
    "filming.assure": "A clinician vouched for their consent",
    "filming.check_contract": "The contract was gone through",
    "filming.ask_for_release": "A release was prepared",
    "filming.add_person": "Somebody who takes part was named",
    "filming.take_release": "A release was added",
    "filming.give_form": "A consent form was added",
    "filming.open": "Opened",
    "filming.film": "Something was filmed",
    "filming.raise_concern": "A concern was raised",
    "filming.settle_concern": "A concern was settled",
    "filming.hear_no": "Somebody said no",
    "filming.stop": "Stopped for good",
    "filming.finish": "Finished",
    "filming.lapsed": "Stopped: the permission ran out",
}


def open_room() -> None:
    """Called once from ``ready``."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    needs.register(waits_for)


def stop_lapsed(today: date) -> int:
    """Stop filming whose permission has run out; how many. A second run finds none. Rules: R-170."""
    with transaction.atomic(), acting_as(None, job=JOB):
        past = Filming.objects.filter(status__in=STANDS, permitted_until__lt=today)
        rows = list(past.select_for_update(of=("self",)).order_by("permitted_until", "pk")[:AT_ONCE])
        for row in rows:
            row.status = FilmingStatus.STOPPED
            row.ended_at = moment(cast("date", row.permitted_until) + timedelta(days=1), time(0))
            row.ended_because = "The communications manager's permission ran out."
        write_set_changes(Filming, rows, "filming.lapsed", JOB)
        for concern in FilmingConcern.objects.filter(filming__in=rows, is_resolved=None):
            filming_told.is_settled(concern, None)
    return len(rows)

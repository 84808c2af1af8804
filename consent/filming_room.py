"""What filming hands to the lower rooms: words of the timeline, and what waits for whom."""

from datetime import date, time, timedelta
from typing import Any, cast

from django.db import transaction
from django.urls import reverse

from consent.models import Filming, FilmingConcern, FilmingStatus
from consent.moments import moment
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set_changes
from recordings_gov.pages import needs, timeline
from recordings_gov.pages.needs import Need

JOB = "stopping filming whose permission has run out"
AT_ONCE = 1_000
MOST_SHOWN = 20
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


def waits_for(user: Any, today: date) -> list[Need]:
    """Filming to decide on, doubts to advise on, and one's own concerns that are open."""
    waits = []
    if user.holds("filming.permit"):
        asked = Filming.objects.filter(status=FilmingStatus.ASKED).order_by("from_on", "pk")
        waits += [
            Need("Decide on filming", row.get_absolute_url(), row.from_on, row.subject)
            for row in asked[:MOST_SHOWN]
        ]
    if user.holds("filming.advise"):
        doubts = Filming.objects.exclude(doubt="").filter(
            advice="", status__in=[FilmingStatus.ASKED, *STANDS]
        )
        waits += [
            Need("Advise on filming", row.get_absolute_url(), row.from_on, row.subject)
            for row in doubts.order_by("from_on", "pk")[:MOST_SHOWN]
        ]
    return waits + _concerns(user)


def _concerns(user: Any) -> list[Need]:
    rows = FilmingConcern.objects.filter(
        by=user, is_resolved=None, filming__status__in=[FilmingStatus.ASKED, *STANDS]
    )
    return [
        Need(
            "Is your concern about filming resolved?",
            reverse("consent:filming-detail", kwargs={"reference": row.filming.reference}),
            None,
            row.filming.subject,
        )
        for row in rows.select_related("filming")[:MOST_SHOWN]
    ]


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
    return len(rows)

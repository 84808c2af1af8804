"""What research, the app route and secret recording hand to the lower rooms; called once from ``ready``."""

from datetime import date
from typing import Any

from consent.models import CovertAuthorisation, Office, ResearchProject, ResearchStatus
from consent.models.research_rows import RIGHTS
from consent.registration_waiting import RENEW_AHEAD
from consent.reviewing import register_research
from recordings_gov import clock
from recordings_gov.pages import needs, timeline
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20
TITLES = {
    "researchproject.created": "Application started",
    "researchproject.amend": "Changed: both offices register it anew",
    "researchproject.submit": "Sent to both offices",
    "researchproject.approve_as_media_studio": "Registered for Media Studio",
    "researchproject.approve_as_ig": "Registered for information governance",
    "researchproject.reject": "Not registered",
    "researchproject.end": "Ended",
    "researchproject.ended": "Ended",
    "researchproject.renew": "Renewal sent to both offices",
    "appdevice.created": "Registered",
    "appdevice.withdraw": "No longer registered",
    "covertauthorisation.created": "Entered",
    "covertauthorisation.start": "A recording began",
    "covertauthorisation.stop": "The recording ended",
    "covertauthorisation.lapsed": "Lapsed",
}


def open_room() -> None:
    """Words of the timeline, what waits for the two offices, projects among what is due."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    needs.register(waits_for)
    register_research()


def waits_for(user: Any, today: date) -> list[Need]:
    """Projects that one's office has not registered yet; one's own that end; what has lapsed.

    Rules: R-093, R-163.
    """
    ending = ResearchProject.objects.filter(
        applicant=user, status=ResearchStatus.ACTIVE, ends_on__lte=today + RENEW_AHEAD
    )
    found = [
        Need("Renew your research project, or end it", row.get_absolute_url(), row.ends_on, row.title)
        for row in ending.order_by("ends_on", "pk")[:MOST_SHOWN]
    ]
    if user.holds("covert.keep"):
        lapsed = CovertAuthorisation.objects.visible_to(user).to_account_for(clock.now())
        found += [
            Need(f"Authorisation {row.reference} has lapsed: act now", row.get_absolute_url())
            for row in lapsed.order_by("expires_at", "pk")[:MOST_SHOWN]
        ]
    for office in Office:
        if user.holds(RIGHTS[office]):
            rows = ResearchProject.objects.visible_to(user).waiting_for(office).exclude(applicant=user)
            found += [
                Need(f"Decide on a research project: {row.title}", row.get_absolute_url())
                for row in rows.order_by("submitted_at", "pk")[:MOST_SHOWN]
            ]
    return found

"""What research, the app route and secret recording hand to the lower rooms; called once from ``ready``."""

from datetime import date
from typing import Any

from consent.models import Office, ResearchProject
from consent.models.research_rows import RIGHTS
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
    "appdevice.created": "Registered",
    "appdevice.withdraw": "No longer registered",
    "covertauthorisation.created": "Entered",
    "covertauthorisation.start": "A recording began",
    "covertauthorisation.stop": "The recording ended",
    "covertauthorisation.lapsed": "Lapsed",
}


def open_room() -> None:
    """Words of the timeline, what waits for the two offices."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    needs.register(waits_for)


def waits_for(user: Any, today: date) -> list[Need]:
    """Projects that this person's office has not registered yet. Rules: R-163."""
    found: list[Need] = []
    for office in Office:
        if user.holds(RIGHTS[office]):
            rows = ResearchProject.objects.visible_to(user).waiting_for(office).exclude(applicant=user)
            found += [
                Need(f"Decide on a research project: {row.title}", row.get_absolute_url())
                for row in rows.order_by("submitted_at", "pk")[:MOST_SHOWN]
            ]
    return found

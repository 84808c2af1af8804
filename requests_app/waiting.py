"""What of the requests waits for somebody, as home shows it."""

from datetime import date
from typing import Any

from django.urls import reverse

from recordings_gov import clock
from recordings_gov.pages.needs import Need
from requests_app import vocabulary
from requests_app.models import RecordingRequest

MOST_SHOWN = 20


def waiting_for(user: Any, today: date) -> list[Need]:
    """Visits of which nobody has said whether one was made; no patient is named. Rules: R-040, R-041."""
    if not user.holds("request.follow_up"):
        return []
    rows = (
        RecordingRequest.objects.visible_to(user).waiting_for_an_answer().order_by("logged_at")[:MOST_SHOWN]
    )
    return [_need(record) for record in rows]


def _need(record: RecordingRequest) -> Need:
    moment = clock.local(record.logged_at)
    where = ", ".join(part for part in (vocabulary.label("modality", record.modality), record.room) if part)
    return Need(
        f"Was a recording made? {record.reference}",
        reverse("requests:request-was-it-made", kwargs={"reference": record.reference}),
        moment.date(),
        f"{where}: {record.what.lower()}. Logged at {moment:%H:%M}",
    )

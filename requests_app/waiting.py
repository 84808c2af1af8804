"""What of the requests waits for somebody, as home shows it."""

from datetime import date
from typing import Any

from django.urls import reverse

from recordings_gov import clock
from recordings_gov.pages.needs import Need
from requests_app import vocabulary
from requests_app.models import ConfidentialReason, RecordingRequest, RequestStatus, StaffAnswer

MOST_SHOWN = 20


def waiting_for(user: Any, today: date) -> list[Need]:
    """Visits of which nobody has said whether one was made; no patient is named. Rules: R-040, R-041."""
    if not user.holds("request.follow_up"):
        return []
    rows = (
        RecordingRequest.objects.visible_to(user).waiting_for_an_answer().order_by("logged_at")[:MOST_SHOWN]
    )
    return [_need(record) for record in rows]


def reopened_for(user: Any, today: date) -> list[Need]:
    """Requests to look at again, and wishes about a voice; nobody is named. Rules: R-056, R-165."""
    if not user.holds("request.follow_up"):
        return []
    mine = RecordingRequest.objects.visible_to(user)
    again = mine.filter(status=RequestStatus.REOPENED).order_by("logged_at")[:MOST_SHOWN]
    unmet = mine.filter(pk__in=StaffAnswer.objects.wishes_to_answer().values("request"))
    return [
        *(
            _deed(record, "Look again: who may be in it has changed", "request-what-happened")
            for record in again
        ),
        *(
            _deed(record, "How was the wish about a voice met?", "request-voice")
            for record in unmet.order_by("logged_at")[:MOST_SHOWN]
        ),
    ]


def asked_of_oneself(user: Any, today: date) -> list[Need]:
    """Yeses that somebody wrote down for this person, and what was told to them. Rules: R-056, R-165."""
    answers = StaffAnswer.objects.to_check(user).select_related("request").order_by("pk")[:MOST_SHOWN]
    told = ConfidentialReason.objects.visible_to(user).filter(named=user, read_at=None)
    return [
        *(
            Need(
                f"You may be recorded: is that right? {answer.reference}",
                answer.get_absolute_url(),
                clock.local(answer.request.logged_at).date(),
                answer.request.what,
            )
            for answer in answers
        ),
        *(
            Need(
                "A colleague tells you something in confidence",
                reverse("requests:objection-reason", kwargs={"reference": each.objection.reference}),
            )
            for each in told.select_related("objection")
        ),
    ]


def _deed(record: RecordingRequest, deed: str, page: str) -> Need:
    address = reverse(f"requests:{page}", kwargs={"reference": record.reference})
    day = clock.local(record.logged_at).date()
    return Need(f"{deed} {record.reference}", address, day, record.what)


def _need(record: RecordingRequest) -> Need:
    moment = clock.local(record.logged_at)
    where = ", ".join(part for part in (vocabulary.label("modality", record.modality), record.room) if part)
    return Need(
        f"Was a recording made? {record.reference}",
        reverse("requests:request-was-it-made", kwargs={"reference": record.reference}),
        moment.date(),
        f"{where}: {record.what.lower()}. Logged at {moment:%H:%M}",
    )

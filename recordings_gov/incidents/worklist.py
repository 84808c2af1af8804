"""What needs somebody now about incidents, as home shows it."""

from datetime import date
from typing import Any

from django.db.models import Q

from recordings_gov.incidents.models import CorrectiveAction, Incident
from recordings_gov.incidents.models.words import OPEN_ONES
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20


def needs_of(user: Any, today: date) -> list[Need]:
    """Answers that wait for this person, reviews named to them, and what they are to put right.

    Rules: R-107, R-213.
    """
    return [*_answers(user), *_reviews(user), *_actions(user)]


def _answers(user: Any) -> list[Need]:
    if not user.holds("incident.manage"):
        return []
    mine = Q(handler=user) | Q(handler=None)
    rows = Incident.objects.visible_to(user).unanswered().filter(mine).order_by("response_due_on", "pk")
    return [
        Need(
            f"Answer {incident.reference}",
            incident.get_absolute_url(),
            incident.response_due_on,
            incident.get_kind_display(),
        )
        for incident in rows[:MOST_SHOWN]
    ]


def _reviews(user: Any) -> list[Need]:
    rows = Incident.objects.still_open().filter(review_deputy=user, reviewed_on=None)
    return [
        Need(
            f"Review {incident.reference}", incident.get_absolute_url(), None, "For the head of Media Studio"
        )
        for incident in rows.order_by("pk")[:MOST_SHOWN]
    ]


def _actions(user: Any) -> list[Need]:
    rows = CorrectiveAction.objects.filter(owner=user, done_on=None, incident__status__in=OPEN_ONES)
    return [
        Need(f"Put right: {row.what}", row.incident.get_absolute_url(), row.due_on, row.incident.reference)
        for row in rows.select_related("incident").order_by("due_on", "pk")[:MOST_SHOWN]
    ]

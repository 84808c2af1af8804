"""What incidents put on top of a home page: how many were answered in time."""

from datetime import date
from typing import Any

from django.urls import reverse

from recordings_gov.clock import months_after
from recordings_gov.incidents.figures import TARGET, answered_in_time
from recordings_gov.pages.cards import Card

MONTHS = 12


def cards(user: Any, today: date) -> list[Card]:
    """For those who read figures; nobody else. One query. Rules: R-211, R-213."""
    if not user.holds("statistics.view"):
        return []
    figure = answered_in_time(None, months_after(today, -MONTHS), today, today)
    kind = {True: "good", False: "watch", None: ""}[figure.is_met]
    says = (
        f"{figure.numerator} of {figure.denominator} incidents and complaints about our own recordings in "
        f"{MONTHS} months. Target {TARGET}%. Calendar days, first real answer."
    )
    page = reverse("incidents:figures")
    return [Card(figure.percent, "Answered within 7 days", says, kind, page, "See how", order=10)]

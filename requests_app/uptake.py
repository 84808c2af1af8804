"""How many patients took up the offer of company, notes or a sound recording; small numbers stay hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from policies.group_figures import LEAST
from recordings_gov import clock
from recordings_gov.clock import months_after
from recordings_gov.pages.cards import Card
from recordings_gov.rulebook import Figure
from requests_app.days import start_of, start_of_next
from requests_app.models.visit_prompt import Answered, VisitPrompt

MONTHS = 12
DEFINITION = (
    "Visits whose prompt was noted, by the day it was noted. Denominator: those in which the patient was "
    "asked whether they want company, to take notes or to make a sound recording. Numerator: those who take "
    "it up at this visit; who would like to another time is not counted. Visits in which nobody asked are "
    "shown apart, and a prompt that was undone is not counted. Numbers below 5, and per cents that would "
    "give one away, are not shown."
)


@dataclass(frozen=True)
class Uptake:
    """One figure with everything needed to read it rightly. Rules: R-018."""

    took_up: int
    asked: int
    not_asked: int
    first: date
    last: date

    @property
    def is_hidden(self) -> bool:
        """Whether a number behind the per cent is so small that it could point at somebody."""
        return self.asked < LEAST or any(
            0 < part < LEAST for part in (self.took_up, self.asked - self.took_up)
        )

    @property
    def percent(self) -> str:
        """A whole per cent, rounded down; *Not shown* where it is hidden."""
        if not self.asked:
            return "None yet"
        return "Not shown" if self.is_hidden else f"{self.took_up * 100 // self.asked}%"

    @property
    def says(self) -> str:
        """Numerator and denominator in a sentence."""
        if not self.asked:
            return "Nobody has been asked yet."
        if self.is_hidden:
            return f"Too few to show: below {LEAST}, or all but a few."
        return f"{self.took_up:,} of {self.asked:,} who were asked took it up."

    @property
    def said_of_others(self) -> str:
        """Those whom nobody asked."""
        if 0 < self.not_asked < LEAST:
            return f"Fewer than {LEAST} were not asked."
        return f"{self.not_asked:,} were not asked."


def uptake_of(departments: Iterable[int] | None, first: date, last: date) -> Uptake:
    """The figure of these departments, None for the Trust, of the days from first to last. One query.

    Rules: R-018.
    """
    rows = VisitPrompt.objects.kept().filter(said_at__gte=start_of(first), said_at__lt=start_of_next(last))
    if departments is not None:
        rows = rows.filter(department__in=departments)
    found = rows.aggregate(
        took_up=Count("pk", filter=Q(answer=Answered.TAKES_UP)),
        asked=Count("pk", filter=Q(is_asked=True)),
        not_asked=Count("pk", filter=Q(is_asked=False)),
    )
    return Uptake(**found, first=first, last=last)


def cards(user: Any, today: date) -> list[Card]:
    """For those who read figures. One query. Rules: R-018."""
    if not user.holds("statistics.view"):
        return []
    figure = uptake_of(None, months_after(today, -MONTHS), today)
    says = f"{figure.says} {MONTHS} months."
    return [
        Card(
            figure.percent,
            "Offer of company, notes or sound taken up",
            says,
            "",
            reverse("requests:uptake"),
            "See how it is counted",
            order=70,
        )
    ]


def on_the_rules_page(user: Any) -> list[Figure]:
    """The same beside rule R-018, for the same people."""
    if not user.holds("statistics.view"):
        return []
    today = clock.today()
    figure = uptake_of(None, months_after(today, -MONTHS), today)
    return [Figure(figure.percent, "Offer taken up", figure.says)]

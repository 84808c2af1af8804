"""How much longer visits took because of a recording: an average with all that is needed to read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Sum

from policies.group_figures import LEAST
from recordings_gov import clock
from recordings_gov.clock import months_after
from recordings_gov.pages.cards import Card
from recordings_gov.rulebook.registered import Figure
from requests_app.models import Hindrance

MONTHS = 12
DEFINITION = (
    "All extra minutes that staff wrote down, divided by the visits about which they wrote minutes, 0 among "
    "them. Visits about which nobody wrote any are not counted."
)
HIDDEN = f"Fewer than {LEAST} visits with minutes: not shown, it could point at somebody."


@dataclass(frozen=True)
class AverageDelay:
    """Minutes over visits, of a period; a small count shows no number at all. Rules: R-043."""

    numerator: int
    denominator: int
    first: date
    last: date
    definition: str = DEFINITION

    @property
    def is_hidden(self) -> bool:
        """Whether so few visits are counted that a figure could point at one of them."""
        return self.denominator < LEAST

    @property
    def average(self) -> str:
        """In minutes, one decimal at most."""
        if self.is_hidden:
            return "Not shown"
        tenths = round(self.numerator * 10 / self.denominator)
        return f"{tenths / 10:g} minute{'' if tenths == 10 else 's'}"

    @property
    def says(self) -> str:
        """Numerator, denominator, period and definition in one breath."""
        period = f"{_day(self.first)} to {_day(self.last)}"
        counted = (
            HIDDEN if self.is_hidden else f"{self.numerator:,} minutes over {self.denominator:,} visits."
        )
        return f"{counted} {period}. {self.definition}"


def average_delay(department_ids: Any, first: date, last: date) -> AverageDelay:
    """Of these departments (None: the Trust), by the day staff wrote it down. One query. Rules: R-043."""
    start = datetime.combine(first, time.min, clock.LONDON)
    end = datetime.combine(last + timedelta(days=1), time.min, clock.LONDON)
    rows = Hindrance.objects.filter(created_at__gte=start, created_at__lt=end, extra_minutes__isnull=False)
    if department_ids is not None:
        rows = rows.filter(request__department__in=department_ids)
    found = rows.aggregate(minutes=Sum("extra_minutes"), visits=Count("request", distinct=True))
    return AverageDelay(found["minutes"] or 0, found["visits"], first, last)


def cards(user: Any, today: date) -> list[Card]:
    """On home, for those who read figures. One query. Rules: R-043."""
    if not user.holds("statistics.view"):
        return []
    figure = average_delay(None, months_after(today, -MONTHS), today)
    return [Card(figure.average, "Average delay by a recording", figure.says, order=40)]


def on_the_rules_page(user: Any) -> list[Figure]:
    """The same beside rule R-043, for the same people."""
    if not user.holds("statistics.view"):
        return []
    today = clock.today()
    figure = average_delay(None, months_after(today, -MONTHS), today)
    return [Figure(figure.average, "Average delay by a recording", figure.says)]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

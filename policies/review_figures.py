"""How many revisions are done in time, with numerator, denominator, period and definition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from policies.models import Revision

TARGET = 85
"""In a hundred. Source: CUH, monitoring. Rules: R-214."""
DEFINITION = (
    "Revisions of policies that a review or an incident opened and that fell due in this period. In time: "
    "the new version was approved by the day they were due, three calendar months after they were opened."
)


@dataclass(frozen=True)
class Share:
    """So many of so many in a period."""

    done: int
    of: int
    first: date
    last: date
    target: int = TARGET
    definition: str = DEFINITION

    @property
    def percent(self) -> str:
        """With one decimal, cut and not rounded up: 84.96% is not 85%. None yet is said so, never as 0%."""
        if not self.of:
            return "None yet"
        tenths = self.done * 1000 // self.of
        return f"{tenths // 10}.{tenths % 10}%"

    @property
    def is_met(self) -> bool:
        """Whether the target is reached, exactly, or nothing was due."""
        return self.done * 100 >= self.target * self.of

    @property
    def says(self) -> str:
        """Numerator, denominator, period and target in a sentence."""
        since = f"{self.first.day} {self.first:%B %Y}"
        return f"{self.done:,} of {self.of:,} since {since}. Target {self.target}%"


def share_in_time(rows: Iterable[tuple[date, date | None]], first: date, today: date) -> Share:
    """Pairs of due day and day done. Due on the last day counts as in time, the day after as late.

    What is open counts from the day after it was due; what was done early counts once it would have
    been due, so that early ones alone do not lift the share. Rules: R-214.
    """
    counted = [(due, done) for due, done in rows if first <= due <= today and (done or due < today)]
    in_time = sum(1 for due, done in counted if done and done <= due)
    return Share(in_time, len(counted), first, today)


def revisions_in_time(today: date, first: date | None = None) -> Share:
    """Of this year, or since ``first``. One query. Rules: R-214."""
    since = first or today.replace(month=1, day=1)
    rows = Revision.objects.filter(policy__isnull=False, due_on__range=(since, today))
    return share_in_time(rows.values_list("due_on", "done_on"), since, today)


def address() -> str:
    """Where the revisions are listed."""
    return reverse("policies:revisions")

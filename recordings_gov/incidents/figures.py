"""How many answers were in time: numerator, denominator, period and definition, never a bare per cent."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from recordings_gov.incidents.models.incident import Incident

TARGET = 95
POLICY = (
    "Incidents and complaints about recordings that we make, by the day they came. Counted: those answered, "
    "and those whose seven calendar days have passed. In time: the first real answer on or before day seven, "
    "the day it came being day 0. Each is reviewed by the head of Media Studio or a named deputy before it "
    "is closed."
)
PATIENTS = (
    "Incidents and complaints about recordings that patients, or people with them, make. Counted the same "
    "way and shown apart: the Trust's 95% is for its own policy on recordings by staff."
)


@dataclass(frozen=True)
class Figure:
    """One figure with everything needed to read it rightly. Rules: R-213. Conflict: C-22."""

    title: str
    numerator: int
    denominator: int
    still_in_time: int
    first: date
    last: date
    definition: str
    target: int = TARGET
    rules: tuple[str, ...] = ("R-213",)

    @property
    def percent(self) -> str:
        """One decimal, never rounded up to a target it misses; "None yet" with nothing to count."""
        if not self.denominator:
            return "None yet"
        tenths = self.numerator * 1000 // self.denominator
        return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None with nothing to count."""
        return self.numerator * 100 >= self.target * self.denominator if self.denominator else None

    def kept(self) -> dict[str, Any]:
        """As a meeting keeps it."""
        return {
            "title": self.title,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


def answered_in_time(department_ids: Any, first: date, last: date, today: date) -> Figure:
    """The figure of the Trust's policy: policy-related items alone. One query. Rules: R-213."""
    rows = _came_within(department_ids, first, last).filter(relates_to_policy=True)
    title = "Answered within seven days: recordings that we make"
    return Figure(title, *_counts(rows, today), first, last, POLICY)


def answered_in_time_apart(department_ids: Any, first: date, last: date, today: date) -> Figure:
    """The same for events of patients' recordings, shown apart. One query. Rules: R-213."""
    rows = _came_within(department_ids, first, last).filter(relates_to_policy=False)
    title = "Answered within seven days: recordings that patients make"
    return Figure(title, *_counts(rows, today), first, last, PATIENTS)


def _came_within(department_ids: Any, first: date, last: date) -> Any:
    rows = Incident.objects.filter(received_on__range=(first, last))
    return rows if department_ids is None else rows.filter(department__in=department_ids)


def _counts(rows: Any, today: date) -> tuple[int, int, int]:
    late = Q(responded_on__gt=F("response_due_on")) | Q(responded_on=None, response_due_on__lt=today)
    counts = rows.aggregate(
        in_time=Count("pk", filter=Q(responded_on__lte=F("response_due_on"))),
        late=Count("pk", filter=late),
        open=Count("pk", filter=Q(responded_on=None, response_due_on__gte=today)),
    )
    return counts["in_time"], counts["in_time"] + counts["late"], counts["open"]

"""Hidden recordings of a period against the threshold, their trend, and which measures are in place."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from recordings_gov.clock import months_after
from recordings_gov.incidents.deadlines import set_to

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class CovertState:
    """How many came to light in the period, and what is and is not in place. Rules: R-251."""

    count: int
    months: int
    threshold: int
    measures: tuple[tuple[str, str, Any], ...]

    @property
    def is_significant(self) -> bool:
        """Whether the five measures are asked for: at the threshold, not only above it."""
        return self.count >= self.threshold

    @property
    def not_in_place(self) -> list[tuple[str, str, Any]]:
        """The measures nobody has shown to be in place."""
        return [each for each in self.measures if each[2] is None or each[2].in_place != "yes"]


def address() -> str:
    """The page of hidden recordings."""
    return reverse("incidents:covert")


def state_of(department: Any, today: date) -> CovertState:
    """The count of the period that ends today, and the measures of this department. Rules: R-251."""
    from recordings_gov.incidents.models import CovertMeasure, Incident, Measure

    months = set_to("covert-period-months", department)
    since = months_after(today, -months)
    rows = Incident.objects.covert().filter(discovered_on__gt=since, discovered_on__lte=today)
    said = {
        row.measure: row
        for row in CovertMeasure.objects.filter(department=department).select_related("said_by")
    }
    return CovertState(
        rows.filter(department=department).count(),
        months,
        set_to("covert-threshold", department),
        tuple((code, label, said.get(code)) for code, label in Measure.choices),
    )


def trend(department: Any, today: date) -> list[tuple[str, int]]:
    """Hidden recordings by month of coming to light, the last twelve months, oldest first. Rules: R-251."""
    from recordings_gov.incidents.models import Incident

    first = months_after(today.replace(day=1), 1 - MONTHS_SHOWN)
    days = Incident.objects.covert().filter(department=department, discovered_on__range=(first, today))
    counted = Counter(day.replace(day=1) for day in days.values_list("discovered_on", flat=True))
    months = [months_after(first, step) for step in range(MONTHS_SHOWN)]
    return [(f"{month:%B %Y}", counted[month]) for month in months]

"""How many prints somebody orders in a month, and from how many on it is too many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consent.models import PrintOrder
from recordings_gov import clock
from recordings_gov.accounts import known_settings
from recordings_gov.accounts.models import Department, Setting

MONTHS = 12
A_MONTH = 10
TOO_MANY = known_settings.Known(
    "prints_a_month",
    "From how many orders of prints a month somebody is asked about them",
    "We record patients",
    "R-209",
    known_settings.NUMBER,
    A_MONTH,
    least=1,
    most=500,
    unit="orders",
)


@dataclass(frozen=True)
class Ordered:
    """What one person ordered in one department in one month."""

    who: str
    department: str
    orders: int
    sheets: int
    is_too_many: bool


def threshold(department: Department | None) -> int:
    """From how many orders a month on it is too many there. Rules: R-209."""
    return int(Setting.objects.value_of(TOO_MANY.name, department, A_MONTH))


def ordered_in(month: date) -> list[Ordered]:
    """Each person's orders of a month, the most first; those above the threshold are marked. Rules: R-209."""
    rows = list(PrintOrder.objects.of_month(month).by_person())
    found = Department.objects.filter(pk__in={row["department"] for row in rows})
    most = {each.pk: threshold(each) for each in found}
    return [
        Ordered(
            row["ordered_by__name"],
            row["department__name"],
            row["orders"],
            row["sheets"],
            row["orders"] >= most[row["department"]],
        )
        for row in rows
    ]


def months_up_to(today: date) -> list[date]:
    """The first days of the last twelve months, this one first."""
    return [clock.months_after(today.replace(day=1), -back) for back in range(MONTHS)]


def counted(months: Sequence[date]) -> list[tuple[date, int]]:
    """How many prints were ordered in each month, the oldest first. One query. Rules: R-209."""
    first, end = min(months), clock.months_after(max(months), 1)
    days = PrintOrder.objects.filter(asked_on__gte=first, asked_on__lt=end).values_list("asked_on", flat=True)
    found: dict[date, int] = dict.fromkeys(sorted(months), 0)
    for day in days.iterator():
        found[day.replace(day=1)] += 1
    return list(found.items())


def of_person(user: Any, department: Department) -> tuple[int, int]:
    """How many this person has ordered this month there, and from how many on it is too many."""
    rows = PrintOrder.objects.of_month(clock.today()).filter(ordered_by=user, department=department)
    return rows.count(), threshold(department)

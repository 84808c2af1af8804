"""The three kinds of thing whose reviews are swept, and the reminder days in SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Case, CharField, DateField, F, Func, SmallIntegerField, Value, When
from django.db.models.functions import Cast, Concat

from policies.languages import languages
from policies.models import LeafletEdition, PolicyVersion, RiskAssessment

REMINDER_DAYS = (90, 60, 30, 7, 0)
"""Days before a review is due; once it is overdue, every week. Rules: R-002, R-050, R-216."""
WEEK = 7


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is reviewed: ``name`` is the field of a reminder that points at it.

    ``in_force`` gives those that hold, whose review is swept. ``words`` say its title and number to a
    query that reaches it by a path; the rest are paths from the thing.
    """

    name: str
    model: Any
    in_force: Callable[[], Any]
    words: Callable[[str], Any]
    department: str
    owner: str
    rule: str
    precision: str = ""
    sponsor: str = ""


def _version(path: str) -> Any:
    number = Cast(F(f"{path}number"), CharField())
    return Concat(F(f"{path}policy__title"), Value(", version "), number)


def _edition(path: str) -> Any:
    others = [each for each in languages().values() if each.is_translation]
    named = (When(**{f"{path}language": each.code}, then=Value(f", {each.english}")) for each in others)
    language = Case(*named, default=Value(""), output_field=CharField())
    number = Cast(F(f"{path}number"), CharField())
    return Concat(F(f"{path}leaflet__title"), Value(", edition "), number, language)


def _assessment(path: str) -> Any:
    return Concat(Value("Risk assessment of "), _version(f"{path}version__"))


KINDS = (
    Kind(
        "version",
        PolicyVersion,
        PolicyVersion.objects.in_force,
        _version,
        "policy__department_id",
        "owner",
        "R-216",
        "review_due_precision",
        "sponsored_by",
    ),
    Kind(
        "edition",
        LeafletEdition,
        LeafletEdition.objects.published,
        _edition,
        "leaflet__department_id",
        "leaflet__owner",
        "R-002",
    ),
    Kind(
        "assessment",
        RiskAssessment,
        lambda: RiskAssessment.objects.filter(version__status="disseminated"),
        _assessment,
        "version__policy__department_id",
        "owner",
        "R-216",
        sponsor="version__sponsored_by",
    ),
)


class DaysBefore(Func):
    """A date, so many days earlier."""

    output_field = DateField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """A date less an integer is a date."""
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" - ")

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """Its dates are text, and move by words."""
        return self.as_sql(
            compiler, connection, template="date(%(expressions)s) || ' days')", arg_joiner=", (-1 * "
        )


class WholeWeeks(Func):
    """The last whole week that has passed between two days, in days below zero: 15 days late is -14."""

    output_field = SmallIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """Dates differ by an integer, and integers divide whole."""
        template = f"((%(expressions)s) / {WEEK} * -{WEEK})"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ")

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        """Days are counted from midnight to midnight, so no clock change makes one shorter."""
        template = f"(CAST(julianday(%(expressions)s) AS INTEGER) / {WEEK} * -{WEEK})"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(")


def latest_day(today: date) -> Case:
    """The latest reminder day that has come of a review due on ``review_due_on``. Rules: R-216."""
    return Case(
        *(
            When(review_due_on__gt=today + timedelta(days=later), then=Value(days))
            for days, later in pairwise(REMINDER_DAYS)
        ),
        default=WholeWeeks(Value(today, DateField()), F("review_due_on")),
        output_field=SmallIntegerField(),
    )

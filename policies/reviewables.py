"""Everything that is reviewed or renewed by a day, of whatever kind: rooms register theirs here.

A kind gives a queryset with the columns below, so that the dashboard asks each kind one question and
the database sorts and counts. Nothing is brought into Python but the rows of one page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, IntegerField, Q, Value
from django.db.models.functions import Cast

BANDS = (("30", "Due in 30 days", 0, 30), ("60", "In 31 to 60", 31, 60), ("90", "In 61 to 90", 61, 90))
"""Rules: R-050, R-216."""


class Row(NamedTuple):
    """One thing: the columns that every kind's queryset has, each with ``r_`` before it."""

    pk: int
    reference: str
    title: str
    part: str
    department: int | None
    department_name: str | None
    owner: int | None
    owner_name: str | None
    began: date
    began_as: str
    due: date
    due_as: str
    kind: str = ""

    @property
    def area(self) -> str:
        """Whose it is."""
        return self.department_name or "Trust-wide"


COLUMNS = ("pk", *(f"r_{name}" for name in Row._fields[1:-1]))


def columns(**given: Any) -> dict[str, Any]:
    """The annotations of a kind's queryset, from paths or expressions; what is not given is empty."""
    empty: dict[str, Any] = {
        "part": Value("", CharField()),
        "department": Cast(Value(None), IntegerField()),
        "department_name": Value("", CharField()),
        "began_as": Value("day", CharField()),
        "due_as": Value("day", CharField()),
    }
    return {
        f"r_{name}": F(value) if isinstance(value, str) else value for name, value in (empty | given).items()
    }


@dataclass(frozen=True)
class Reviewed:
    """One kind: its code, its name in words, and what there is of it that this person may see."""

    code: str
    label: str
    rows: Callable[[Any], Any]
    address: Callable[[str], str]


_kinds: dict[str, Reviewed] = {}


def register(kind: Reviewed) -> None:
    """Add a kind; called once from an app's ``ready()``."""
    _kinds[kind.code] = kind


def kinds() -> list[Reviewed]:
    """Every kind, in the order in which they were registered."""
    return list(_kinds.values())


def in_band(today: date, name: str) -> Q:
    """Overdue, or due in one of the bands, both ends included. Rules: R-050, R-217."""
    if name == "overdue":
        return Q(r_due__lt=today)
    first, last = next((first, last) for band, _, first, last in BANDS if band == name)
    return Q(r_due__range=(today + timedelta(days=first), today + timedelta(days=last)))


@dataclass(frozen=True)
class Asked:
    """What somebody asked to see."""

    user: Any
    today: date
    kind: str = ""
    area: str = ""
    owner: str = ""
    due: str = ""
    between: tuple[date, date] | None = None

    def of(self, kind: Reviewed) -> Any:
        """What there is of this kind."""
        rows = kind.rows(self.user)
        if self.area:
            rows = rows.filter(r_department=None if self.area == "trust" else int(self.area))
        if self.owner:
            rows = rows.filter(r_owner=None if self.owner == "none" else int(self.owner))
        if self.due:
            rows = rows.filter(in_band(self.today, self.due))
        return rows.filter(r_due__range=self.between) if self.between else rows

    def kinds(self) -> list[Reviewed]:
        """The kinds that were asked for."""
        return [kind for kind in kinds() if self.kind in ("", kind.code)]


Place = tuple[date, int, int]
"""Where a page ended: the day, the place of the kind among the kinds, the row's id."""


def page(
    asked: Asked, size: int, *, falling: bool = False, after: Place | None = None
) -> list[tuple[Place, Row]]:
    """The first rows after a place by their due day, the latest first when ``falling``; one query a kind."""
    found: list[Iterator[tuple[Place, Row]]] = []
    sign, way = ("-", "lt") if falling else ("", "gt")
    for position, kind in enumerate(asked.kinds()):
        rows = asked.of(kind)
        if after:
            rows = rows.filter(_beyond(way, position, after))
        listed = rows.order_by(f"{sign}r_due", f"{sign}pk").values_list(*COLUMNS)[:size]
        found.append(_placed(listed, position, kind.code))
    return list(islice(merge(*found, key=itemgetter(0), reverse=falling), size))


def _placed(listed: Any, position: int, code: str) -> Iterator[tuple[Place, Row]]:
    for values in listed:
        row = Row._make((*values, code))
        yield (row.due, position, row.pk), row


def _beyond(way: str, position: int, after: Place) -> Q:
    day, place, pk = after
    later = Q(**{f"r_due__{way}": day})
    if position == place:
        return later | Q(r_due=day, **{f"pk__{way}": pk})
    return later | Q(r_due=day) if (position > place) == (way == "gt") else later


@dataclass
class Counts:
    """How many are in force, overdue, and due in each band."""

    held: int = 0
    overdue: int = 0
    bands: dict[str, int] = field(default_factory=lambda: {name: 0 for name, *_ in BANDS})

    def add(self, row: dict[str, Any]) -> None:
        """Count a group of rows in."""
        self.held += row["held"]
        self.overdue += row["overdue"]
        for name in self.bands:
            self.bands[name] += row[f"band{name}"]

    def of(self, due: str) -> int:
        """Those in one band, or all."""
        return self.held if not due else self.overdue if due == "overdue" else self.bands[due]

    @property
    def soon(self) -> int:
        """Due in the next ninety days."""
        return sum(self.bands.values())


Group = tuple[str, int | None, str | None, int | None, str | None]


def counted(asked: Asked) -> dict[Group, Counts]:
    """Counts by kind, department and owner; one query a kind. Rules: R-050, R-217."""
    counts = {"held": Count("pk"), "overdue": Count("pk", filter=in_band(asked.today, "overdue"))}
    counts |= {f"band{name}": Count("pk", filter=in_band(asked.today, name)) for name, *_ in BANDS}
    by = ("r_department", "r_department_name", "r_owner", "r_owner_name")
    groups: dict[Group, Counts] = {}
    for kind in asked.kinds():
        for row in asked.of(kind).order_by().values(*by).annotate(**counts):
            groups.setdefault((kind.code, *(row[name] for name in by)), Counts()).add(row)
    return groups

"""How versions and their dates are shown: tags, names, and the words of a due date."""

from dataclasses import dataclass
from datetime import date

from policies.contents import said
from policies.models.versionstatus import VersionStatus


@dataclass(frozen=True)
class Tag:
    """A state in words and a colour."""

    text: str
    colour: str


@dataclass(frozen=True)
class Tags:
    """The tags of one row; as text they are for the export."""

    tags: tuple[Tag, ...]

    def __str__(self) -> str:
        return ", ".join(tag.text for tag in self.tags)


@dataclass(frozen=True)
class Named:
    """A version by its policy's title, its number and whose it is."""

    title: str
    number: int
    department: str | None

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}, {self.area}"

    @property
    def area(self) -> str:
        """Whose policy it is."""
        return self.department or "Trust-wide"


def tags_of(status: str, due: date | None, today: date) -> Tags:
    """Its state, and how its review stands: *in force* and *overdue* are two facts. Rules: R-217."""
    label = str(VersionStatus(status).label)
    if status != VersionStatus.DISSEMINATED:
        return Tags(
            (Tag(label, "grey" if status in (VersionStatus.DRAFT, VersionStatus.SUPERSEDED) else "blue"),)
        )
    return Tags((Tag(label, "green"), *review_tags(due, today)))


def review_tags(due: date | None, today: date) -> tuple[Tag, ...]:
    """Red when overdue, orange within 30 days, yellow within 90, nothing beyond."""
    if due is None:
        return ()
    left = (due - today).days
    if left < 0:
        return (Tag(f"Overdue by {-left:,} day{'s' if left != -1 else ''}", "red"),)
    if left == 0:
        return (Tag("Due today", "orange"),)
    if left <= 90:
        return (Tag(f"Due in {left} day{'s' if left != 1 else ''}", "orange" if left <= 30 else "yellow"),)
    return ()


def short(day: date | None, precision: str) -> str:
    """A date for a table: 2 Oct 2026, July 2022, 2016."""
    if day is None:
        return "Not known"
    return f"{day.day} {day:%b %Y}" if precision == "day" else said(day, precision)

"""How a department's library and its register stand: both columns, what is kept apart, what to do first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from consent.models import ImportStatus, LibraryImport, LibraryItem, Mismatch, MismatchKind, Recording
from consent.models.mismatch import OF_AN_ITEM
from consent.models.reconciled import MADE
from consent.models.recording_words import Basis, RecordingStatus
from consent.reconciling.comparing import newest_of
from recordings_gov.accounts.models import Department

FRESH = timedelta(days=7)
BUSY: dict[str, str] = {
    ImportStatus.BROUGHT: "An export is being checked.",
    ImportStatus.CONFIRMED: "An export is being taken over.",
}


@dataclass(frozen=True)
class Line:
    """One kind of difference, and how many are open."""

    kind: MismatchKind
    count: int


@dataclass(frozen=True)
class Apart:
    """What is not counted as a difference, and why."""

    label: str
    count: int
    says: str


def lines(department: Department) -> tuple[list[Line], list[Line]]:
    """From the library to here, and from here to the library. Rules: R-184, R-207, R-249."""
    open_ones = Mismatch.objects.filter(department=department).standing().order_by()
    counts = dict(open_ones.values_list("kind").annotate(Count("pk")))
    every = [Line(kind, counts.get(kind, 0)) for kind in MismatchKind]
    return (
        [line for line in every if line.kind in OF_AN_ITEM],
        [line for line in every if line.kind not in OF_AN_ITEM],
    )


def kept_apart(department: Department, today: date) -> list[Apart]:
    """What is not expected in the library, or not yet, and so is never late. Conflicts: C-19, C-34."""
    mine = Recording.objects.filter(department=department).exclude(status=RecordingStatus.DESTROYED)
    counted: dict[str, int] = mine.aggregate(
        held=Count("pk", filter=Q(status=RecordingStatus.HELD)),
        of_an_app=Count("pk", filter=Q(app_device__isnull=False)),
        not_due=Count("pk", filter=Q(status__in=MADE, uploaded_at=None, library_due_on__gte=today)),
        legacy=Count("pk", filter=Q(basis=Basis.LEGACY)),
        explained=Count("pk", filter=~Q(not_in_library_because="")),
    )
    return [
        Apart("Held until they are asked", counted["held"], "Their day begins with the signature"),
        Apart("Photos of the approved app", counted["of_an_app"], "They stay in the record system alone"),
        Apart("Made, and not due there yet", counted["not_due"], "Their working day is not over"),
        Apart("From before 1997", counted["legacy"], "They need no form to be kept"),
        Apart("Films that stay out, with the reason", counted["explained"], "In the register of films"),
    ]


def first_thing(department: Department, user: Any, today: date) -> tuple[str, str, str]:
    """What to do first: a sentence, the name of an address, and the reference it needs."""
    waiting = LibraryImport.objects.filter(department=department, status=ImportStatus.CHECKED).first()
    if waiting is not None:
        return (
            "An export waits until somebody says that it is right.",
            "library-import-detail",
            waiting.reference,
        )
    busy = LibraryImport.objects.filter(department=department, status__in=BUSY).first()
    if busy is not None:
        return BUSY[busy.status], "library-import-detail", busy.reference
    newest = newest_of(department)
    if newest is None:
        return (
            "Bring the library’s first export. Then both sides can be compared.",
            "library-import-bring",
            "",
        )
    if newest.taken_at and newest.taken_at.date() <= today - FRESH:
        return "The last export is more than a week old. Bring a new one.", "library-import-bring", ""
    mine = Mismatch.objects.filter(department=department, owner=user).standing().count()
    if mine:
        return f"{mine:,} of these wait for you.", "mismatch-list", ""
    return "", "", ""


def there(department: Department) -> int:
    """How many images the library holds, as its newest export says."""
    return int(LibraryItem.objects.filter(department=department, is_there=True).count())

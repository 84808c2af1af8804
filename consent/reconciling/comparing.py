"""Comparing the library with the register: after each export whole, every night what has changed."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q

from consent.models.library_import import ImportStatus, LibraryImport
from consent.models.library_item import LibraryWatermark
from consent.models.mismatch import ACT, OF_A_RECORDING, OF_AN_ITEM, Mismatch, MismatchKind, MismatchStatus
from consent.reconciling import staging
from consent.reconciling.checking import NO_RIGHT, NO_ROOM, is_full
from consent.reconciling.finding import Found, Scope, find
from consent.reconciling.owning import Owners
from consent.reconciling.touched import touched
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_alike, write_set_changes
from recordings_gov.jobs.each import each

logger = logging.getLogger("consent.reconciling")

JOB, TAKE = "consent.reconcile_library", "consent.take_library_exports"
AT_ONCE = 5_000
Thing = tuple[str, int]


def take_confirmed(today: date) -> int:
    """Take over each export that somebody confirmed; how many mismatches were opened.

    A worker that dies leaves the department as it was, and the next run does it. Rules: R-184, R-207.
    """
    rows = LibraryImport.objects.to_take().select_related("department", "brought_by")
    return each(rows, partial(take_over, today=today), logger, lambda made: f"export {made.reference}")


def reconcile_all(today: date) -> int:
    """Compare each department that has an export; how many mismatches were opened. Rules: R-207, R-249."""
    newest = LibraryImport.objects.filter(status=ImportStatus.TAKEN).order_by().values("department")
    rows = Department.objects.filter(pk__in=newest).order_by("pk")
    return each(rows, partial(reconcile, today=today), logger, lambda row: f"department {row.pk}")


def take_over(made: LibraryImport, today: date) -> int:
    """The rows over those of the last export, and everything compared: all of it or nothing."""
    if not made.brought_by.can(ACT):
        made.give_up(NO_RIGHT, TAKE)
        return 0
    try:
        return _take_over(made, today)
    except (OSError, DatabaseError) as error:
        if not is_full(error):
            raise
        made.give_up(NO_ROOM, TAKE)
        return 0


def _take_over(made: LibraryImport, today: date) -> int:
    _known(made.department)
    with transaction.atomic(), acting_as(made.brought_by, job=JOB):
        if _locked(made.department) is None:
            return 0
        made.refresh_from_db()
        if made.status != ImportStatus.CONFIRMED:
            return 0
        staging.take(made)
        made.take_over(by=made.brought_by)
        return _compare(made.department, Scope(), made, today)


def reconcile(department: Department, today: date) -> int:
    """What has changed since the last comparison, and nothing else; how many mismatches were opened."""
    _known(department)
    with transaction.atomic(), acting_as(None, job=JOB):
        mark, made = _locked(department), newest_of(department)
        if mark is None or made is None:
            return 0
        scope = touched(department, mark.until, today)
        staging.link(department, scope.items)
        return _compare(department, scope, made, today)


def newest_of(department: Department) -> LibraryImport | None:
    """The export that says what is in the library now."""
    taken = LibraryImport.objects.filter(department=department, status=ImportStatus.TAKEN)
    found: LibraryImport | None = taken.select_related("brought_by").order_by("-taken_at", "-pk").first()
    return found


def _known(department: Department) -> None:
    """There is a row to lock, for everybody to see, before the first long comparison begins."""
    LibraryWatermark.objects.get_or_create(department=department)


def _locked(department: Department) -> LibraryWatermark | None:
    """The turn of this worker; None while another has it, who is not waited for: it may take an hour."""
    staging.be_patient()
    rows = LibraryWatermark.objects.select_for_update(skip_locked=True)
    found: LibraryWatermark | None = rows.filter(department=department).first()
    return found


def _compare(department: Department, scope: Scope, made: LibraryImport, today: date) -> int:
    began = clock.now()
    found = find(department, scope, today, made.created_at)
    opened = _settle(department, scope, found, made)
    LibraryWatermark.objects.filter(department=department).update(until=began)
    return opened


def _settle(department: Department, scope: Scope, found: Found, made: LibraryImport) -> int:
    """Open what is new, bring back what is still there, let go what is not; never two for one thing."""
    things: set[Thing] = {(kind, pk) for kind, pks in found.items() for pk in pks}
    known: set[Thing] = set()
    owners = Owners(made.brought_by)
    for rows in _rows_about(department, scope):
        changed, gone = [], []
        for row in rows:
            thing = (row.kind, row.item_id or row.recording_id or row.form_id)
            if thing in things:
                known.add(thing)
                if _comes_back(row, made.taken_at):
                    changed.append(_opened(row))
                if row.status == MismatchStatus.OPEN and not owners.fits(row.owner):
                    row.owner = owners.first
                    changed.append(row)
            elif row.status == MismatchStatus.OPEN:
                row.status = MismatchStatus.GONE
                gone.append(row)
        write_set_changes(Mismatch, changed, "mismatch.reopened", JOB)
        write_set_changes(Mismatch, gone, "mismatch.gone", JOB)
    return open_all(department, things - known, owners.first)


def _rows_about(department: Department, scope: Scope) -> Iterator[list[Mismatch]]:
    """The mismatches that this comparison decides on, a part at a time: there may be one an image."""
    rows = Mismatch.objects.filter(department=department).select_related("owner").order_by("pk")
    if not scope.is_everything:
        about = Q(item__in=scope.items) | Q(recording__in=scope.recordings) | Q(form__in=scope.forms)
        rows = rows.filter(about)
    last = 0
    while part := list(rows.filter(pk__gt=last).select_for_update(of=("self",))[:AT_ONCE]):
        last = part[-1].pk
        yield part
        if len(part) < AT_ONCE:
            return


def _comes_back(row: Mismatch, taken_at: datetime | None) -> bool:
    """What was resolved is believed until an export that is newer still shows it."""
    if row.status == MismatchStatus.RESOLVED:
        return bool(row.resolved_at and taken_at and taken_at > row.resolved_at)
    return row.status == MismatchStatus.GONE


def _opened(row: Mismatch) -> Mismatch:
    row.status, row.times_back, row.found_at = MismatchStatus.OPEN, row.times_back + 1, clock.now()
    row.resolved_at, row.resolved_by, row.reason = None, None, ""
    return row


def open_all(department: Department, things: Iterable[Thing], owner: Any) -> int:
    """A row for each, with its history; how many. One event names those of a kind, by the thousand."""
    opened, moment = 0, clock.now()
    for kind, those in groupby(sorted(things), key=itemgetter(0)):
        row = Mismatch(kind=kind, department=department, owner=owner, found_at=moment)
        opened += len(write_alike(row, _about(kind), [pk for _, pk in those], "mismatch.found", JOB))
    return opened


def _about(kind: str) -> str:
    if kind in OF_AN_ITEM:
        return "item"
    return "recording" if MismatchKind(kind) in OF_A_RECORDING else "form"

"""Checking an export, whole: kept on disk, read by a job in parts; what a killed worker began begins anew."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from consent.models.library_check import LibraryCheck, TurnLost
from consent.models.library_import import (
    ACT,
    MOST_SHOWN,
    Checked,
    ImportStatus,
    LibraryColumns,
    LibraryImport,
)
from consent.reconciling import columns as wanted
from consent.reconciling import folder, staging
from consent.reconciling.folder import Arriving
from consent.reconciling.reading import FileUnreadable, Reader, Row, Wrong, head_of, opened
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.jobs.each import each

logger = logging.getLogger("consent.reconciling")

JOB = "consent.check_library_exports"
LEASE = timedelta(seconds=60)
AT_ONCE = 20_000
SMALL = 1 << 20
MOST_ROWS = 2_000_000

TOO_MANY = f"The file has more than {MOST_ROWS:,} rows. Bring it in parts, department by department"
NO_ROWS = "There are headings and no rows. A library that is empty has no export"
NO_ROOM = "There was no room on the disk. Nothing of it was kept. Tell the system administrator"
NO_RIGHT = "Whoever brought it may not bring exports any more. Bring it again"
LOST = "The file is no longer on the disk. Bring it again"
TRIED_OUT = "It was begun several times and never ended. Bring it in parts, or tell the system administrator"


def bring(*, by: Any, department: Department, file: Arriving) -> LibraryImport:
    """Keep a file that somebody brought, with the columns as they were last said; a job checks it.

    What is small is checked at once. Raises ValidationError when it cannot be read by its first lines,
    PermissionDenied, OSError when there is no room.
    """
    columns = {name: heading for name, heading in LibraryColumns.kept().items() if heading}
    _look(file, columns, department)
    with transaction.atomic():
        made = LibraryImport.bring(by=by, department=department, columns=columns, size=file.bytes)
        file.keep(made.reference)
    if file.bytes <= SMALL:
        _at_once(made)
    return made


def _at_once(made: LibraryImport) -> None:
    """In the request that brings it; what comes in between is left to the job."""
    try:
        check(made)
    except DatabaseError as error:
        logger.warning("export %s is left to the job: %s", made.reference, type(error).__name__)
    made.refresh_from_db()


def _look(file: Arriving, columns: Mapping[str, str], department: Department) -> None:
    try:
        with opened(head_of(file)) as text:
            reader = Reader(text, columns, (department.name, department.slug))
            problems = wanted.missing(columns, reader.headings)
            if problems:
                raise ValidationError(
                    {"export": [ValidationError(says, code="columns") for says in problems]}
                )
            if next(reader.rows(), None) is None:
                raise ValidationError({"export": NO_ROWS})
    except FileUnreadable as error:
        raise ValidationError({"export": str(error)}) from error


def check_brought() -> int:
    """Check each export that waits for it and that nobody else reads; how many were decided on.

    What goes wrong with one stops no other; the first such error is raised once all had their turn.
    """
    waiting = LibraryImport.objects.filter(status=ImportStatus.BROUGHT)
    folder.sweep(waiting.values_list("reference", flat=True))
    rows = waiting.select_related("brought_by", "department", "checking").order_by("pk")
    return each(rows, check, logger, lambda made: f"export {made.reference}")


def check(made: LibraryImport) -> bool:
    """Read one export and decide on it; False if somebody else does, or has stopped it."""
    turn, by = made.checking, made.brought_by
    if not turn.take(LEASE):
        return False
    try:
        if not by.can(ACT):
            made.give_up(NO_RIGHT, JOB)
        elif turn.is_tried_out:
            made.give_up(TRIED_OUT, JOB)
        else:
            with acting_as(by, job=JOB):
                _decide(made, turn, _read(made, turn))
    except TurnLost:
        return False
    except FileNotFoundError:
        made.give_up(LOST, JOB)
    except (OSError, DatabaseError) as error:
        if not is_full(error):
            raise
        made.give_up(NO_ROOM, JOB)
    finally:
        turn.give_back()
    return True


def _read(made: LibraryImport, turn: LibraryCheck) -> Checked:
    """Rows into the table and wrong lines into sentences, a part at a time, each part for good."""
    with transaction.atomic():
        _go_on(made, turn, 0, 0)
        made.forget_rows()
    try:
        with folder.of(made.reference).open("rb") as raw, opened(raw) as text:
            reader = Reader(text, made.columns, (made.department.name, made.department.slug))
            problems = wanted.missing(made.columns, reader.headings)
            if problems:
                return Checked(wrong=len(problems), problems=tuple(problems))
            return _kept(made, turn, reader.rows(), raw.tell)
    except FileUnreadable as error:
        return Checked(wrong=1, problems=(str(error),))


def _kept(
    made: LibraryImport, turn: LibraryCheck, rows: Iterator[Row | Wrong], read: Callable[[], int]
) -> Checked:
    people, problems = staging.people(), list[str]()
    count = wrong = 0
    while part := list(islice(rows, AT_ONCE)):
        said = [str(found) for found in part if isinstance(found, Wrong)]
        count, wrong = count + len(part), wrong + len(said)
        problems += said[: MOST_SHOWN - len(problems)]
        if count > MOST_ROWS:
            return Checked(rows=count, wrong=1, problems=(TOO_MANY,))
        with transaction.atomic():
            _go_on(made, turn, read(), count)
            if not wrong:
                staging.keep(made, cast("list[Row]", part), people)
    if not count:
        return Checked(wrong=1, problems=(NO_ROWS,))
    return Checked(rows=count, wrong=wrong, problems=tuple(problems))


def _decide(made: LibraryImport, turn: LibraryCheck, found: Checked) -> None:
    """What only the whole can tell, and then the word on it: nothing of a wrong one is kept."""
    with transaction.atomic():
        _go_on(made, turn, turn.size, found.rows)
        if not found.wrong:
            found = replace(staging.whole(made), rows=found.rows)
        if found.wrong:
            made.refuse(by=made.brought_by, found=found)
        else:
            made.find_right(by=made.brought_by, found=found)


def _go_on(made: LibraryImport, turn: LibraryCheck, done: int, rows: int) -> None:
    """Inside a part's transaction: whoever stops the check waits for the part. Raises TurnLost."""
    mine = LibraryImport.objects.filter(pk=made.pk, status=ImportStatus.BROUGHT)
    if not list(mine.select_for_update(of=("self",)).values_list("pk")):
        raise TurnLost
    turn.go_on(LEASE, done=done, rows=rows)


def is_full(error: BaseException) -> bool:
    """Whether the disk had no room: the system, PostgreSQL and SQLite say so each in its own words."""
    cause = error.__cause__
    return (
        getattr(error, "errno", None) == 28
        or getattr(cause, "sqlstate", "") == "53100"
        or getattr(cause, "sqlite_errorname", "") == "SQLITE_FULL"
    )

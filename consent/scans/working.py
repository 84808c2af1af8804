"""Reading what was brought, page by page: what is settled stays settled, whatever happens to the worker."""

import logging
from datetime import timedelta
from itertools import groupby
from typing import Any

from consent.models import PageStatus, ScanBatch, ScanFile, ScannedPage
from consent.models.scan_batch import FileStatus, Refusal
from consent.scans import attaching, reading
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents import files
from recordings_gov.documents.errors import FileDamaged, FileNotKept
from recordings_gov.jobs.each import each
from recordings_gov.workflow import WrongState

logger = logging.getLogger("consent.scans")

JOB = "consent.read_scans"
LEASE = timedelta(seconds=60)
SCAN, PICTURE = "scan", "jpg"
NO_ROOM, NO_RIGHT = "disk", "right"


def read_scans() -> int:
    """Read every batch that has something unread and that nobody else is reading; how many pages.

    What goes wrong with one batch stops no other; the first such error is raised once all had their turn.
    """
    waiting = ScanBatch.objects.unread().select_related("brought_by", "turn")
    return each(waiting, read_batch, logger, lambda batch: f"batch {batch.reference}")


def read_batch(batch: ScanBatch) -> int:
    """Read what is unread of one batch; a full disk leaves the rest for the next run.

    Rules: R-110.
    """
    by, turn, trouble, done = batch.brought_by, batch.turn, "", 0
    if not turn.take(LEASE):
        return 0
    try:
        if not by.can("consent.attach_scan", batch):
            trouble = NO_RIGHT
            return 0
        with acting_as(by, job=JOB):
            for file in batch.files.filter(status=FileStatus.WAITING):
                _open(batch, file, by)
            for page in batch.pages.to_read().exclude(status=PageStatus.WAITING).select_related("form"):
                attaching.settle_again(page, by)
            for file in batch.files.filter(status=FileStatus.OPENED):
                for _ in _read(file, by):
                    done += 1
                    turn.prolong(LEASE)
    except FileNotKept:
        trouble = NO_ROOM
        logger.warning("batch %s waits: there is no room for its pictures", batch.reference)
    finally:
        turn.give_back(trouble)
    return done


def _open(batch: ScanBatch, file: ScanFile, by: Any) -> None:
    try:
        pages = reading.count(files.read(file.sha256, SCAN), file.kind)
    except FileDamaged:
        file.refuse(by=by, refusal=Refusal.DAMAGED)
    except reading.FileRefused as refused:
        file.refuse(by=by, refusal=refused.kind)
    else:
        if batch.pages.count() + pages > reading.LIMITS.pages:
            file.refuse(by=by, refusal=Refusal.TOO_MANY)
        else:
            file.open(by=by, pages=pages)


def _read(file: ScanFile, by: Any) -> Any:
    """Settle each page of a file that is not read yet; gives each as it is settled."""
    waiting = {page.number: page for page in file.pages.filter(status=PageStatus.WAITING)}
    if not waiting:
        return
    content = files.read(file.sha256, SCAN)
    for first, last in _runs(sorted(waiting)):
        for found in reading.pages(content, file.kind, first, last):
            _settle(waiting[found.number], found, by)
            yield found.number


def _settle(page: ScannedPage, found: reading.PageRead, by: Any) -> None:
    picture = files.keep(found.picture, PICTURE) if found.picture else ""
    try:
        attaching.settle(page, found.codes, picture, by)
    except WrongState:
        return  # somebody whose turn was over settled it


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as stretches: 1 2 3 7 8 is 1–3 and 7–8."""
    stretches = []
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        members = [number for _, number in group]
        stretches.append((members[0], members[-1]))
    return stretches

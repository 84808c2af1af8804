"""Each night: is every original in the library still the one that was made? Rules: R-155, R-248."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from consent.library_says import Library, connected
from consent.models import FingerprintCheck, Found, Recording, RecordingStatus, RecordingStep
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set, write_set_changes
from recordings_gov.notifications import tasks_due

JOB = "comparing fingerprints with the library"
AT_ONCE = 1_000
LOOK = "The file in the library does not match the original of {reference}. Look into it today"


def compare_originals(library: Library | None = None) -> int:
    """Compare each original that has a fingerprint, what is in quarantine first; how many do not match.

    A second run of the night finds the same and writes no second step and no second task.
    Off while no library is connected. Raises OSError when the library cannot be read. Rules: R-248.
    """
    known = library or connected()
    if known is None:
        return 0
    moment = clock.now()
    return sum(_compare(rows, known, moment) for rows in _batches())


def _batches() -> Iterator[list[Any]]:
    rows = Recording.objects.filter(fingerprint__isnull=False).exclude(status=RecordingStatus.DESTROYED)
    rows = rows.select_related("fingerprint", "fingerprint_check", "department")
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def _compare(rows: list[Any], library: Library, moment: datetime) -> int:
    has = library.fingerprints([row.file_name for row in rows if row.file_name])
    added, changed, news = [], [], []
    for row in rows:
        found = _found(row.fingerprint.sha256, has.get(row.file_name, ""))
        if found == Found.MISSING and row.uploaded_at is None:
            continue
        check = getattr(row, "fingerprint_check", None)
        if check is None or check.found != found:
            news.append((row, found))
        if check is None:
            check = FingerprintCheck(recording=row, found=found, at=moment)
            added.append(check)
        else:
            changed.append(check)
        check.found, check.at = found, moment
        if found == Found.SAME:
            check.same_at = moment
    with transaction.atomic(), acting_as(None, job=JOB):
        write_set(FingerprintCheck, added, "fingerprintcheck.compared", JOB, as_one=True)
        write_set_changes(FingerprintCheck, changed, "fingerprintcheck.compared", JOB, as_one=True)
        for row, found in news:
            _tell(row, found)
    return sum(each.found == Found.DIFFERENT for each in (*added, *changed))


def _found(given: str, has: str) -> Found:
    if not has:
        return Found.MISSING
    return Found.SAME if has == given else Found.DIFFERENT


def _tell(row: Any, found: Found) -> None:
    """A step in its life; and somebody looks into what does not match. Rules: R-183, R-248."""
    same = found == Found.SAME
    says = str(found.label) if found == Found.MISSING else ""
    row.write_custody(RecordingStep.VERIFIED if same else RecordingStep.MISMATCH, by=None, says=says)
    if found == Found.DIFFERENT:
        shut = row.status == RecordingStatus.QUARANTINED
        tasks_due.ask(
            key=f"fingerprint:{row.reference}:{clock.today()}",
            what=LOOK.format(reference=row.reference),
            about=row,
            role=Role.IG_MANAGER if shut else Role.MEDIA_STUDIO,
            due_on=clock.today(),
            rule="R-248",
        )

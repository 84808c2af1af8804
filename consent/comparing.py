"""Each night: is every original in the library still the one that was made? Rules: R-155, R-248."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, When

from consent.library_says import Library, connected
from consent.models import FingerprintCheck, Found, Recording, RecordingStatus, RecordingStep
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.bulk import write_set, write_set_changes

JOB = "comparing fingerprints with the library"
MOST = 200_000
LONGEST = timedelta(hours=3)
QUARANTINED, ELSEWHERE, NOT_THERE_YET = range(3)


def compare_originals(library: Library | None = None) -> int:
    """Compare originals that have a fingerprint; how many do not match.

    What is in quarantine first, every night; then whatever was compared longest ago, for three hours and
    no more than 200,000, so that what a night does not reach, or a worker that died, the next one begins
    with. A second run finds the same and writes no second step and no second task. Off while no library is
    connected. Raises OSError when the library itself cannot be read. Rules: R-248.
    """
    known = library or connected()
    if known is None:
        return 0
    moment = clock.now()
    return sum(_compare(rows, known, moment) for rows in _batches(known.at_once, moment + LONGEST))


def _batches(at_once: int, until: datetime) -> Iterator[list[Any]]:
    first = Case(
        When(status=RecordingStatus.QUARANTINED, then=QUARANTINED),
        When(Q(uploaded_at=None, fingerprint_check=None), then=NOT_THERE_YET),
        default=ELSEWHERE,
    )
    rows = Recording.objects.filter(fingerprint__isnull=False).exclude(status=RecordingStatus.DESTROYED)
    longest_ago = F("fingerprint_check__at").asc(nulls_first=True)
    wanted = list(rows.order_by(first, longest_ago, "pk").values_list("pk", flat=True)[:MOST])
    whole = rows.select_related("fingerprint", "fingerprint_check", "department")
    for start in range(0, len(wanted), at_once):
        if clock.now() > until:
            return
        yield list(whole.filter(pk__in=wanted[start : start + at_once]).order_by("pk"))


def _compare(rows: list[Any], library: Library, moment: datetime) -> int:
    has = library.fingerprints([row.file_name for row in rows if row.file_name])
    added, changed, news = [], [], []
    for row in rows:
        found = _found(row.fingerprint.sha256, has.get(row.file_name))
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


def _found(given: str, has: str | None) -> Found:
    if has is None:
        return Found.MISSING
    if not has:
        return Found.UNREADABLE
    return Found.SAME if has == given else Found.DIFFERENT


def _tell(row: Any, found: Found) -> None:
    """A step in its life, where the file was read; somebody looks into what does not match. R-183, R-248."""
    if found == Found.UNREADABLE:
        return
    same = found == Found.SAME
    says = str(found.label) if found == Found.MISSING else ""
    row.write_custody(RecordingStep.VERIFIED if same else RecordingStep.MISMATCH, by=None, says=says)
    if found == Found.DIFFERENT:
        row.ask_to_look()

"""The library's export brought in, and a whole library compared with a whole register."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.db import models, transaction

from consent.models import (
    ConsentForm,
    ImportStatus,
    LibraryColumns,
    LibraryImport,
    LibraryItem,
    LibraryRow,
    LibraryWatermark,
    Mismatch,
    MismatchKind,
    Permission,
    Recording,
)
from consent.reconciling import checking, comparing, staging
from consent.reconciling.finding import Scope, find
from consent.reconciling.folder import Arriving
from recordings_gov import clock, references
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.patients.models import Patient
from tests.bench import generator
from tests.bench.measuring import Effort, Row, Turns
from tests.consent.endings import recorded
from tests.consent.library_exports import HEADINGS
from tests.consent.situations import explained, signed, started

WRONG = 50
DIFFERENCES = 100_000
OLD_DAYS = 30
TABLES = (LibraryItem, LibraryRow, Recording, ConsentForm, Permission)
BARE = """
SELECT COUNT(*) FROM consent_libraryitem AS item
FULL JOIN consent_recording AS recording ON recording.id = item.recording_id
WHERE item.id IS NULL OR recording.id IS NULL
"""


def measure(effort: Effort) -> Iterator[Row]:
    """Bringing in, comparing everything, and comparing a night's changes."""
    studio, department = User.objects.get(username="media_studio"), Department.objects.earliest("pk")
    count = effort.rows
    first = _register(count, department, studio)
    LibraryColumns.say(by=studio, columns=HEADINGS)
    content = _export(count, department)
    bare = _seconds(lambda: _loaded(content, department))
    brought = _seconds(lambda: _checked(content, department, studio))
    waiting = LibraryImport.objects.get(department=department, status=ImportStatus.CHECKED)
    waiting.confirm(by=studio)
    taken = _seconds(lambda: comparing.take_confirmed(clock.today()))
    generator.tidy(*TABLES)
    turns = Turns(replace(effort, rounds=5, each=1), whole=lambda: _found(department), bare=_bare)
    with acting_as(None, job="bench"):
        Recording.objects.get(pk=first).quarantine(by=studio, reason="Consent was taken back")
    comparing.reconcile(department, clock.today())
    nights = Turns(
        replace(effort, rounds=5, each=1),
        changes=lambda: comparing.reconcile(department, clock.today()),
        everything=lambda: _everything(department),
    )
    name = f"{count:,} images"
    yield Row(
        f"export of {name}, checked", "loading it unchecked", brought / bare, "≤ 2 ×",
        brought / bare <= 2, brought * 1000, bare * 1000,
    )  # fmt: skip
    yield turns.row(
        f"{name} compared with {count:,} recordings and forms", "whole", "bare",
        against="one bare FULL JOIN", at_most=1.1,
        note=f"a question for each kind of difference; taking the export over before it took {taken:.0f} s",
    )  # fmt: skip
    yield nights.faster(
        "a night's changes compared", "changes", "everything",
        against=f"a night that compares all {name}", at_least=100,
    )  # fmt: skip
    yield from _differences(department, studio, min(count // 10, DIFFERENCES))


def _differences(department: Department, studio: User, count: int) -> Iterator[Row]:
    """As many images that nobody knows: each difference a row with its history; an event names them."""
    known = Mismatch.objects.filter(kind=MismatchKind.NAME).values("item")  # the demonstration has some
    items = LibraryItem.objects.filter(department=department).exclude(pk__in=known).order_by("pk")
    rows = [(MismatchKind.NAME, pk) for pk in items.values_list("pk", flat=True)[:count]]

    def by_history() -> None:
        with transaction.atomic(), acting_as(studio):
            moment = clock.now()
            made = [
                Mismatch(
                    kind=kind,
                    department=department,
                    owner=studio,
                    item_id=pk,
                    found_at=moment,
                    created_at=moment,
                    changed_at=moment,
                    reference=references.new("MIS"),
                )
                for kind, pk in rows
            ]
            # What simple-history's own function does, which governed records refuse.
            models.QuerySet(Mismatch).bulk_create(made, batch_size=5_000)
            Mismatch.history.bulk_history_create(made, batch_size=5_000, default_user=studio)
            transaction.set_rollback(True)

    def by_ours() -> None:
        with transaction.atomic():
            staging.be_patient()
            comparing.open_all(department, rows, studio)
            transaction.set_rollback(True)

    theirs, ours = _seconds(by_history), _seconds(by_ours)
    yield Row(
        f"{count:,} differences opened, with history and event", "bulk_create_with_history, no event",
        theirs / ours, "≥ 4 × faster", theirs / ours >= 4, ours * 1000, theirs * 1000,
    )  # fmt: skip


def _checked(content: bytes, department: Department, studio: User) -> None:
    """Kept, and checked as the job does."""
    with Arriving.of(content) as file:
        made = checking.bring(by=studio, department=department, file=file)
    checking.check_brought()
    made.refresh_from_db()
    if made.status != ImportStatus.CHECKED:
        raise AssertionError(made.problems)


def _register(count: int, department: Department, studio: User) -> int:
    """As many recordings, each in the library, with its own signed form; the id of the first."""
    patient = Patient.objects.filter(access_needs=[]).earliest("pk")
    form = signed(explained(started(studio, department, patient), studio), studio)
    recording = recorded(form, studio)
    recording.take_off_camera(by=studio, at=clock.now(), place="safe", where="Shelf 2")
    recording.upload(by=studio, library_number="L-0", named=recording.file_name)
    reference = generator.REFERENCE
    forms = ConsentForm.objects.filter(pk=form.pk)
    old = generator.ago("signed_at", f"{OLD_DAYS * 86400} + n * 0")
    generator.copy(forms, 1, count, {"reference": reference.format(kind="CF"), "signed_at": old})
    last = ConsentForm.objects.order_by("-pk").values_list("pk", flat=True)[0] - count
    generator.copy(
        Permission.objects.filter(form=form, kind="teaching"), 1, count, {"form_id": f"{last} + n"}
    )
    name = reference.format(kind="REC")
    generator.copy(Recording.objects.filter(pk=recording.pk), 1, count, {
        "reference": name,
        "form_id": f"{last} + n",
        "library_number": "'L-' || n",
        "file_name": f"{name} || '-photo-01'",
    })  # fmt: skip
    return int(recording.pk)


def _export(count: int, department: Department) -> bytes:
    """All of them, a few images that nobody knows, and a tenth open for teaching."""
    lines = [",".join(HEADINGS.values())]
    for number in range(count + WRONG):
        name = f"{references.new('REC')}-photo-01.jpg"
        use = "record" if number % 10 else "teaching"
        lines.append(f"L-{number},{name},{department.name},yes,{use},media_studio,2026-11-20")
    return "\n".join(lines).encode()


def _loaded(content: bytes, department: Department) -> None:
    """What a script does: every row as it stands, five thousand at once; taken back afterwards."""
    with transaction.atomic():
        rows = (line.split(",") for line in content.decode().splitlines()[1:])
        items = (
            LibraryItem(
                department=department, library_number=number, file_name=name, is_visible=True, digest=""
            )
            for number, name, *_ in rows
        )
        while part := [item for item, _ in zip(items, range(5_000), strict=False)]:
            LibraryItem.objects.bulk_create(part)
        transaction.set_rollback(True)


def _found(department: Department) -> None:
    with transaction.atomic():
        staging.be_patient()
        find(department, Scope(), clock.today() + timedelta(days=1), clock.now())


def _everything(department: Department) -> None:
    """As if nothing had ever been compared."""
    LibraryWatermark.objects.filter(department=department).update(until=None)
    comparing.reconcile(department, clock.today())


def _bare() -> None:
    with generator.patience() as cursor:
        cursor.execute(BARE)
        cursor.fetchone()


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began

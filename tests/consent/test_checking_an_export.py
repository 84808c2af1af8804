"""An export is checked in parts by a job that may die: begun anew, stopped, given up, never half done."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from consent.models import ImportStatus, LibraryCheck, LibraryImport, LibraryItem, LibraryRow
from consent.models.library_check import MOST_TRIES
from consent.reconciling import checking, comparing, folder, staging
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from tests.consent.library_exports import brought, export, image

pytestmark = pytest.mark.django_db
ROWS = [image(f"L-{number}") for number in range(7)]


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Nothing of another test lies where exports lie."""
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def waiting(media_studio: Any, department: Any, monkeypatch: Any) -> LibraryImport:
    """An export of seven rows that a job will read, three at once."""
    monkeypatch.setattr(checking, "SMALL", 0)
    monkeypatch.setattr(checking, "AT_ONCE", 3)
    return brought(media_studio, department, export(*ROWS))


def begun(made: LibraryImport, monkeypatch: Any, then: Any) -> None:
    """Read until the second part is about to be written, when ``then`` happens instead."""
    keep = staging.keep

    def second(made: Any, rows: Any, people: Any) -> None:
        if LibraryRow.objects.exists():
            then()
        keep(made, rows, people)

    with monkeypatch.context() as once:
        once.setattr(staging, "keep", second)
        checking.check_brought()


class Killed(BaseException):
    """Nobody catches it: so does a worker end."""


def dies() -> None:
    raise Killed


@pytest.mark.both
def test_what_a_dead_worker_began_begins_anew_and_is_never_read_by_two(
    waiting: LibraryImport, monkeypatch: Any
) -> None:
    with monkeypatch.context() as once:
        once.setattr(LibraryCheck, "give_back", lambda _: None)
        with pytest.raises(Killed):
            begun(waiting, monkeypatch, dies)
    assert LibraryRow.objects.count() == 3
    assert checking.check_brought() == 0
    LibraryCheck.objects.update(until=clock.now() - timedelta(seconds=1))
    assert checking.check_brought() == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.rows, LibraryRow.objects.count()) == (ImportStatus.CHECKED, 7, 7)
    assert not LibraryCheck.objects.exists()
    event = Event.objects.get(action="libraryimport.find_right")
    assert (event.actor, event.on_behalf_of_job) == (waiting.brought_by, checking.JOB)


def test_whoever_stops_a_check_stops_it_for_the_worker_too(waiting: LibraryImport, monkeypatch: Any) -> None:
    begun(waiting, monkeypatch, lambda: LibraryCheck.objects.update(until=clock.now()))
    waiting.refresh_from_db()
    assert waiting.status == ImportStatus.BROUGHT
    LibraryCheck.objects.update(until=clock.now())
    begun(waiting, monkeypatch, lambda: LibraryImport.objects.get().discard(by=waiting.brought_by))
    waiting.refresh_from_db()
    assert waiting.status == ImportStatus.DISCARDED


def test_a_check_that_kills_every_worker_is_given_up_and_the_department_may_bring_another(
    waiting: LibraryImport, department: Any
) -> None:
    LibraryCheck.objects.update(tries=MOST_TRIES)
    checking.check_brought()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.problems) == (ImportStatus.REFUSED, [checking.TRIED_OUT])
    assert not waiting.is_wrong_in_lines
    assert Event.objects.get(action="libraryimport.given_up").on_behalf_of_job == checking.JOB
    assert brought(waiting.brought_by, department, export(*ROWS)).status == ImportStatus.BROUGHT


def test_an_export_whose_file_or_whose_bringer_is_gone_is_given_up_in_words(
    waiting: LibraryImport, department: Any, head_of_media_studio: Any
) -> None:
    folder.remove(waiting.reference)
    checking.check_brought()
    waiting.refresh_from_db()
    assert waiting.problems == [checking.LOST]
    second = brought(head_of_media_studio, department, export(*ROWS))
    ended(head_of_media_studio)
    checking.check_brought()
    second.refresh_from_db()
    assert second.problems == [checking.NO_RIGHT]


def test_a_confirmed_export_of_somebody_who_left_is_given_up_and_blocks_nobody(
    waiting: LibraryImport, department: Any, head_of_media_studio: Any
) -> None:
    checking.check_brought()
    waiting.refresh_from_db()
    waiting.confirm(by=head_of_media_studio)
    ended(waiting.brought_by)
    assert comparing.take_confirmed(clock.today()) == 0
    waiting.refresh_from_db()
    assert (waiting.status, waiting.problems) == (ImportStatus.REFUSED, [checking.NO_RIGHT])
    assert not LibraryItem.objects.exists()
    assert not LibraryRow.objects.exists()


@pytest.mark.fault
def test_no_room_while_it_is_taken_over_is_told_and_the_last_export_stands(
    waiting: LibraryImport, monkeypatch: Any
) -> None:
    checking.check_brought()
    waiting.refresh_from_db()
    waiting.confirm(by=waiting.brought_by)

    def full(_: Any) -> None:
        error = OperationalError()
        error.__cause__ = type("Full", (Exception,), {"sqlstate": "53100"})()
        raise error

    monkeypatch.setattr(staging, "take", full)
    comparing.take_confirmed(clock.today())
    waiting.refresh_from_db()
    assert (waiting.status, waiting.problems) == (ImportStatus.REFUSED, [checking.NO_ROOM])
    assert not LibraryRow.objects.exists()


def test_what_lies_about_without_a_check_is_removed_and_what_is_needed_or_arrives_is_not(
    waiting: LibraryImport,
) -> None:
    old = clock.now().timestamp() - 2 * folder.IDLE_SECONDS
    paths = [folder.of("LIB-0000-0000-0"), folder.place() / "new-half", folder.place() / "new-now"]
    for path in paths:
        path.touch()
    for path in [*paths[:2], folder.of(waiting.reference)]:
        os.utime(path, (old, old))
    folder.sweep([waiting.reference])
    assert sorted(folder.place().glob("*")) == sorted([folder.of(waiting.reference), paths[2]])


def test_wrong_lines_far_down_refuse_the_whole_and_what_was_read_before_is_gone(
    waiting: LibraryImport, media_studio: Any, other_department: Any
) -> None:
    rows = [row | {"department": other_department.name} for row in ROWS]
    made = brought(media_studio, other_department, export(*rows, image("=1"), image("L-9")))
    late = export(*ROWS, image("L-8"))
    folder.of(waiting.reference).write_bytes(late + b"\r\nL-9,\x81\xff.jpg")
    assert checking.check_brought() == 2
    for each in (made, waiting):
        each.refresh_from_db()
        assert each.status == ImportStatus.REFUSED
    assert made.problems[0].startswith("Line 9: Number in the library begins as a formula")
    assert "not a CSV file" in waiting.problems[0]
    assert not LibraryRow.objects.exists()


def ended(person: Any) -> None:
    with acting_as(None, job="arranging a test"):
        person.is_active = False
        person.save()

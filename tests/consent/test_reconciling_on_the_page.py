"""The pages of the reconciliation: an export brought, looked at and taken over; what differs, and its end."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse

from consent.forms.reconciling import NO_ROOM
from consent.models import (
    ImportStatus,
    LibraryCheck,
    LibraryColumns,
    LibraryImport,
    LibraryItem,
    LibraryRow,
    Mismatch,
)
from consent.reconciling import checking, comparing, folder, staging, upload
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from tests.consent.endings import recorded
from tests.consent.library_exports import HEADINGS, brought, export, image, taken

pytestmark = pytest.mark.django_db

BRING, HOME = "consent:library-import-bring", "consent:reconciliation"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Nothing of another test lies where exports lie."""
    settings.DOCUMENTS_DIR = tmp_path


def file(content: bytes, name: str = "marigold_test.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


def sent(browser: Any, department: Any, content: bytes) -> Any:
    return browser.post(reverse(BRING), {"department": department.pk, "export": file(content)})


def test_the_first_export_asks_which_column_is_which_and_the_next_one_does_not(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    browser = signed_in(media_studio)
    content = export(image("L-1"), image("L-2"))
    assert sent(browser, department, content).url == reverse("consent:library-columns")
    page = browser.get(reverse("consent:library-columns")).content.decode()
    assert '<option value="Image ID" selected>' in page
    wrong = browser.post(reverse("consent:library-columns"), HEADINGS | {"is_visible": ""})
    assert wrong.status_code == 422
    assert "Can it be seen?" in wrong.content.decode()
    assert browser.post(reverse("consent:library-columns"), HEADINGS).url == reverse(BRING)
    answer = sent(browser, department, content)
    made = LibraryImport.objects.get()
    assert answer.url == made.get_absolute_url()
    preview = browser.get(answer.url).content.decode()
    assert "Is this the right export?" in preview
    assert "DSC_0417.jpg" in preview
    assert browser.post(reverse("consent:library-import-confirm", args=[made.reference])).status_code == 302
    comparing.take_confirmed(clock.today())
    page = browser.get(reverse(HOME)).content.decode()
    assert "2 of these wait for you" in page
    assert "In the library, with no entry and no form here" in page
    assert "2 to look at" in browser.get("/").content.decode()


def test_an_export_with_other_headings_asks_again_which_column_is_which(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    LibraryColumns.say(by=media_studio, columns=HEADINGS | {"is_visible": "Shown"})
    browser = signed_in(media_studio)
    assert sent(browser, department, export(image("L-1"))).url == reverse("consent:library-columns")
    assert (
        '<option value="Visible" selected>'
        in browser.get(reverse("consent:library-columns")).content.decode()
    )
    assert not LibraryImport.objects.exists()


def test_what_cannot_be_read_is_said_beside_the_file_and_wrong_lines_on_a_page(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    browser = signed_in(media_studio)
    LibraryColumns.say(by=media_studio, columns=HEADINGS)
    for content, words in ((b"", "The file is empty"), (b"PK\0\0", "not a CSV file"), (export(), "no rows")):
        answer = sent(browser, department, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = sent(browser, department, export(image("L-1"), image("=1")))
    page = browser.get(answer.url).content.decode()
    assert "1 line wrong: nothing was taken over" in page
    assert "Line 3: Number in the library begins as a formula does" in page
    assert "marigold" not in page


@pytest.mark.fault
def test_a_full_disk_is_told_and_leaves_nothing(
    signed_in: Any, media_studio: Any, department: Any, monkeypatch: Any
) -> None:
    browser = signed_in(media_studio)
    LibraryColumns.say(by=media_studio, columns=HEADINGS)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    for name in ("write", "keep", "__init__"):
        with monkeypatch.context() as once:
            once.setattr(folder.Arriving, name, full)
            answer = sent(browser, department, export(image("L-1")))
        assert (answer.status_code, NO_ROOM in answer.content.decode()) == (507, True)
    assert not LibraryImport.objects.exists()
    assert list(folder.place().glob("*")) == []


@pytest.mark.fault
def test_a_database_without_room_for_the_rows_is_told_on_the_page_and_keeps_none(
    signed_in: Any,
    media_studio: Any,
    department: Any,
    monkeypatch: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    browser = signed_in(media_studio)
    LibraryColumns.say(by=media_studio, columns=HEADINGS)
    keep = staging.keep

    def half(*given: Any) -> None:
        keep(*given)
        full = OperationalError("database or disk is full")
        full.__cause__ = type("Full", (Exception,), {"sqlite_errorname": "SQLITE_FULL"})()
        raise full

    monkeypatch.setattr(staging, "keep", half)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(browser, department, export(image("L-1")))
    page = browser.get(answer.url).content.decode()
    assert "Nothing was taken over" in page
    assert "There was no room on the disk" in page
    assert not LibraryRow.objects.exists()
    assert list(folder.place().glob("*")) == []


def test_a_large_export_is_checked_by_a_job_while_its_page_tells_how_far_it_is(
    signed_in: Any,
    media_studio: Any,
    ig_manager: Any,
    department: Any,
    monkeypatch: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(checking, "SMALL", 0)
    browser = signed_in(media_studio)
    LibraryColumns.say(by=media_studio, columns=HEADINGS)
    answer = sent(browser, department, export(image("L-1")))
    made = LibraryImport.objects.get()
    progress = reverse("consent:library-import-progress", args=[made.reference])
    page = browser.get(answer.url).content.decode()
    assert (made.status, progress in page, "Waiting for its turn" in page) == (
        ImportStatus.BROUGHT,
        True,
        True,
    )
    assert folder.of(made.reference).exists()
    assert "is being checked" in browser.get(reverse(HOME)).content.decode()
    assert "HX-Refresh" not in browser.get(progress)
    LibraryCheck.objects.update(tries=2, done=10, rows=4321)
    page = browser.get(progress).content.decode()
    assert ("4,321 rows read" in page, "began again" in page) == (True, True)
    assert signed_in(ig_manager).get(progress).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert checking.check_brought() == 1
    assert signed_in(media_studio).get(progress)["HX-Refresh"] == "true"
    assert "Is this the right export?" in signed_in(media_studio).get(answer.url).content.decode()
    assert list(folder.place().glob("*")) == []


def test_a_check_is_stopped_on_the_page(
    signed_in: Any,
    media_studio: Any,
    department: Any,
    monkeypatch: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(checking, "SMALL", 0)
    made = brought(media_studio, department, export(image("L-1")))
    browser = signed_in(media_studio)
    stop = reverse("consent:library-import-discard", args=[made.reference])
    assert stop in browser.get(made.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(stop).status_code == 302
    made.refresh_from_db()
    assert (made.status, folder.of(made.reference).exists()) == (ImportStatus.DISCARDED, False)
    assert checking.check_brought() == 0
    assert brought(media_studio, department, export(image("L-2"))).status == ImportStatus.BROUGHT


def test_an_export_that_is_too_large_or_sent_by_somebody_else_is_never_kept(
    signed_in: Any, media_studio: Any, radiographer: Any, department: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(upload.ExportOnDisk, "limit", 10)
    answer = sent(signed_in(media_studio), department, export(image("L-1")))
    assert "more than 600 MB" in answer.content.decode()
    monkeypatch.undo()
    assert sent(signed_in(radiographer), department, export(image("L-1"))).status_code == 403
    assert not LibraryImport.objects.exists()


def test_the_page_of_a_difference_tells_how_it_began_and_what_came_by_itself(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    """One event names all that a comparison found; the page of each tells it all the same."""
    taken(media_studio, department, image("L-1"))
    row = Mismatch.objects.get()
    assert Event.objects.get(action="mismatch.found").payload.body == {"ids": [row.pk]}
    taken(media_studio, department, image("L-2"))
    page = signed_in(media_studio).get(row.get_absolute_url())
    told = [(entry["title"], entry["who"]) for entry in page.context["timeline"]]
    assert told == [("No longer there", "by itself"), ("Found", "by itself")]
    assert "consent.reconcile_library" not in page.content.decode()


def test_a_difference_that_has_an_event_of_its_own_tells_its_beginning_once(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    """As each had, before one event named them all."""
    taken(media_studio, department, image("L-1"))
    row = Mismatch.objects.get()
    with acting_as(None, job=comparing.JOB):
        log.record("mismatch.found", row)
    page = signed_in(media_studio).get(row.get_absolute_url())
    assert [entry["title"] for entry in page.context["timeline"]] == ["Found"]


def test_only_media_studio_brings_exports_and_information_governance_sees_what_differs(
    signed_in: Any, media_studio: Any, ig_manager: Any, radiographer: Any, department: Any
) -> None:
    made = taken(media_studio, department, image("L-1", "marigold_test.jpg"))
    row = Mismatch.objects.get()
    browser = signed_in(ig_manager)
    for name in (HOME, "consent:mismatch-list"):
        assert browser.get(reverse(name)).status_code == 200
    page = browser.get(row.get_absolute_url()).content.decode()
    assert "Library number L-1" in page
    assert "marigold" not in page
    assert "It is resolved" not in page
    assert browser.get(made.get_absolute_url()).status_code == 403
    assert browser.get(reverse("consent:mismatch-resolve", args=[row.reference])).status_code == 403
    assert "marigold_test.jpg" in signed_in(media_studio).get(row.get_absolute_url()).content.decode()
    assert Event.objects.filter(action="mismatch.read", object_id=row.pk).exists()
    browser = signed_in(radiographer)
    for name in (HOME, "consent:mismatch-list", BRING, "consent:library-import-list"):
        assert browser.get(reverse(name)).status_code == 403


def test_a_difference_about_a_quarantined_recording_does_not_lead_to_it(
    signed_in: Any, media_studio: Any, department: Any, signed_form: Any
) -> None:
    recording = recorded(signed_form, media_studio)
    recording.quarantine(by=media_studio, reason="Consent was taken back")
    taken(media_studio, department, image("L-1", f"{recording.file_name}.jpg"))
    row = Mismatch.objects.get(kind="visible")
    page = signed_in(media_studio).get(row.get_absolute_url()).content.decode()
    assert "Hide it in the library today" in page
    assert recording.get_absolute_url() not in page


def test_a_difference_is_resolved_or_given_away_on_the_page_and_listed_by_owner_kind_and_state(
    signed_in: Any, media_studio: Any, head_of_media_studio: Any, department: Any
) -> None:
    taken(media_studio, department, image("L-1"), image("L-2"))
    first, second = Mismatch.objects.order_by("pk")
    browser = signed_in(media_studio)
    hand, resolve = (
        reverse(f"consent:mismatch-{step}", args=[first.reference]) for step in ("hand-over", "resolve")
    )
    assert browser.post(hand, {"person": "nobody"}).status_code == 422
    assert browser.post(hand, {"person": "head_of_media_studio"}).status_code == 302
    assert browser.post(resolve, {"reason": ""}).status_code == 422
    assert browser.post(resolve, {"reason": "Taken out of the library"}).status_code == 302
    first.refresh_from_db()
    assert (first.status, first.owner) == ("resolved", head_of_media_studio)

    def listed(**asked: str) -> list[bool]:
        page = browser.get(reverse("consent:mismatch-list"), asked).content.decode()
        return [row.get_absolute_url() in page for row in (first, second)]

    assert listed() == [False, True]
    assert listed(owner="me") == [False, True]
    assert listed(state="resolved") == [True, False]
    assert listed(state="all", kind="no_form", department="imaging") == [True, True]
    assert listed(kind="clip") == [False, False]
    csv = browser.get(reverse("consent:mismatch-list"), {"format": "csv"}).content.decode()
    assert "Library number L-2" in csv
    assert "no entry" in browser.get(reverse("consent:mismatch-list"), {"format": "print"}).content.decode()


def test_the_pages_ask_the_same_few_things_however_much_differs(
    signed_in: Any, media_studio: Any, department: Any, at_most_queries: Any
) -> None:
    taken(media_studio, department, *(image(f"L-{number}") for number in range(60)))
    browser = signed_in(media_studio)
    browser.get(reverse(HOME))
    with at_most_queries(16):
        browser.get(reverse(HOME))
    with at_most_queries(9):
        browser.get(reverse("consent:mismatch-list"))


def test_an_export_waiting_to_be_looked_at_is_put_aside_on_the_page(
    signed_in: Any, media_studio: Any, department: Any
) -> None:
    made = brought(media_studio, department, export(image("L-1")))
    browser = signed_in(media_studio)
    assert "waits until somebody says that it is right" in browser.get(reverse(HOME)).content.decode()
    assert browser.post(reverse("consent:library-import-discard", args=[made.reference])).status_code == 302
    made.refresh_from_db()
    assert made.status == ImportStatus.DISCARDED
    assert not LibraryItem.objects.exists()

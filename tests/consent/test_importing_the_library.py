"""The library's export: read whole or refused whole, whatever is in it."""

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import ImportStatus, LibraryColumns, LibraryImport, LibraryItem, LibraryRow
from consent.reconciling import comparing
from consent.reconciling.columns import guessed
from consent.reconciling.reading import FileUnreadable, Reader, Row, Wrong, opened
from recordings_gov import clock
from recordings_gov.audit.models import Event
from tests.consent.endings import recorded
from tests.consent.library_exports import HEADINGS, brought, export, image, taken


def read(content: bytes) -> list[Row | Wrong]:
    """What a file gives, row by row."""
    return list(Reader(opened(io.BytesIO(content)), HEADINGS, ["Imaging"]).rows())


def test_each_row_is_clean_or_a_sentence_with_its_line_that_quotes_no_cell() -> None:
    good = image("L-1", "REC-0000-0000-0-photo-01.jpg", taken_on="31/12/2025", use="Teaching")
    rows = read(export(good, image("L-2", "hand.jpg", taken_on="2025-12-31", is_visible="Hidden")))
    assert [(row.library_number, row.is_visible, row.use, str(row.taken_on)) for row in rows] == [
        ("L-1", True, "teaching", "2025-12-31"),
        ("L-2", False, "record", "2025-12-31"),
    ]
    refused = {
        "begins as a formula does": image("=HYPERLINK(1)"),
        "File name begins as a formula": image("L-1", "@cmd-secret.jpg"),
        "Number in the library is empty": image(" "),
        "File name is empty": image("L-1", ""),
        "more than 40 characters": image("L" * 41),
        "another department": image("L-1", department="Radiotherapy"),
        "neither yes nor no": image("L-1", is_visible="perhaps"),
        "none of record, teaching and publication": image("L-1", use="posters"),
        "not a date": image("L-1", taken_on="31.12.25"),
    }
    for words, row in refused.items():
        (first, wrong) = read(export(image("L-0"), row))
        assert isinstance(first, Row), words
        assert isinstance(wrong, Wrong), words
        assert wrong.line == 3
        assert words in wrong.says
        assert "secret" not in wrong.says
    assert "cells" in str(read(export(image("L-1")) + b"\r\nL-2,a.jpg")[1])
    assert "quotation marks" in str(read(export(image("L-1")) + b'\r\n"L-2,a.jpg')[1])


def test_a_file_is_read_as_utf_8_or_as_windows_wrote_it_and_nothing_else() -> None:
    rows = export(image("L-1", "Händ – 1.jpg"))
    for content in (rows, b"\xef\xbb\xbf" + rows, rows.decode().encode("cp1252"), rows.replace(b",", b";")):
        (row,) = read(content)
        assert isinstance(row, Row)
        assert row.file_name == "Händ – 1.jpg"
    for content in (b"", rows.decode().encode("utf-16"), rows + b"\0", rows + b"\x81\xff", b"\r\n"):
        with pytest.raises(FileUnreadable):
            read(content)
    with pytest.raises(FileUnreadable, match="same heading"):
        read(b"Image ID,image_id\r\n1,2")


def test_columns_are_guessed_by_their_headings() -> None:
    assert guessed(["IMAGE_ID", "Filename", "Shoe size", "Dept"]) == {
        "library_number": "IMAGE_ID",
        "file_name": "Filename",
        "department": "Dept",
    }


@pytest.mark.django_db
def test_one_wrong_line_refuses_the_whole_and_keeps_nothing_but_the_sentences(
    media_studio: Any, department: Any, other_department: Any
) -> None:
    made = brought(media_studio, department, export(image("L-1"), image("L-2", department="Radiotherapy")))
    assert made.status == ImportStatus.REFUSED
    assert made.problems == [
        "Line 3: another department’s row, or no department. Bring each department’s export by itself"
    ]
    again = brought(media_studio, department, export(image("L-1"), image("L-2"), image("L-1")))
    assert (again.status, again.wrong) == (ImportStatus.REFUSED, 1)
    assert again.problems == ["Line 2: this number in the library is there 2 times"]
    assert LibraryRow.objects.count() == 0
    assert LibraryItem.objects.count() == 0
    assert made.read_rows.count() == 0


@pytest.mark.django_db
def test_a_recording_of_another_department_refuses_the_whole(
    media_studio: Any, department: Any, other_department: Any, signed_form: Any
) -> None:
    recording = recorded(signed_form, media_studio)
    row = image("L-1", f"{recording.file_name}.jpg", department="Radiotherapy")
    refused = brought(media_studio, other_department, export(row))
    assert refused.status == ImportStatus.REFUSED
    assert "belongs to another department" in refused.problems[0]
    assert brought(media_studio, department, export(row | {"department": "imaging"})).status == "checked"


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_or_lacks_a_column_leaves_no_trace(
    media_studio: Any, department: Any
) -> None:
    LibraryColumns.say(by=media_studio, columns=HEADINGS)
    lacking = export(image("L-1"), headings=("library_number", "file_name", "department"))
    for content, words in (
        (lacking, "not in the file: Visible"),
        (b"", "empty"),
        (export(), "no rows"),
        (b"PK\x03\x04\0\0", "not a CSV"),
    ):
        with pytest.raises(ValidationError, match=words):
            brought(media_studio, department, content)
    assert not LibraryImport.objects.exists()


@pytest.mark.django_db
@pytest.mark.both
def test_an_export_lies_over_the_last_one_and_says_before_what_it_changes(
    media_studio: Any, department: Any
) -> None:
    first = taken(media_studio, department, image("L-1"), image("L-2"), image("L-3"))
    assert (first.rows, first.new, first.changed, first.gone) == (3, 3, 0, 0)
    kept = LibraryItem.objects.get(library_number="L-2").pk
    second = taken(media_studio, department, image("L-2", is_visible="no"), image("L-3"), image("L-4"))
    assert (second.rows, second.new, second.changed, second.gone) == (3, 1, 1, 1)
    there = LibraryItem.objects.order_by("library_number").values_list(
        "library_number", "is_there", "is_visible"
    )
    assert list(there) == [
        ("L-1", False, True),
        ("L-2", True, False),
        ("L-3", True, True),
        ("L-4", True, True),
    ]
    assert LibraryItem.objects.get(library_number="L-2").pk == kept
    assert LibraryRow.objects.count() == 0
    assert Event.objects.filter(action="libraryimport.take_over").count() == 2


@pytest.mark.django_db
def test_two_exports_of_a_department_never_wait_at_once_and_what_is_put_aside_is_gone(
    media_studio: Any, department: Any, outsider: Any
) -> None:
    made = brought(media_studio, department, export(image("L-1")))
    with pytest.raises(ValidationError, match="waits already"):
        brought(media_studio, department, export(image("L-2")))
    with pytest.raises(PermissionDenied):
        brought(outsider, department, export(image("L-1")))
    assert LibraryRow.objects.count() == 1
    made.discard(by=media_studio)
    assert LibraryRow.objects.count() == 0
    assert comparing.take_confirmed(clock.today()) == 0
    assert not LibraryItem.objects.exists()

"""A page that no code took to its form: the picture beside candidates, matched or put aside by a person."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from consent.models import ConsentForm, ScanBatch, ScannedPage
from recordings_gov.audit.models import Event
from recordings_gov.documents import files
from tests.consent.conftest import born
from tests.consent.sheets import found, pdf, printed, read, sheet
from tests.consent.situations import explained, signed, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(signed_form: ConsentForm) -> list[str]:
    return printed(signed_form)


@pytest.fixture
def batch(media_studio: Any, codes: list[str]) -> ScanBatch:
    """All pages of the form but the second, whose code nobody can read, and a letter."""
    return read(
        media_studio, pdf([sheet(codes[0]), sheet(), *map(sheet, codes[2:]), sheet("www.example.org")])
    )


def address(page: ScannedPage, step: str = "match") -> str:
    name = f"consent:scan-page-{step}" if step else "consent:scan-page"
    return reverse(name, kwargs={"reference": page.reference})


def to_match(batch: ScanBatch) -> list[ScannedPage]:
    return list(batch.pages.filter(status="to_match").order_by("number"))


@pytest.mark.rule("R-110", "E")
def test_a_person_matches_what_no_code_did_and_the_form_is_scanned(
    signed_in: Any, media_studio: Any, signed_form: ConsentForm, batch: ScanBatch
) -> None:
    client = signed_in(media_studio)
    unread, letter = to_match(batch)
    page = client.get(address(unread)).content.decode()
    assert signed_form.reference in page
    assert "Test, Marigold" in page
    assert "Lacks page 2" in page
    answer = client.post(address(unread), {"form": signed_form.reference, "form_page": "2"})
    assert answer["Location"] == address(letter)
    unread.refresh_from_db()
    signed_form.refresh_from_db()
    assert (unread.status, unread.form, unread.by_hand) == ("attached", signed_form, True)
    assert signed_form.station == "scanned"
    assert client.post(address(letter, "aside"), {"reason": ""}).status_code == 422
    answer = client.post(address(letter, "aside"), {"reason": "A letter."})
    assert answer["Location"] == batch.get_absolute_url()
    assert "A letter." in client.get(batch.get_absolute_url()).content.decode()
    assert Event.objects.filter(action="scannedpage.match", actor=media_studio).exists()
    assert Event.objects.filter(action="consentform.offered", actor=media_studio).exists()


def test_a_page_that_is_there_is_not_attached_again(
    signed_in: Any, media_studio: Any, signed_form: ConsentForm, batch: ScanBatch
) -> None:
    unread, _ = to_match(batch)
    client = signed_in(media_studio)
    for number, says in (("1", "is there already"), ("77", "which page of which form")):
        answer = client.post(address(unread), {"form": signed_form.reference, "form_page": number})
        assert answer.status_code == 422
        assert says in answer.content.decode()
    unread.refresh_from_db()
    assert unread.status == "to_match"


def test_another_form_is_found_by_its_reference_if_it_is_signed(
    signed_in: Any, media_studio: Any, batch: ScanBatch, consultant: Any, department: Any
) -> None:
    other = explained(started(consultant, department, born(1970)), consultant)
    unread, _ = to_match(batch)
    client = signed_in(media_studio)
    given = {"form": "another", "reference": other.reference, "form_page": "1"}
    assert "No signed form has that reference" in client.post(address(unread), given).content.decode()
    assert client.post(address(unread), given | {"reference": "CF-1"}).status_code == 422
    signed(other, consultant)
    printed(other)
    assert client.post(address(unread), given | {"reference": other.reference.lower()}).status_code == 302
    unread.refresh_from_db()
    assert unread.form == other


def test_paper_with_other_words_is_never_attached_to_that_form(
    signed_in: Any, media_studio: Any, signed_form: ConsentForm, codes: list[str]
) -> None:
    batch = read(media_studio, pdf([sheet(codes[0].replace("|v", "|v9"))]))
    assert found(batch) == ["wrong_edition"]
    (page,) = to_match(batch)
    client = signed_in(media_studio)
    assert "words on this paper are not those" in client.get(address(page)).content.decode()
    given = {"form": signed_form.reference, "form_page": "1"}
    assert client.post(address(page), given).status_code == 422
    page.refresh_from_db()
    assert page.status == "to_match"


def test_the_picture_has_one_door_and_each_looking_is_written_down(
    signed_in: Any,
    media_studio: Any,
    radiographer: Any,
    other_radiographer: Any,
    ig_manager: Any,
    batch: ScanBatch,
) -> None:
    attached = batch.pages.filter(status="attached").first()
    unread = to_match(batch)[0]
    answer = signed_in(media_studio).get(address(unread, "picture"))
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert Event.objects.filter(action="scannedpage.picture_read", object_id=unread.pk).count() == 1
    assert signed_in(radiographer).get(address(attached, "picture")).status_code == 200
    assert signed_in(radiographer).get(address(unread, "picture")).status_code == 404
    assert signed_in(other_radiographer).get(address(attached, "picture")).status_code == 404
    asked = signed_in(ig_manager).get(address(attached, "picture"))
    assert "reason" in asked.content.decode()
    assert signed_in(ig_manager).get(address(unread, "")).status_code == 404
    assert signed_in(media_studio).get(address(attached, "")).status_code == 200


def test_a_picture_that_was_changed_on_the_disk_is_not_shown(
    signed_in: Any, media_studio: Any, batch: ScanBatch
) -> None:
    page = to_match(batch)[0]
    place = files.place(page.picture, "jpg")
    whole = place.read_bytes()
    place.write_bytes(whole + b"x")
    try:
        assert signed_in(media_studio).get(address(page, "picture")).status_code == 503
        assert Event.objects.filter(action="scannedpage.found_damaged").exists()
    finally:
        place.write_bytes(whole)


BROKEN = {
    "scanned_page_attached_names_its_form_and_page": "status = 'attached', finding = ''",
    "scanned_page_says_why_a_person_looks_at_it": "finding = ''",
    "scanned_page_put_aside_says_why": "status = 'put_aside'",
    "scanned_page_read_has_its_picture": "picture = ''",
}


def test_the_database_itself_keeps_the_pages(batch: ScanBatch) -> None:
    page = to_match(batch)[0]
    for name, change in BROKEN.items():
        statement = f"UPDATE consent_scannedpage SET {change} WHERE id = %s"  # noqa: S608
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [page.pk])


def test_the_database_itself_keeps_one_page_a_place_and_why_a_file_is_refused(batch: ScanBatch) -> None:
    first, second = batch.pages.filter(status="attached").order_by("number")[:2]
    statements = {
        "UPDATE consent_scannedpage SET form_page = %s WHERE id = %s": [first.form_page, second.pk],
        "UPDATE consent_scannedpage SET number = %s WHERE id = %s": [first.number, second.pk],
        "UPDATE consent_scanfile SET status = 'refused' WHERE batch_id = %s": [batch.pk],
        "UPDATE consent_scanfile SET refusal = 'damaged' WHERE batch_id = %s": [batch.pk],
    }
    for statement, given in statements.items():
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, given)

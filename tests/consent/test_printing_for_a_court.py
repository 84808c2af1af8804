"""What is printed of a recording: its way, its trail and the extract, each tagged, coded and complete."""

import io
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from consent import custody_report, subject_access_documents
from consent.models import Recording, SubjectAccessSearch
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document
from tests.consent.conftest import born
from tests.consent.endings import recorded

SHA256 = "0123456789abcdef" * 4


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """Looked after: its place, its fingerprint, a hold by law."""
    made = recorded(signed_form, media_studio)
    made.give_fingerprint(by=media_studio, sha256=SHA256)
    made.store(by=media_studio, place_kind="safe", place="Shelf 2", custodian="media_studio")
    return made


def text_of(document: Document, code: str) -> str:
    """The words of a tagged PDF whose every page has this code."""
    with pikepdf.open(io.BytesIO(document.content())) as pdf, pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert "/StructTreeRoot" in pdf.Root
    pages = list(pypdfium2.PdfDocument(document.content()))
    codes = [each.text for page in pages for each in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    assert codes == [f"{code}|{number}/{len(pages)}|v1" for number in range(1, len(pages) + 1)]
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


@pytest.mark.rule("R-183", "P")
@pytest.mark.rule("R-248", "P")
@pytest.mark.rule("R-174", "P")
def test_the_custody_report_has_each_step_and_the_fingerprint_on_paper(
    recording: Recording, media_studio: Any, ig_manager: Any
) -> None:
    recording.set_legal_hold(by=ig_manager, because="A claim was made", case_reference="NHSR-3")
    with acting_as(media_studio):
        text = text_of(custody_report.printed(recording), recording.reference)
    told = (
        "Custody report of one recording",
        f"{recording.reference}, photo",
        "Moved to another place",
        "Media Studio's safe: Shelf 2",
        "Under a legal hold",
        "A claim was made NHSR-3",
        "Copyright The Trust",
        f"Made by {media_studio}",
    )
    for words in told:
        assert words in text, words
    assert SHA256 in text.replace(" ", "").replace("\ufffe", "")


@pytest.mark.rule("R-183", "P")
def test_nothing_is_said_for_sure_that_nobody_knows(media_studio: Any, department: Any) -> None:
    old = Recording.capture_legacy(
        by=media_studio, department=department, patient=born(1980), kind="photograph", shows="The left hand",
        made_on=date(1988, 6, 1), found="Made by the plastic surgery clinic",
    )  # fmt: skip
    facts = dict(custody_report.facts_of(old))
    assert facts["Patient"] == "Test, Kim, local number L-1980-1-1"
    assert (facts["Made"], facts["With"]) == ("1 June 1988", "")
    (step,) = custody_report.steps_of(old)
    assert step["at"] == "1 June 1988"
    assert step["by"] == f"Made by the plastic surgery clinic. Entered by {media_studio}"


@pytest.mark.rule("R-210", "P")
def test_the_trail_has_every_view_and_every_attempt_on_paper(
    recording: Recording, media_studio: Any, ig_manager: Any, radiographer: Any, signed_in: Any
) -> None:
    signed_in(radiographer).get(recording.get_absolute_url())
    recording.quarantine(by=media_studio, reason="A bystander is in it")
    signed_in(radiographer).get(recording.get_absolute_url())
    with acting_as(ig_manager):
        text = text_of(custody_report.printed_trail(recording), recording.reference)
    assert f"Recording {recording.reference} As it stood on" in text
    assert f"{radiographer} Looked at" in text
    assert f"{radiographer} Asked for while in quarantine: not available" in text
    assert f"{media_studio} Put into quarantine" in text
    assert recording.shows not in text


@pytest.mark.rule("R-102", "P")
def test_the_extract_says_on_paper_what_to_do_with_each_and_counts_the_rest(
    recording: Recording, signed_form: Any, media_studio: Any, ig_manager: Any
) -> None:
    shut = recorded(signed_form, media_studio)
    shut.quarantine(by=media_studio, reason="A bystander is in it")
    search = SubjectAccessSearch.search(
        by=ig_manager, number=recording.patient.nhs_number, request_reference="SAR/2026/14",
        reason="The patient asks for all recordings",
    )  # fmt: skip
    with acting_as(ig_manager):
        text = text_of(subject_access_documents.printed(search), search.reference)
    assert "Photo: The left hand" in text
    assert "Media Studio's safe: Shelf 2" in text
    assert "Can be passed on" in text
    assert "1 recording: exists – IG decision required." in text
    assert shut.reference not in text

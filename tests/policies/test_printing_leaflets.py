"""Leaflets on paper: every language, size and form, parsed back."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from django.test import Client

from policies.leaflet_documents import NotToBePrinted, leaflet_pdf
from policies.leaflet_words import said_in
from policies.models import LeafletEdition
from policies.starter import loading
from policies.starter.loading_leaflets import draft_starter_leaflets, publish_leaflet
from recordings_gov import clock

A5, A4, ACROSS = (148, 210), (210, 297), (297, 210)


@pytest.fixture
def editions(people: Any, department: Any) -> list[LeafletEdition]:
    """The starter leaflets as drafts, with every place filled."""
    loading.set_contacts(people.publisher, department)
    return draft_starter_leaflets(people.drafter, department)


def one(editions: list[LeafletEdition], language: str = "en-GB", form: str = "standard") -> LeafletEdition:
    return next(each for each in editions if (each.language, each.format) == (language, form))


def on_show(edition: LeafletEdition, people: Any) -> LeafletEdition:
    if edition.tongue.is_translation:
        edition.approve_translation(by=people.approver, checked_by="A named translator")
    return publish_leaflet(edition, people)


def sides_of(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        return [
            tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:])  # type: ignore[misc]
            for page in found.pages
        ]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def smallest_letter_in(pdf: bytes) -> float:
    """Points, over every letter on every page."""
    sizes = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            sizes += [
                pdfium.FPDFText_GetFontSize(text.raw, place)
                for place in range(pdfium.FPDFText_CountChars(text.raw))
                if chr(pdfium.FPDFText_GetUnicode(text.raw, place)).strip()
            ]
    return round(min(sizes), 2)


def is_marked_as_a_draft(pdf: bytes) -> list[bool]:
    """Whether each page has the watermark: light grey strokes across its middle."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    return [(232, 237, 238) in {colour for _, colour in picture.getcolors(1 << 24)} for picture in pictures]


@pytest.mark.rule("R-002", "P")
def test_each_language_is_tagged_with_its_own_letters_and_review_date(
    editions: list[LeafletEdition], people: Any
) -> None:
    for language in ("cy", "pl", "ur", "ar", "bn"):
        edition = on_show(one(editions, language), people)
        pdf = leaflet_pdf(edition).content()
        with pikepdf.open(io.BytesIO(pdf)) as found:
            assert str(found.Root.Lang) == language
            assert bool(found.Root.MarkInfo.Marked)
            assert "pdfuaid" in str(found.open_metadata())
            assert found.docinfo["/Title"] == edition.heading
            direction = found.Root.ViewerPreferences.get("/Direction")
            assert (direction == "/R2L") is (language in ("ur", "ar"))
            fonts = [font for page in found.pages for font in page.Resources.Font.values()]
            files = [font.DescendantFonts[0].FontDescriptor.get("/FontFile2") for font in fonts]
            assert files
            assert all(file is not None for file in files)
        text = text_of(pdf)
        day = said_in(edition.review_due_on, language)
        assert str(edition.review_due_on.year) in text
        if language in ("cy", "pl"):
            assert day in text
            assert edition.tongue.words["disclaimer"] in text


@pytest.mark.rule("R-011", "P")
def test_every_leaflet_says_that_it_is_no_legal_advice(editions: list[LeafletEdition], people: Any) -> None:
    text = text_of(leaflet_pdf(one(editions), "a4").content())
    assert "This leaflet is for England. It gives general facts. It is not legal advice." in text
    easy = text_of(leaflet_pdf(one(editions, form="easy_read")).content())
    assert "A lawyer can tell you about the law." in easy
    site = one(editions).leaflet.department.site
    site.nation = "WLS"
    from recordings_gov.audit.acting import acting_as

    with acting_as(people.publisher):
        site.save()
    again = LeafletEdition.objects.get(pk=one(editions).pk)
    assert "This leaflet is for Wales." in text_of(leaflet_pdf(again, "a4").content())


@pytest.mark.rule("R-005")
def test_what_is_not_approved_carries_the_watermark_on_every_page(
    editions: list[LeafletEdition], people: Any
) -> None:
    edition = one(editions)
    draft = leaflet_pdf(edition).content()
    assert all(is_marked_as_a_draft(draft))
    assert "Draft: not approved. Not to be given to patients." in text_of(draft)
    poster = leaflet_pdf(edition, "poster").content()
    assert is_marked_as_a_draft(poster) == [True]
    longest = leaflet_pdf(one(editions, "cy"), "poster").content()
    assert len(sides_of(longest)) == 1
    on_show(edition, people)
    shown = leaflet_pdf(edition).content()
    assert not any(is_marked_as_a_draft(shown))
    assert "not approved" not in text_of(shown)


def test_it_is_printed_on_the_sheet_that_is_asked_for(editions: list[LeafletEdition]) -> None:
    edition = one(editions)
    assert set(sides_of(leaflet_pdf(edition).content())) == {A5}
    assert set(sides_of(leaflet_pdf(edition, "a4").content())) == {A4}
    folded = sides_of(leaflet_pdf(edition, "folded").content())
    assert folded == [ACROSS, ACROSS]  # two sides of one sheet


def test_large_print_and_easy_read_have_no_letter_under_16_points(editions: list[LeafletEdition]) -> None:
    for form in ("large_print", "easy_read"):
        pdf = leaflet_pdf(one(editions, form=form)).content()
        assert smallest_letter_in(pdf) >= 16
        assert set(sides_of(pdf)) == {A4}
    assert smallest_letter_in(leaflet_pdf(one(editions)).content()) < 16


def test_every_picture_of_easy_read_says_what_it_shows(editions: list[LeafletEdition]) -> None:
    edition = one(editions, form="easy_read")
    with pikepdf.open(io.BytesIO(leaflet_pdf(edition).content())) as found:
        figures = [each for each in found.objects if _is_figure(each)]
        said = [str(each.get("/Alt", "")) for each in figures]
    assert len([words for words in said if words and not words.startswith("QR code")]) == 14
    assert all(said)


def _is_figure(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"


@pytest.mark.rule("R-240")
def test_the_poster_promotes_open_recording_and_leads_to_the_page(
    editions: list[LeafletEdition], people: Any, client: Client
) -> None:
    edition = on_show(one(editions), people)
    pdf = leaflet_pdf(edition, "poster").content()
    text = text_of(pdf)
    assert "You do not need to record in secret." in text
    assert "Would you like to record your visit?" in text
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        codes = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    (code,) = codes
    path = "/public/" + code.text.split("/public/")[1]
    assert client.get(path).status_code == 200


@pytest.mark.rule("R-002", "E")
def test_past_its_review_date_neither_staff_nor_public_print_it(
    editions: list[LeafletEdition],
    people: Any,
    client: Client,
    signed_in: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = on_show(one(editions), people)
    late = edition.review_due_on + timedelta(days=1)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{late}T09:00:00+00:00")
    address = f"/public/leaflets/{edition.leaflet.slug}"
    with pytest.raises(NotToBePrinted, match="past its review date"):
        leaflet_pdf(edition)
    refused = client.get(f"{address}.pdf")
    assert refused.status_code == 404
    assert "cannot be printed now" in refused.content.decode()
    assert "The review of this leaflet is late" in client.get(f"{address}/").content.decode()
    staff = signed_in(people.publisher)
    page = staff.get(f"{edition.get_absolute_url()}document/", follow=True).content.decode()
    assert "past its review date" in page
    edition.allow_printing(
        by=people.publisher, reason="The next edition waits for the DPO", until=clock.today()
    )
    assert Client().get(f"{address}.pdf").status_code == 200


def test_a_telephone_number_is_not_turned_round_in_a_right_to_left_text(
    editions: list[LeafletEdition], people: Any, client: Client
) -> None:
    edition = on_show(one(editions, "ur"), people)
    page = client.get(f"/public/leaflets/{edition.leaflet.slug}/ur/").content.decode()
    assert '<bdi lang="en-GB" dir="ltr">01632\u00a0960\u00a0001</bdi>' in page


@pytest.mark.rule("R-045", "P")
def test_whoever_recorded_against_policy_is_given_on_paper_what_their_recording_is(
    editions: list[LeafletEdition], people: Any
) -> None:
    status = next(each for each in editions if each.leaflet.slug == "the-status-of-your-recording")
    printed = text_of(leaflet_pdf(on_show(status, people)).content())
    assert "It is your own note." in printed
    assert "It is not a hospital record." in printed
    assert "We will not take your phone." in printed


@pytest.mark.rule("R-028", "P", "R-046", "P", "R-236", "P", "R-238", "P", "R-243", "P", "R-244", "P")
def test_the_leaflet_on_paper_says_what_a_patient_who_records_should_know(
    editions: list[LeafletEdition], people: Any
) -> None:
    printed = text_of(leaflet_pdf(on_show(one(editions), people)).content())
    for words in (
        "It is not a hospital record, so we cannot look after it",
        "Ask them before you share any of it.",
        "You need to keep it safe.",
        "Using it to hurt or harass someone may be a crime.",
        "To see your notes:",
        "To complain:",
    ):
        assert words in printed

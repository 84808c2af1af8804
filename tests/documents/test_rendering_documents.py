"""HTML becomes a tagged PDF that says what it is, the same bytes each time."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.conf import settings

from recordings_gov.documents import html_for, public_address
from recordings_gov.documents.errors import RenderingFailed
from recordings_gov.documents.rendering import ARCHIVE, Attachment, own
from tests.documents.conftest import TITLE, codes_on, opened, text_of

MADE = "2026-11-22T10:00:00+00:00"


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The structure types of the tag tree, in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S).strip("/"))
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_a_form_declares_pdf_ua_with_tags_language_and_title(sample_form: Callable[..., str]) -> None:
    with opened(own.render(sample_form()).pdf) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == TITLE
        structure = tags(pdf)
    assert structure[0] == "Document"
    assert {"H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI"} <= set(structure)
    assert structure.index("H1") < structure.index("H2")


def test_words_read_back_as_they_were_written(sample_form: Callable[..., str]) -> None:
    text = text_of(own.render(sample_form()).pdf)
    for words in (
        "Marigold Łukasz-O'Brien",
        "CF-7K2M-9QXD-P, version 4",
        "Page 1 of 1",
        "Northmere Hospitals",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "Zażółć gęślą jaźń"),
        ("cy", "Tŷ'r ysgyfaint, ŵyth o'r gloch"),
        ("en", "“Quoted”, – and • and £"),
    ],
)
def test_each_language_of_our_fonts_reads_back(
    sample_form: Callable[..., str], language: str, words: str
) -> None:
    pdf = own.render(sample_form(language=language, facts=[("Words", words)])).pdf
    assert words in text_of(pdf)
    with opened(pdf) as read:
        assert read.Root.Lang == language


def test_a_repeat_has_the_same_bytes(sample_form: Callable[..., str]) -> None:
    seen = Attachment("shown.pdf", b"%PDF-1.7 shown", "What was shown", MADE)
    html = sample_form()
    assert own.render(html).pdf == own.render(html).pdf
    assert (
        own.render(html, variant=ARCHIVE, attachments=[seen]).pdf
        == own.render(html, variant=ARCHIVE, attachments=[seen]).pdf
    )


def test_the_archive_copy_is_tagged_and_holds_what_was_shown(sample_form: Callable[..., str]) -> None:
    shown = own.render(sample_form()).pdf
    seen = Attachment("DOC-0000-0000-0.pdf", shown, "What was shown", MADE)
    with opened(own.render(sample_form(), variant=ARCHIVE, attachments=[seen]).pdf) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.OutputIntents
        assert {str(entry.AFRelationship) for entry in pdf.Root.AF} == {"/Source"}
        assert pdf.attachments["DOC-0000-0000-0.pdf"].get_file().read_bytes() == shown


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_each_page_has_its_own_code(sample_form: Callable[..., str], dpi: int) -> None:
    long = [{"ticked": True, "words": f"Point {number}"} for number in range(90)]
    made = own.render(sample_form(explained=long))
    assert made.pages == 4
    assert codes_on(made.pdf, dpi) == [[f"CF-7K2M-9QXD-P|{page}/4|v4"] for page in (1, 2, 3, 4)]


def test_a_code_hides_no_words_and_no_words_hide_a_code(sample_form: Callable[..., str]) -> None:
    title = "A title that is as long as the model allows, " * 4
    html = sample_form(title=title, organisation="An organisation with a long name, " * 4)
    assert codes_on(own.render(html).pdf) == [["CF-7K2M-9QXD-P|1/1|v4"]]


def test_a_page_code_is_a_reference_and_nothing_else(sample_form: Callable[..., str]) -> None:
    html = sample_form().replace("CF-7K2M-9QXD-P|", "https://example.org/|")
    with pytest.raises(RenderingFailed):
        own.render(html)


@pytest.mark.parametrize("mark", ["demonstration", "draft"])
def test_a_mark_stands_on_every_page(sample_form: Callable[..., str], mark: str) -> None:
    long = [{"ticked": True, "words": f"Point {number}"} for number in range(60)]
    marks = {"demonstration": False, "draft": False, mark: True}
    made = own.render(sample_form(explained=long, **marks))
    assert made.pages == 3
    text = text_of(made.pdf)
    assert text.count(f"{mark.title()}\r\n") + text.count(f"{mark.title()}\n") >= made.pages
    assert "not for " in text


def test_words_of_a_patient_are_never_markup(sample_form: Callable[..., str]) -> None:
    name = '"><img src="http://127.0.0.1/"> static:fonts/none.ttf {page}'
    assert name in text_of(own.render(sample_form(facts=[("Patient", name)])).pdf).replace("\r\n", " ")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("<html lang='en'><p>No title</p></html>", "title and a language"),
        ("<html><title>No language</title></html>", "title and a language"),
        (
            "<html lang='en'><title>x</title><img src='data:image/png;base64,AAAA' alt='Broken'></html>",
            "mistake",
        ),
        ("<html lang='en'><title>x</title><img src='static:documents/tick.svg'></html>", "mistake"),
        ("<html lang='en'><title>x</title><a href='#nowhere'>dead</a></html>", "mistake"),
        ("<html lang='en'><title>x</title><img src='photo.png' alt='No base'></html>", "mistake"),
    ],
)
def test_what_would_print_wrong_is_not_printed(broken: str, why: str) -> None:
    with pytest.raises(RenderingFailed, match=why):
        own.render(broken)


def test_a_letter_without_a_glyph_is_an_error_and_not_an_empty_box(sample_form: Callable[..., str]) -> None:
    with pytest.raises(RenderingFailed, match="letters that our fonts cannot print"):
        own.render(sample_form(facts=[("Patient", "Ada \ue000")]))


def test_joiners_in_a_name_are_no_missing_letters(sample_form: Callable[..., str]) -> None:
    assert own.render(sample_form(facts=[("Patient", "Ada\u200d\u200c O\u2019Brien")])).pages == 1


def test_a_leaflet_prints_its_edition_review_date_and_address() -> None:
    context = {
        "organisation": "Northmere Hospitals, Imaging",
        "body": "Tell us before you start.",
        "address": public_address("/public/leaflets/LF-7K2M-9QXD-P/"),
        "issued_on": "3 March 2025",
        "review_by": "3 March 2028",
    }
    said = {"title": "Recording your scan", "reference": "LF-7K2M-9QXD-P", "version": "3"}
    made = own.render(html_for("documents/leaflet.html", context, **said))
    text = text_of(made.pdf)
    for words in (
        "Edition 3. Issued 3 March 2025. To be reviewed by 3 March 2028.",
        "LF-7K2M-9QXD-P, version 3",
    ):
        assert words in text
    assert codes_on(made.pdf) == [[f"{settings.PUBLIC_BASE_URL}/public/leaflets/LF-7K2M-9QXD-P/"]]
    with opened(made.pdf) as pdf:
        width, height = (round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:])
        assert (width, height) == (148, 210)

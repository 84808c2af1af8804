"""A form with every piece in it, and one renderer that all tests of this folder share."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from recordings_gov.documents import access, html_for, rendering
from recordings_gov.documents.models import Document
from recordings_gov.documents.rendering import Limits, Renderer

TEMPLATES = Path(__file__).parent / "templates"
TITLE = "Your consent to photographs, film or sound recordings"
REFERENCE = "CF-7K2M-9QXD-P"
FACTS: dict[str, Any] = {
    "organisation": "Northmere Hospitals, Imaging",
    "facts": [("Patient", "Marigold Łukasz-O'Brien"), ("What is recorded", "Photographs of the left hand")],
    "explained": [
        {"ticked": True, "words": "I can say no. My care will stay the same."},
        {"ticked": False, "words": "I know that staff and students may see it to learn."},
    ],
    "permissions": [("1. My health record", "You may keep it in my health record.")],
    "signatures": [
        {"line": "I have read this form.", "name": "", "when": "", "role": "Patient"},
        {"line": "I have explained each point.", "name": "Jo Sample", "when": "", "role": "Consultant"},
    ],
}
SIGNED = {
    **FACTS,
    "signatures": [
        {
            "line": "I have read this form.",
            "name": "M. Test",
            "when": "3 August 2026, 2:15pm",
            "role": "Patient",
        },
        {
            "line": "I have explained it.",
            "name": "Jo Sample",
            "when": "3 August 2026, 2:20pm",
            "role": "Consultant",
        },
    ],
}


@pytest.fixture(autouse=True)
def _sample_templates(settings: Any) -> None:
    """The sample form is found beside the project's own templates."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture(scope="session", autouse=True)
def _shared_renderer() -> Iterator[None]:
    """The renderer of this process is stopped when the tests are over."""
    yield
    rendering.own.close()


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """A renderer of the test's own, to be harmed."""
    made = Renderer(Limits(seconds=60))
    yield made
    made.close()


@pytest.fixture
def sample_form() -> Callable[..., str]:
    """The HTML of the sample form, with facts changed or added."""

    def form(**changed: Any) -> str:
        language = changed.pop("language", "en")
        version = changed.pop("version", "4")
        return html_for(
            "documents/sample_form.html",
            {**FACTS, **changed},
            title=TITLE,
            reference=REFERENCE,
            version=version,
            language=language,
        )

    return form


@pytest.fixture
def open_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may open documents about patients in this test."""
    monkeypatch.setitem(access._rules, "patients.patient", anybody)


def anybody(user: Any, document: Document) -> bool:
    """The rule that keeps nobody out."""
    return True


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file as a PDF library reads it."""
    return pikepdf.open(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """What a reader would copy out of it, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    finally:
        document.close()


def codes_on(pdf: bytes, dpi: int = 150) -> list[list[str]]:
    """The QR codes found on each page at the resolution of a poor scan."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [
            document[number].render(scale=dpi / 72, grayscale=True).to_pil()
            for number in range(len(document))
        ]
        return [[found.text for found in zxingcpp.read_barcodes(page)] for page in pages]
    finally:
        document.close()


def stored_files() -> list[Path]:
    """Every file of the document store, half-written ones included."""
    return [path for path in Path(settings.DOCUMENTS_DIR).rglob("*") if path.is_file()]

"""Scanned paper: sheets with and without codes, as PDF or picture, whole and broken."""

import io
from collections.abc import Iterable

import segno
from PIL import Image

from consent import documents
from consent.models import ConsentForm, ScanBatch
from consent.scans.reading import kind_of
from consent.tasks import read_scanned_pages
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents import files
from recordings_gov.documents.models import Document, Variant

A4_AT_100_DPI = (827, 1169)


def sheet(*codes: str) -> Image.Image:
    """A sheet at 100 dpi with these codes along its foot."""
    paper = Image.new("L", A4_AT_100_DPI, 245)
    for place, text in enumerate(codes):
        drawn = io.BytesIO()
        segno.make(text, error="q", micro=False).save(drawn, kind="png", scale=4, border=4)
        with Image.open(drawn) as code:
            paper.paste(code.convert("L"), (40 + place * 260, 860))
    return paper


def pdf(sheets: Iterable[Image.Image], dpi: int = 100) -> bytes:
    """Sheets as a scanner saves them."""
    first, *others = sheets
    kept = io.BytesIO()
    first.save(kept, "PDF", save_all=True, append_images=others, resolution=dpi)
    return kept.getvalue()


def picture(paper: Image.Image, kind: str = "JPEG") -> bytes:
    kept = io.BytesIO()
    paper.save(kept, kind)
    return kept.getvalue()


def printed(form: ConsentForm, *, is_real: bool = False) -> list[str]:
    """The codes of the form's paper; as it is really printed, or quicker, of a paper with three pages."""
    with acting_as(form.consent_taker):
        paper = documents.printed(form) if is_real else _on_file(form)
    return [
        f"{form.reference}|{number}/{paper.pages}|v{paper.version}" for number in range(1, paper.pages + 1)
    ]


def _on_file(form: ConsentForm) -> Document:
    known: Document | None = Document.objects.about(form).first()
    if known:
        return known
    sha256 = files.fingerprint(form.reference.encode())
    made = Document(
        kind=documents.KIND,
        title="A form",
        about_type=form._meta.label_lower,
        about_reference=form.reference,
        department_id=form.department_id,
        version=form.wording_version,
        language="en",
        variant=Variant.ACCESSIBLE,
        pages=3,
        size=1,
        input_digest=sha256,
        sha256=sha256,
    )
    made.save()
    return made


def brought(by: object, *contents: bytes) -> ScanBatch:
    """A batch of these files, not read yet."""
    return ScanBatch.bring(
        by=by, files=[(kind_of(each), files.keep(each, "scan"), len(each)) for each in contents]
    )


def read(by: object, *contents: bytes) -> ScanBatch:
    """The same, read by the job."""
    batch = brought(by, *contents)
    read_scanned_pages()
    return batch


def found(batch: ScanBatch) -> list[str]:
    """What became of each page, in the order of the pile: its finding, or ``attached``."""
    rows = batch.pages.order_by("file__number", "number")
    return [row.finding or row.status for row in rows]

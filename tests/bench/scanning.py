"""A morning's pile of two hundred scanned pages, beside the bare decoding of the same pages."""

import gc
import statistics
import time
from collections.abc import Iterator
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from consent import documents as papers
from consent.models import ConsentForm, ScanBatch
from consent.scans.working import read_batch
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents import files
from recordings_gov.patients.models import Patient
from tests.bench.measuring import Effort, Row
from tests.consent.sheets import pdf
from tests.consent.situations import explained, signed, started

PAGES, FEW = 200, 8
ROUNDS = 3


def measure(effort: Effort) -> Iterator[Row]:
    """One row: each round takes a pile of its own, because a page is attached once."""
    pages, rounds = (FEW, 1) if effort.is_quick else (PAGES, ROUNDS)
    ours, bare = [], []
    for _ in range(rounds):
        pile = _pile(pages)
        batch = _batch(pile)
        ours.append(_seconds(lambda batch=batch: read_batch(batch)))
        bare.append(_seconds(lambda pile=pile: decode(pile)))
        attached = batch.pages.filter(status="attached").count()
        if attached != pages:
            raise AssertionError(f"{attached} of {pages} pages were attached")
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    each = statistics.median(ours) / pages
    yield Row(
        f"{pages} scanned pages, each attached to its form", "decoding them at 200 dpi", ratio, "≤ 1.2 ×",
        ratio <= 1.2, statistics.median(ours) * 1000, statistics.median(bare) * 1000,
        f"{each:.3f} s a page with pictures, rows, history and events",
    )  # fmt: skip


def decode(pile: bytes) -> int:
    """As the manuals of both libraries say: draw each page, look for codes."""
    document = pypdfium2.PdfDocument(pile)
    return sum(len(zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())) for page in document)


def _seconds(deed: Any) -> float:
    gc.collect()
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _batch(pile: bytes) -> ScanBatch:
    studio = User.objects.get(username="media_studio")
    return ScanBatch.bring(by=studio, files=[("pdf", files.keep(pile, "scan"), len(pile))])


def _pile(pages: int) -> bytes:
    """The paper of as many forms as it takes, as a scanner saves it: pictures of pages, no text."""
    sheets: list[Image.Image] = []
    while len(sheets) < pages:
        sheets += _sheets()
    return pdf(sheets[:pages], dpi=200)


def _sheets() -> list[Image.Image]:
    consultant = User.objects.get(username="consultant")
    department = Department.objects.get(pk=consultant.memberships.values_list("department", flat=True)[0])
    form: ConsentForm = explained(started(consultant, department, Patient.objects.earliest("pk")), consultant)
    signed(form, consultant)
    with acting_as(consultant):
        content = papers.printed(form).content()
    drawn = pypdfium2.PdfDocument(content)
    return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in drawn]

"""The code on each page of a form, drawn once the number of pages is known.

Layout runs once: the stylesheet keeps ``@bottom-right`` free, and the code is painted into
that box. It is an artifact of the page (PDF/UA): the same words stand beside it as text.
"""

import re
from functools import partial
from typing import Any

import segno
from weasyprint.document import Page
from weasyprint.pdf.stream import Stream

PLACE = "@bottom-right"
QUIET_ZONE = 4
MASK = 2
"""Always the same: weighing all eight takes four times as long and is read no better (ADR 0028)."""
SHAPE = re.compile(r"[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\|\{page\}/\{pages\}\|v[\w.]{1,12}", re.ASCII)


class NoPlaceForCode(Exception):
    """The stylesheet keeps no box free on this page, or the text is not a page code."""


def stamp(pages: list[Page], pattern: str) -> None:
    """Have each page paint its own code, ``pattern`` with ``{page}`` and ``{pages}`` filled in."""
    if not SHAPE.fullmatch(pattern):
        raise NoPlaceForCode(pattern)
    for number, page in enumerate(pages, 1):
        text = pattern.format(page=number, pages=len(pages))
        page.paint = partial(_paint, page.paint, _place_on(page), text)


def _place_on(page: Page) -> tuple[float, float, float]:
    """Left, top and side of the largest square at the right of the box kept free, in CSS pixels."""
    for box in page._page_box.children:  # noqa: SLF001
        if getattr(box, "at_keyword", "") == PLACE:
            side = min(box.width, box.height)
            return box.content_box_x() + box.width - side, box.content_box_y(), side
    raise NoPlaceForCode(PLACE)


def _paint(
    paint: Any, place: tuple[float, float, float], text: str, stream: Stream, scale: float = 1
) -> None:
    """The page as it is, then its code: black modules on a white quiet zone."""
    paint(stream, scale)
    left, top, side = place
    rows = list(segno.make(text, error="q", micro=False, mask=MASK).matrix_iter(border=QUIET_ZONE))
    module = side / len(rows)
    with stream.stacked(), stream.artifact():
        stream.transform(a=scale * module, d=scale * module, e=scale * left, f=scale * top)
        stream.set_color_rgb(1, 1, 1)
        stream.rectangle(0, 0, len(rows), len(rows))
        stream.fill()
        stream.set_color_rgb(0, 0, 0)
        for y, row in enumerate(rows):
            for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row)):
                stream.rectangle(run.start(), y, run.end() - run.start(), 1)
        stream.fill()

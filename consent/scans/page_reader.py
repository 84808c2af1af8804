"""The process that opens one scanned file: a Python of its own, without Django, database or secret.

It takes its limits from the command line and one frame from standard input: what to do, and the file. It
answers frame by frame, page by page, and is gone. Started and, if need be, killed by ``reading.py``. No link,
script or address in a file is followed: pages are only drawn.
"""

import io
import os
import resource
import sys
from collections.abc import Iterator
from typing import Any

from recordings_gov.documents import frames

DPI = 200
LONGEST_SIDE = 3400
MOST_CODES = 20
LONGEST_TEXT = 200
QUALITY = 70


class Refused(Exception):
    """This file is not read; its text is a ``Refusal``."""


def limit(cpu_seconds: int, memory: int) -> None:
    """From here on: no more processor time and memory than this, no file written, no core left."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(content: bytes) -> Any:
    """The PDF, without its scripts or forms; raises Refused."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        if len(document) < 1:
            raise Refused("damaged")
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "damaged") from error
    return document


def drawn(page: Any) -> Any:
    """A page of a PDF as a grey picture, at 200 dpi or as much as fits."""
    wide, high = page.get_size()
    scale = min(DPI / 72, LONGEST_SIDE / max(wide, high, 1))
    return page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()


def pictured(content: bytes, most_pixels: int) -> Any:
    """A picture in grey, upright; its size is looked at before decoding. Raises Refused."""
    from PIL import Image, ImageOps

    try:
        opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if opened.width * opened.height > most_pixels:
            raise Refused("too_much")
        opened.draft("L", (LONGEST_SIDE // 2, LONGEST_SIDE // 2))
        grey = ImageOps.exif_transpose(opened).convert("L")
    except Image.DecompressionBombError as error:
        raise Refused("too_much") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return grey


def read(grey: Any) -> tuple[list[str], bytes]:
    """The text of each QR code on a page, and the page as a JPEG without a word of where it came from."""
    import zxingcpp

    only_qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    found = zxingcpp.read_barcodes(grey, formats=only_qr, text_mode=zxingcpp.TextMode.Plain)
    kept = io.BytesIO()
    grey.save(kept, "JPEG", quality=QUALITY)
    return [each.text[:LONGEST_TEXT] for each in found[:MOST_CODES]], kept.getvalue()


def answers(asked: dict[str, Any], content: bytes) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """``count``: how many pages. ``read``: each page from ``first`` to ``last``."""
    is_pdf = asked["kind"] == "pdf"
    if asked["do"] == "count":
        document = opened(content) if is_pdf else pictured(content, asked["most_pixels"])
        yield {"pages": len(document) if is_pdf else 1}, []
        return
    document = opened(content) if is_pdf else None
    for number in range(asked["first"], asked["last"] + 1):
        grey = drawn(document[number - 1]) if document else pictured(content, asked["most_pixels"])
        codes, picture = read(grey)
        yield {"page": number, "codes": codes}, [picture]


def main() -> None:
    """What a file does to its reader is not explained here; a broken page ends the process."""
    cpu_seconds, memory = (int(word) for word in sys.argv[2:4])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the answer
    limit(cpu_seconds, memory)
    frame = frames.read_blocking(sys.stdin.buffer)
    if frame is None:
        return
    asked, parts = frame
    try:
        for header, body in answers(asked, *parts):
            out.write(frames.packed(header, body))
            out.flush()
    except MemoryError:
        os._exit(frames.OUT_OF_MEMORY)
    except Refused as refused:
        out.write(frames.packed({"error": str(refused)}))
        out.flush()

"""Pictures of barcodes, as a camera would take them."""

import io

import zxingcpp
from PIL import Image


def picture(*codes: tuple[str, zxingcpp.BarcodeFormat], size: tuple[int, int] = (1600, 900)) -> bytes:
    """A JPEG with these codes side by side on grey."""
    paper = Image.new("L", size, 210)
    left = 60
    for text, kind in codes:
        drawn = zxingcpp.create_barcode(text, kind).to_image(scale=4)
        high, wide = drawn.shape
        paper.paste(Image.frombuffer("L", (wide, high), bytes(memoryview(drawn))), (left, 120))
        left += wide + 120
    kept = io.BytesIO()
    paper.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def turned(taken: bytes, degrees: int) -> bytes:
    """The same, held askew."""
    kept = io.BytesIO()
    Image.open(io.BytesIO(taken)).rotate(degrees, expand=True, fillcolor=210).save(kept, "JPEG")
    return kept.getvalue()


def png_that_says_it_is(wide: int, high: int) -> bytes:
    """A small file whose header asks for a great many pixels."""
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")

"""QR codes that are pictures in the text; the code on each page of a form is in stamping.py."""

import segno


def picture_of(text: str) -> str:
    """An SVG data URI of ``text``, black on a white quiet zone: a transparent one cannot be read."""
    return segno.make(text, error="q", micro=False).svg_data_uri(border=4, dark="#000", light="#fff")

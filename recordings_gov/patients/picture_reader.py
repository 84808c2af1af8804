"""The process that reads the codes in one picture: a Python of its own, without Django, database or secret.

It takes its limits from the command line, the picture from standard input, answers in JSON and is gone.
Started and, if need be, killed by ``camera.py``.
"""

import io
import json
import os
import resource
import sys

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 4000
MOST_CODES = 20
LONGEST_TEXT = 400
OUT_OF_MEMORY = 77


class Refused(Exception):
    """This picture is not read; its text is a key of ``camera.SENTENCES``."""


def limit(cpu_seconds: int, memory: int) -> None:
    """From here on: no more processor time and memory than this, no file written, no core left."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def codes(picture: bytes, most_pixels: int) -> list[str]:
    """Each code as a scanner would type it, AIM identifier first. The size is looked at before decoding."""
    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    try:
        opened = Image.open(io.BytesIO(picture), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise Refused("unknown") from error
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    if opened.width * opened.height > most_pixels:
        raise Refused("pixels")
    opened.draft("L", (LONGEST_SIDE // 2, LONGEST_SIDE // 2))
    grey = opened.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)
    return [f"{each.symbology_identifier}{each.text[:LONGEST_TEXT]}" for each in found[:MOST_CODES]]


def main() -> None:
    """One picture in, one line of JSON out; what a picture does to its reader is not explained here."""
    cpu_seconds, memory, most_pixels = (int(word) for word in sys.argv[2:5])
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # a library that prints must not break the answer
    limit(cpu_seconds, memory)
    answer: dict[str, object]
    try:
        answer = {"codes": codes(sys.stdin.buffer.read(), most_pixels)}
    except Refused as refused:
        answer = {"error": str(refused)}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception:  # noqa: BLE001  whatever a broken picture makes its decoder say
        answer = {"error": "unknown"}
    answers.write(json.dumps(answer))
    answers.flush()

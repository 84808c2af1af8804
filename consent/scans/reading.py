"""A scanned file, opened and read by a process that a bad file may harm instead of us.

The process reads a stretch of pages and answers page by page. When it dies or hangs, the page that it was at
is to blame: that page goes to a person, and a new process begins after it.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recordings_gov.documents import frames

CHECKOUT = Path(__file__).resolve().parent.parent.parent
START = """\
import sys, types
for name in ("recordings_gov", "consent"):
    package = types.ModuleType(name)
    package.__path__ = [sys.argv[1] + "/" + name]
    sys.modules[name] = package
from consent.scans.page_reader import main
main()
"""
PASSED_ON = ("PATH", "LANG", "LD_LIBRARY_PATH")


class FileRefused(Exception):
    """Nothing of this file is read; ``kind`` is a ``Refusal``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Limits:
    """What one file, and one page of it, may take."""

    page_seconds: float = 20.0
    cpu_seconds: int = 10
    cpu_seconds_a_page: int = 4
    memory: int = 1024 * 1024 * 1024
    size: int = 60 * 1024 * 1024
    files: int = 40
    pages: int = 600
    pixels: int = 64_000_000
    stretch: int = 25


LIMITS = Limits()


@dataclass(frozen=True)
class PageRead:
    """What was found on a page; ``picture`` is empty when the page could not be opened."""

    number: int
    codes: tuple[str, ...]
    picture: bytes


def kind_of(content: bytes) -> str:
    """What a file is by its very first bytes; empty when it is neither a PDF nor a picture we take."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    return "picture" if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) else ""


def count(content: bytes, kind: str, limits: Limits = LIMITS) -> int:
    """How many pages a file has; raises FileRefused."""
    with _process(limits, limits.cpu_seconds) as child:
        try:
            _ask(child, {"do": "count", "kind": kind, "most_pixels": limits.pixels}, content, limits)
            answer = _next(child, limits)
        except (frames.PipeClosed, frames.TooSlow):
            raise FileRefused("too_much") from None
    if "error" in answer[0]:
        raise FileRefused(str(answer[0]["error"]))
    pages = int(answer[0]["pages"])
    if pages > limits.pages:
        raise FileRefused("too_many")
    return pages


def pages(content: bytes, kind: str, first: int, last: int, limits: Limits = LIMITS) -> Iterator[PageRead]:
    """Each page from ``first`` to ``last``, as soon as it is read, whatever its neighbours do."""
    at = first
    while at <= last:
        for found in _stretch(content, kind, at, min(last, at + limits.stretch - 1), limits):
            at = found.number + 1
            yield found


def _stretch(content: bytes, kind: str, first: int, last: int, limits: Limits) -> Iterator[PageRead]:
    """Pages until the end of the stretch, or the one that stopped the process, which is then empty."""
    at = first
    with _process(limits, limits.cpu_seconds + limits.cpu_seconds_a_page * (last - first + 1)) as child:
        asked = {"do": "read", "kind": kind, "first": first, "last": last, "most_pixels": limits.pixels}
        try:
            _ask(child, asked, content, limits)
            while at <= last:
                header, body = _next(child, limits)
                if "error" in header:
                    break
                yield PageRead(at, tuple(header["codes"]), body[0])
                at += 1
        except (frames.PipeClosed, frames.TooSlow):
            pass
    if at <= last:
        yield PageRead(at, (), b"")


@contextlib.contextmanager
def _process(limits: Limits, cpu_seconds: int) -> Iterator[subprocess.Popen[bytes]]:
    """A reader of one file; killed, whatever happens."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", START, str(CHECKOUT), str(cpu_seconds), str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
    )
    try:
        for pipe in (child.stdin, child.stdout):
            assert pipe  # noqa: S101
            os.set_blocking(pipe.fileno(), False)
        yield child
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
        child.wait()


def _ask(child: subprocess.Popen[bytes], asked: dict[str, Any], content: bytes, limits: Limits) -> None:
    assert child.stdin  # noqa: S101
    frames.send(child.stdin.fileno(), frames.packed(asked, [content]), time.monotonic() + limits.page_seconds)


def _next(child: subprocess.Popen[bytes], limits: Limits) -> frames.Frame:
    assert child.stdout  # noqa: S101
    return frames.receive(child.stdout.fileno(), time.monotonic() + limits.page_seconds)

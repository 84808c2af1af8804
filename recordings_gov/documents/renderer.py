"""The render process: a Python of its own, fed over a pipe.

It needs no Django, no database and no settings, opens no file and no connection for a
document, and leaves when its parent does. Started and replaced by ``process.py``.
"""

import errno
import gc
import logging
import os
import resource
import shutil
import signal
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from recordings_gov.documents import frames

GRACE_SECONDS = 5
NEARLY = 0.9


class Refused(Exception):
    """This document cannot be made; ``kind`` is a key of ``rendering.SENTENCES``."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Complaints(logging.Handler):
    """What WeasyPrint only logs (a broken picture, a dead link) is an error here."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it; nothing of a document is ever written to a log."""
        self.heard.append(record)

    def check(self, level: int) -> None:
        """Raise Refused when something at ``level`` or above was said, or a letter has no glyph."""
        said = [record.getMessage() for record in self.heard if record.levelno >= level]
        empty = [record.getMessage() for record in self.heard if str(record.msg).startswith(".notdef")]
        self.heard.clear()
        if said or empty:
            raise Refused("letters" if empty else "content", "; ".join(empty or said))


class Workshop:
    """Stylesheets parsed once, each with its one font configuration, by their digest."""

    def __init__(self) -> None:
        self.sheets: dict[str, tuple[Any, Any, dict[str, bytes]]] = {}
        self.complaints = Complaints()
        logger = logging.getLogger("weasyprint")
        logger.handlers[:] = [self.complaints]
        logger.propagate = False

    def load(self, header: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """Parse a stylesheet and its fonts; a mistake in it is an error, not a warning."""
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        from recordings_gov.documents.fetching import OwnFilesOnly

        css, *contents = parts
        files = dict(zip(header["files"], contents, strict=True))
        fonts = FontConfiguration()
        sheet = CSS(string=css.decode(), url_fetcher=OwnFilesOnly(files), font_config=fonts)
        self.complaints.check(logging.WARNING)
        self.sheets[header["stylesheet"]] = (sheet, fonts, files)
        gc.collect()
        gc.freeze()  # what stays for good is not looked through again after each document
        return {}, []

    def render(self, header: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        """One document: its PDF, and how many pages it has."""
        from weasyprint import HTML, Attachment

        from recordings_gov.documents.fetching import OwnFilesOnly
        from recordings_gov.documents.stamping import stamp

        sheet, fonts, own_files = self.sheets[header["stylesheet"]]
        html, *contents = parts
        names, enclosed = header["files"], header["attachments"]
        files = own_files | dict(zip(names, contents[: len(names)], strict=True))
        attachments = [
            Attachment(
                string=content,
                name=said["name"],
                description=said["description"],
                relationship="Source",
                created=datetime.fromisoformat(said["created"]),
                modified=datetime.fromisoformat(said["created"]),
            )
            for said, content in zip(enclosed, contents[len(names) :], strict=True)
        ]
        fetcher = OwnFilesOnly(files)
        page = HTML(string=html.decode(), url_fetcher=fetcher)
        document = page.render(stylesheets=[sheet], font_config=fonts, pdf_variant=header["variant"])
        if header["variant"] and not (document.metadata.title and document.metadata.lang):
            raise Refused("untitled", "")
        if code := document.metadata.custom.get("page-code"):
            stamp(document.pages, code)
        finisher = reads_right_to_left if page.etree_element.get("dir") == "rtl" else None
        pdf = document.write_pdf(finisher=finisher, pdf_variant=header["variant"], attachments=attachments)
        fetcher.check()
        self.complaints.check(logging.ERROR)
        return {"pages": len(document.pages)}, [pdf]

    def answer(self, header: dict[str, Any], parts: list[bytes]) -> bytes:
        """The frame that answers a frame, whatever happens while answering it."""
        self.complaints.heard.clear()
        try:
            say, content = {"load": self.load, "render": self.render}[header["do"]](header, parts)
        except MemoryError:
            raise
        except BaseException as error:
            if is_short_of_memory(error):
                raise MemoryError from error
            missing = isinstance(error, OSError) and "cannot load library" in str(error)
            kind = "unavailable" if missing else getattr(error, "kind", "content")
            say, content = {"error": kind, "detail": f"{type(error).__name__}: {error}"}, []
        return frames.packed({**say, "resident": resident()}, content)


def reads_right_to_left(_document: Any, pdf: Any) -> None:
    """Say in the PDF that its pages are bound and read from the right."""
    pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def is_short_of_memory(error: BaseException) -> bool:
    """Whether ``error`` comes of the memory limit: libraries in C say it in many ways, or not at all.

    A SystemError is one of them: the interpreter was refused memory and could not even say so.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError | SystemError) or getattr(cause, "errno", None) == errno.ENOMEM:
            return True
        cause = cause.__cause__ or cause.__context__
    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    return limit != resource.RLIM_INFINITY and pages * resource.getpagesize() > NEARLY * limit


def resident() -> int:
    """Bytes of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def serve(requests: IO[bytes], answers: IO[bytes], seconds: int) -> None:
    """Answer until the parent closes its end.

    A parent kills a render that is too slow; if the parent has gone, the alarm does. Garbage
    is collected between documents, never inside one.
    """
    workshop = Workshop()
    gc.disable()
    while (frame := frames.read_blocking(requests)) is not None:
        signal.alarm(seconds + GRACE_SECONDS)
        try:
            answers.write(workshop.answer(*frame))
            answers.flush()
        except MemoryError:
            os._exit(frames.OUT_OF_MEMORY)  # there is none left to explain with
        signal.alarm(0)
        del frame
        gc.collect()


def main() -> None:
    """Take the limits from the command line, then serve standard input."""
    seconds, memory = int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break a frame
    try:
        serve(sys.stdin.buffer, answers, seconds)
    finally:
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)  # its own folder: see process.py

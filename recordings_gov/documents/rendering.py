"""HTML to PDF, in a process of its own that a bad document cannot take us down with.

Each web and worker process owns one render process: spawned on the first document (or by
``warm``), fed over a pipe, replaced after so many seconds, bytes or documents.
"""

import atexit
import contextlib
import logging
import os
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from recordings_gov.documents import frames
from recordings_gov.documents.errors import DocumentError, RenderingFailed, RenderingUnavailable
from recordings_gov.documents.process import RenderProcess
from recordings_gov.documents.stylesheets import Stylesheet, own_files_in, print_stylesheet

logger = logging.getLogger("recordings_gov.documents")

UA: Final = "pdf/ua-1"
ARCHIVE: Final = "pdf/a-3a"

INSTALL = (
    "PDF files cannot be made on this machine: a library that WeasyPrint needs is missing. "
    "Run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
SENTENCES = {
    "outside": "The document could not be made: it asks for something that is not one of our own files.",
    "content": "The document could not be made: its template has a mistake. Tell the system administrator.",
    "untitled": "The document could not be made: it needs a title and a language.",
    "letters": "The document could not be made: it has letters that our fonts cannot print.",
    "memory": "The document could not be made: it needs more memory than one document may have.",
    "slow": "The document could not be made: it took too long. Nothing else is affected.",
    "died": "The document could not be made: the program that makes PDF files stopped. Try again.",
    "large": "The document could not be made: it is too large.",
    "busy": "The document could not be made just now: others are waiting. Try again in a minute.",
}


@dataclass(frozen=True)
class Limits:
    """What one document may take, and how many one render process may make."""

    seconds: int = 30
    memory: int = 512 * 1024 * 1024
    documents: int = 500


@dataclass(frozen=True)
class Attachment:
    """A file put into the PDF, by name; ``created`` is ISO 8601, so that a repeat has the same bytes."""

    name: str
    content: bytes
    description: str
    created: str


@dataclass(frozen=True)
class Rendering:
    pdf: bytes
    pages: int


class Renderer:
    """Makes PDFs one at a time; safe to share between threads, and to fork."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._process: RenderProcess | None = None
        _renderers.add(self)

    def render(
        self,
        html: str,
        *,
        variant: str | None = UA,
        attachments: Sequence[Attachment] = (),
        stylesheet: Stylesheet | None = None,
    ) -> Rendering:
        """The PDF of ``html``; raises RenderingFailed and RenderingUnavailable.

        A form says where its page codes go by ``<meta name="page-code">`` (see stamping.py).
        """
        sheet = stylesheet or print_stylesheet()
        files = own_files_in(html)
        enclosed = [
            {"name": one.name, "description": one.description, "created": one.created} for one in attachments
        ]
        header: dict[str, Any] = {"do": "render", "stylesheet": sheet.digest, "variant": variant}
        header |= {"files": list(files), "attachments": enclosed}
        parts = [html.encode(), *files.values(), *(one.content for one in attachments)]
        with self._turn():
            process = self._ready(sheet)
            answer, content = self._ask(process, header, parts)
            process.documents += 1
            if process.documents >= self.limits.documents or answer["resident"] > self.limits.memory:
                self._stop()
        return Rendering(pdf=content[0], pages=answer["pages"])

    def warm(self) -> None:
        """Start the process, load the stylesheet and make one small page, so that nobody waits for it."""
        self.render('<html lang="en"><title>Warm</title><p>Ready</p></html>')

    def close(self) -> None:
        """Stop the process; the next document starts another."""
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """After a fork: the process belongs to the parent, and so may the lock."""
        self._lock = threading.Lock()
        if self._process:
            self._process.disown()
            self._process = None

    @contextlib.contextmanager
    def _turn(self) -> Any:
        """Wait for the documents before this one, but not for ever."""
        if not self._lock.acquire(timeout=2 * self.limits.seconds):
            raise RenderingFailed(SENTENCES["busy"])
        try:
            yield
        finally:
            self._lock.release()

    def _ready(self, sheet: Stylesheet) -> RenderProcess:
        """A living process that knows the stylesheet."""
        if self._process and not self._process.alive:
            self._stop()
        process = self._process = self._process or RenderProcess(self.limits.seconds, self.limits.memory)
        if sheet.digest not in process.loaded:
            header = {"do": "load", "stylesheet": sheet.digest, "files": list(sheet.files)}
            self._ask(process, header, [sheet.css.encode(), *sheet.files.values()])
            process.loaded.add(sheet.digest)
        return process

    def _ask(self, process: RenderProcess, header: dict[str, Any], parts: list[bytes]) -> frames.Frame:
        """The answer, or the plain sentence why there is none; a process in doubt is replaced."""
        try:
            answer, content = process.ask(header, parts)
        except frames.TooSlow as error:
            self._stop()
            raise RenderingFailed(SENTENCES["slow"]) from error
        except frames.PipeClosed as error:
            kind = "memory" if self._stop() == frames.OUT_OF_MEMORY else "died"
            raise RenderingFailed(SENTENCES[kind]) from error
        except ValueError as error:
            self._stop()
            raise RenderingFailed(SENTENCES["large"]) from error
        except BaseException:
            self._stop()  # interrupted half way: the answer still to come belongs to nobody else
            raise
        if answer.get("error") == "unavailable":
            self._stop()
            raise RenderingUnavailable(INSTALL, answer["detail"])
        if "error" in answer:
            raise RenderingFailed(SENTENCES[answer["error"]], answer["detail"])
        return answer, content

    def _stop(self) -> int | None:
        """Kill the process, if there is one; what it exited with."""
        process, self._process = self._process, None
        return process.stop() if process else None


_renderers: "weakref.WeakSet[Renderer]" = weakref.WeakSet()


def _forget_all() -> None:
    for renderer in _renderers:
        renderer.forget()


os.register_at_fork(after_in_child=_forget_all)

own = Renderer()
"""The renderer of this process."""
atexit.register(own.close)


def warm() -> bool:
    """Prepare this process's renderer: for gunicorn's ``post_fork`` and Celery's ``worker_process_init``.

    Never raises: without PDF files the rest of the application still works.
    """
    try:
        own.warm()
    except DocumentError as error:
        logger.warning("documents: %s", error)
        return False
    return True

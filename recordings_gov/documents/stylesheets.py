"""The print stylesheet and the files it names, read once in each process."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

from recordings_gov.documents.errors import RenderingFailed

PRINT = "documents/print.css"
IN_CSS = re.compile(r"""url\(["']?static:(\w[\w./-]*)["']?\)""", re.ASCII)
IN_HTML = re.compile(r"""(?:src|href)=["']static:(\w[\w./-]*)["']""", re.ASCII)


@dataclass(frozen=True)
class Stylesheet:
    """CSS text, the bytes of every file it names, and one SHA-256 over all of it."""

    css: str
    files: dict[str, bytes]
    digest: str


def stylesheet(css: str) -> Stylesheet:
    """``css`` with the static files it names; a missing one is found when it is rendered."""
    files = _found(IN_CSS.findall(css))
    digest = hashlib.sha256(css.encode())
    for name, content in sorted(files.items()):
        digest.update(name.encode() + hashlib.sha256(content).digest())
    return Stylesheet(css, files, digest.hexdigest())


def print_stylesheet() -> Stylesheet:
    """The one sheet every document is set with; read again when the file changes."""
    path = finders.find(PRINT)
    if not path:
        raise RenderingFailed("The document could not be made: the print stylesheet is missing.", PRINT)
    return _read(path, Path(path).stat().st_mtime_ns)


def own_files_in(html: str) -> dict[str, bytes]:
    """The static files that attributes of ``html`` name; words in its text are left alone."""
    return _found(IN_HTML.findall(html))


@lru_cache(maxsize=2)
def _read(path: str, changed: int) -> Stylesheet:
    return stylesheet(Path(path).read_text())


def _found(names: list[str]) -> dict[str, bytes]:
    """Each name that is one of our static files, with its bytes; the finders refuse a way out."""
    paths = {name: finders.find(name) for name in names if ".." not in name}
    return {name: Path(path).read_bytes() for name, path in paths.items() if path}

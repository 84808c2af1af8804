"""What the library says of its files: the one way in which this product asks it for fingerprints.

Off unless the environment names a mounted, read-only folder (``LIBRARY_FOLDER``) or a list that the library
exports (``LIBRARY_FINGERPRINTS``: a line a file, the SHA-256, two spaces, the file name).
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from django.conf import settings

AT_ONCE = 1 << 20
DIGITS = 64


class Library(Protocol):
    """Whatever knows the files of the library; it is best asked for ``at_once`` of them."""

    at_once: int

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        """The SHA-256 of each of these files that it has, by file name; empty where it could not be read.

        Raises OSError when the library itself is gone.
        """


class LibraryFolder:
    """A mounted folder: each file is read in pieces, and nothing is ever written."""

    at_once = 200

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        """Read the files that are there; one that cannot be read stops no other.

        Raises OSError when the folder is gone.
        """
        if not self.folder.is_dir():
            raise NotADirectoryError(self.folder)
        return {name: _read(path) for name in names if (path := self._path(name)) is not None}

    def _path(self, name: str) -> Path | None:
        path = self.folder / Path(name).name
        return path if name and path.is_file() and not path.is_symlink() else None


class LibraryList:
    """The list that the library exports; it is read through once for each asking, so for many at once."""

    at_once = 20_000

    def __init__(self, path: Path) -> None:
        self.path = path

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        """Read the lines of these files; others are passed over. Raises OSError."""
        wanted, found = frozenset(names), {}
        with self.path.open(encoding="utf-8-sig", errors="replace") as lines:
            for line in lines:
                digest, _, name = line.rstrip("\r\n").partition("  ")
                if name in wanted:
                    found[name] = digest.strip().lower() if len(digest.strip()) == DIGITS else ""
        return found


def connected() -> Library | None:
    """The library that the environment names; none when neither is set."""
    if settings.LIBRARY_FOLDER:
        return LibraryFolder(Path(settings.LIBRARY_FOLDER))
    listed = settings.LIBRARY_FINGERPRINTS
    return LibraryList(Path(listed)) if listed else None


def _read(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, a megabyte at a time. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()

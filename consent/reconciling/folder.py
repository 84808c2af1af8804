"""Where an export lies while it is checked: private, named by its reference, gone with the check."""

import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Self

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

FIELD = "export"
ARRIVING, SUFFIX = "new-", ".csv"
IDLE_SECONDS = 3600


def place() -> Path:
    """The folder, which web and worker share and nobody else reads."""
    return Path(settings.DOCUMENTS_DIR) / "exports"


def of(reference: str) -> Path:
    """Where the export with this reference lies."""
    return place() / f"{reference}{SUFFIX}"


def remove(reference: str) -> None:
    """It is not needed any more."""
    of(reference).unlink(missing_ok=True)


def sweep(needed: Iterable[str]) -> None:
    """Remove what no check needs: a web process that died left it half written, or without its row."""
    kept = {f"{reference}{SUFFIX}" for reference in needed}
    for path in place().glob("*"):
        try:
            if path.name not in kept and time.time() - path.stat().st_mtime > IDLE_SECONDS:
                path.unlink()
        except FileNotFoundError:
            continue


class Arriving(UploadedFile):
    """An export on its way in: on disk from its first byte, without the name that it had.

    Unless it is kept, closing it removes it.
    """

    def __init__(self) -> None:
        place().mkdir(parents=True, exist_ok=True, mode=0o700)
        file: IO[Any] = tempfile.NamedTemporaryFile(dir=place(), prefix=ARRIVING, delete=False)  # noqa: SIM115
        self.path, self.bytes = Path(file.name), 0
        super().__init__(file, FIELD, "text/csv", 0)

    @classmethod
    def of(cls, content: bytes) -> Self:
        """One that is at hand already."""
        made = cls()
        made.write(content)
        made.arrive(len(content))
        return made

    def arrive(self, size: int) -> None:
        """All of it is there. Raises OSError."""
        self.seek(0)
        self.size = self.bytes = size

    def keep(self, reference: str) -> None:
        """It is this import's from now on. Raises OSError."""
        self.flush()
        os.fsync(self.fileno())
        self.path.rename(of(reference))

    def close(self) -> None:
        """Gone, unless it was kept."""
        super().close()
        self.path.unlink(missing_ok=True)

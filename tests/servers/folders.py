"""Folders for servers: directly under the system's temporary folder, owned by whoever runs the server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def unprivileged(name: str) -> str:
    """The person a server runs as: ``name`` when we are root, else ourselves (the empty string)."""
    return name if os.geteuid() == 0 else ""


@contextmanager
def own_folder(purpose: str, user: str = "") -> Iterator[Path]:
    """A folder only ``user`` can read, deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"recordings-gov-{purpose}-")).resolve()
    try:
        if user:
            shutil.chown(folder, user, user)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

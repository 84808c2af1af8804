"""The bytes of documents on disk: named by their SHA-256, so never by a person."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from recordings_gov.documents.errors import FileDamaged, FileNotKept

NOT_KEPT = "The document could not be stored: the disk may be full. Nothing was saved. Try again later."
DAMAGED = "The stored file does not match its fingerprint, so it is not shown. Tell the system administrator."
GONE = "The stored file cannot be read, so it cannot be shown. Tell the system administrator."


def fingerprint(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def place(sha256: str, suffix: str = "pdf") -> Path:
    """Where the bytes with this fingerprint are kept: sharded, so that no folder grows large."""
    return Path(settings.DOCUMENTS_DIR) / sha256[:2] / sha256[2:4] / f"{sha256}.{suffix}"


def keep(content: bytes, suffix: str = "pdf") -> str:
    """Store bytes for good and give their fingerprint; raises FileNotKept.

    Whole or not at all: written beside, synced, renamed, the folder synced. A file whose row
    was never written is harmless, so the file always comes first.
    """
    sha256 = fingerprint(content)
    target = place(sha256, suffix)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix="new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).rename(target)
        finally:
            Path(beside).unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise FileNotKept(NOT_KEPT) from error
    return sha256


def read(sha256: str, suffix: str = "pdf") -> bytes:
    """The bytes, checked against their fingerprint; raises FileDamaged."""
    try:
        content = place(sha256, suffix).read_bytes()
    except OSError as error:
        raise FileDamaged(GONE) from error
    if fingerprint(content) != sha256:
        raise FileDamaged(DAMAGED)
    return content


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

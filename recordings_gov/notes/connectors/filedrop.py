"""A folder that the record system looks into, and one in which it leaves its receipts."""

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from recordings_gov.notes.connectors import Receipt, Undelivered
from recordings_gov.notes.hl7.answers import LONGEST, Answer, NotUnderstood, read

logger = logging.getLogger("recordings_gov.notes")
OUT, BACK, ASIDE = "out", "back", "not-understood"
MOST_RECEIPTS = 500


@dataclass(frozen=True)
class FileDrop:
    """``out/<control id>.hl7`` goes there whole or not at all; ``back/*.ack`` comes from there."""

    folder: Path
    name: str = "Folder of the record system"

    def deliver(self, message: bytes, control_id: str) -> Answer | None:
        """Write it beside and rename it into place; the receipt comes later. Raises Undelivered."""
        part = self.folder / OUT / f".{control_id}.part"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / OUT / f"{control_id}.hl7")
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise Undelivered("not_written", may_have_arrived=False) from error
        return None

    def receipts(self) -> Iterator[Receipt]:
        """What lies in the return folder, oldest name first; what is no receipt is put aside."""
        for path in sorted((self.folder / BACK).glob("*.ack"))[:MOST_RECEIPTS]:
            try:
                answer = read(_bytes_of(path))
            except (OSError, NotUnderstood):
                self._put_aside(path)
            else:
                yield Receipt(answer, done=path.unlink, aside=partial(self._put_aside, path))

    def _put_aside(self, path: Path) -> None:
        """Its name is theirs and may say anything, so the log does not repeat it."""
        logger.warning("a receipt that nobody here understands is put aside in %s/%s", BACK, ASIDE)
        with contextlib.suppress(OSError):
            (path.parent / ASIDE).mkdir(exist_ok=True)
            path.rename(path.parent / ASIDE / path.name)


def _bytes_of(path: Path) -> bytes:
    """As much as an answer may hold, and one more; a link leads nowhere, and a pipe is not waited for."""
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(opened, "rb") as file:
        return file.read(LONGEST + 1)

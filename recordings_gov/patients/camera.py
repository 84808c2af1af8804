"""The codes in a picture of a wristband, read by a process that a bad picture may harm instead of us.

Each picture has a process of its own: nothing of one patient is there for the next, and a bomb is killed
with it. The picture is in memory alone, is never written down and is forgotten when it has been read.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recordings_gov.patients.picture_reader import OUT_OF_MEMORY

PACKAGE = Path(__file__).resolve().parent.parent
START = """\
import sys, types
package = types.ModuleType("recordings_gov")
package.__path__ = [sys.argv[1]]
sys.modules["recordings_gov"] = package
from recordings_gov.patients.picture_reader import main
main()
"""
TYPE_IT = "Take it again, or type the number"
SENTENCES = {
    "nothing": f"There is no barcode to be read in that picture. {TYPE_IT}",
    "none": "Take a picture of the wristband first, then press the button",
    "unknown": f"That is not a picture that can be read. {TYPE_IT}",
    "bytes": f"That picture is too large. {TYPE_IT}",
    "pixels": f"That picture is too large. {TYPE_IT}",
    "slow": f"That picture took too long to read. {TYPE_IT}",
    "memory": f"That picture needs too much memory to read. {TYPE_IT}",
    "busy": "Other pictures are being read. Try again, or type the number",
}


class PictureNotRead(Exception):
    """No code was read; ``str(error)`` says why, and what to do."""

    def __init__(self, kind: str) -> None:
        super().__init__(SENTENCES[kind])
        self.kind = kind


@dataclass(frozen=True)
class Limits:
    """What one picture may take."""

    seconds: int = 15
    cpu_seconds: int = 8
    memory: int = 640 * 1024 * 1024
    size: int = 12 * 1024 * 1024
    pixels: int = 64_000_000


LIMITS = Limits()
TURN_SECONDS = 5
_turns = threading.BoundedSemaphore(2)


def codes_in(picture: bytes, limits: Limits = LIMITS) -> list[str]:
    """Each code in the picture as a scanner would type it, at least one; raises PictureNotRead."""
    if not picture:
        raise PictureNotRead("none")
    if len(picture) > limits.size:
        raise PictureNotRead("bytes")
    with _turn():
        answer = _ask(picture, limits)
    if "error" in answer:
        raise PictureNotRead(answer["error"])
    if not answer["codes"]:
        raise PictureNotRead("nothing")
    return list(answer["codes"])


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """At most two at once in this process, and nobody waits for ever."""
    if not _turns.acquire(timeout=TURN_SECONDS):
        raise PictureNotRead("busy")
    try:
        yield
    finally:
        _turns.release()


def _ask(picture: bytes, limits: Limits) -> dict[str, Any]:
    """The reader's answer; the reader is killed when it takes too long, and dies of too much by itself."""
    numbers = (limits.cpu_seconds, limits.memory, limits.pixels)
    command = [sys.executable, "-I", "-c", START, str(PACKAGE), *map(str, numbers)]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            cwd="/",
            env=kept,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PictureNotRead("slow") from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise PictureNotRead("slow")
    if done.returncode == OUT_OF_MEMORY:
        raise PictureNotRead("memory")
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise PictureNotRead("memory" if done.returncode else "unknown") from None

"""One render process as its owner sees it: started, asked, stopped."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recordings_gov.documents import frames

PACKAGE = Path(__file__).resolve().parent.parent
START = """\
import sys, types
package = types.ModuleType("recordings_gov")
package.__path__ = [sys.argv[1]]
sys.modules["recordings_gov"] = package
from recordings_gov.documents.renderer import main
main()
"""
"""Our package without its ``__init__``, which brings Celery: three times quicker to start."""
PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
)


class RenderProcess:
    """A spawned child that makes PDFs; it gets no secret and no database address.

    Not thread-safe: ``rendering.Renderer`` holds the lock.
    """

    def __init__(self, seconds: int, memory: int) -> None:
        self.folder = tempfile.mkdtemp(prefix="recordings-renderer-")
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.child = subprocess.Popen(
            [sys.executable, "-I", "-c", START, str(PACKAGE), str(seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd="/",
            env={**environment, "TMPDIR": self.folder},
        )
        assert self.child.stdin  # noqa: S101
        assert self.child.stdout  # noqa: S101
        self.to, self.out = self.child.stdin.fileno(), self.child.stdout.fileno()
        os.set_blocking(self.to, False)
        os.set_blocking(self.out, False)
        self.seconds = seconds
        self.loaded: set[str] = set()
        self.documents = 0

    @property
    def alive(self) -> bool:
        return self.child.poll() is None

    def ask(self, header: dict[str, Any], parts: Sequence[bytes]) -> frames.Frame:
        """Its answer; raises frames.PipeClosed when it died and frames.TooSlow when it hangs."""
        deadline = time.monotonic() + self.seconds
        frames.send(self.to, frames.packed(header, parts), deadline)
        return frames.receive(self.out, deadline)

    def stop(self) -> int:
        """Kill it, leave nothing behind, and give what it exited with."""
        self.child.kill()
        self._close()
        code = self.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code

    def disown(self) -> None:
        """In a fork of the owner: let go of a child that is not ours, without touching it."""
        self._close()
        self.child.returncode = 0  # or Popen would warn that somebody else's child still runs

    def _close(self) -> None:
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe:
                pipe.close()

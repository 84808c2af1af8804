"""Child processes that end when asked, when late, and when whoever started them is gone."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Escalation = Sequence[tuple[signal.Signals, float]]

# Signal and seconds of patience. A worker in a long job leaves at QUIT: its message goes back to the broker.
ESCALATION: Escalation = ((signal.SIGTERM, 6.0), (signal.SIGQUIT, 2.5), (signal.SIGKILL, 2.0))


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether ``true()`` became so within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return true()
        time.sleep(0.05)
    return True


class Child:
    """One process in a session of its own, so that a Ctrl-C reaches the launcher alone.

    ``user`` is the unprivileged person it runs as, where the caller is root. If the caller
    dies without a word, the kernel sends the child SIGTERM.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        user: str = "",
    ) -> None:
        self.name = name
        self.log = log
        as_user = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *as_user, "--", *command],  # noqa: S607
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment) if environment is not None else None,
                cwd=folder,
                start_new_session=True,
            )

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Tell the process; SIGKILL goes to everything it started as well."""
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.is_running:
                self.process.send_signal(number)
        except ProcessLookupError:
            return

    def last_line(self) -> str:
        """The last thing it said that is not empty."""
        lines = self.log.read_text(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def stop(children: Iterable[Child], escalation: Escalation = ESCALATION) -> None:
    """End them all, each signal to those the one before did not move; nothing of theirs stays behind."""
    children = list(children)
    for number, patience in escalation:
        for child in children:
            if child.is_running:
                child.signal(number)
        if until(lambda: not any(child.is_running for child in children), patience):
            break
    for child in children:
        child.signal(signal.SIGKILL)
        child.process.wait()

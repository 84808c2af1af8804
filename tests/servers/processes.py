"""Real Celery workers and real gunicorns for tests, with what they said kept in a file."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recordings_gov.launch.children import Child, stop, until
from tests.servers.folders import own_folder

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class ProcessDidNotStart(RuntimeError):
    """It ended or stayed silent; the text is the end of its log."""


@contextmanager
def running(name: str, command: list[str], environment: Mapping[str, str]) -> Iterator[Child]:
    """``python -m command`` in the checkout; stopped, by force if it must be, at the end of the block."""
    with own_folder(name) as folder:
        child = Child(
            name,
            [sys.executable, "-m", *command],
            log=folder / f"{name}.log",
            environment=environment,
            folder=CHECKOUT,
        )
        try:
            yield child
        finally:
            stop([child])


def wait_until_said(child: Child, words: str, seconds: float = 60) -> None:
    """Return when ``words`` stand in its log; raises ProcessDidNotStart."""
    until(lambda: words in child.log.read_text() or not child.is_running, seconds)
    if words not in child.log.read_text():
        raise ProcessDidNotStart(child.log.read_text()[-2000:])

"""A real Celery worker, and a real beat, for as long as a ``with`` block lasts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from recordings_gov.launch.children import Child
from tests.servers.processes import running, wait_until_said


@contextmanager
def running_worker(environment: Mapping[str, str], *, concurrency: int = 2) -> Iterator[Child]:
    """A worker that has said it is ready; ``.log`` is what it says, ``.signal`` hurts it."""
    command = ["celery", "-A", "recordings_gov", "worker", "--concurrency", str(concurrency)]
    command += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    with running("worker", command, environment) as child:
        wait_until_said(child, " ready.")
        yield child


@contextmanager
def running_beat(environment: Mapping[str, str], *, schedule: str) -> Iterator[Child]:
    """A beat keeping its place in the file ``schedule``."""
    command = ["celery", "-A", "recordings_gov", "beat", "--loglevel", "INFO"]
    command += ["--schedule", schedule, "--pidfile", ""]
    with running("beat", command, environment) as child:
        wait_until_said(child, "beat: Starting")
        yield child

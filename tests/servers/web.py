"""A real gunicorn for as long as a ``with`` block lasts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from recordings_gov.launch.broker import free_port
from recordings_gov.launch.children import Child, until
from recordings_gov.launch.readiness import status_of
from tests.servers.processes import ProcessDidNotStart, running


@dataclass(frozen=True)
class Web:
    """A gunicorn that has answered: where it is, and the process behind it."""

    url: str
    child: Child


@contextmanager
def running_web(
    environment: Mapping[str, str],
    *,
    workers: int = 2,
    application: str = "recordings_gov.wsgi",
    path: str = "/healthz",
) -> Iterator[Web]:
    """``.url`` without a slash at its end; ``.child.log`` is what it says, ``.child.signal`` hurts it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = ["gunicorn", "--config", "python:recordings_gov.serving", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--graceful-timeout", "3", application]
    with running("web", command, environment) as child:
        until(lambda: not child.is_running or status_of(url + path) == 200, 60)
        if not child.is_running or status_of(url + path) != 200:
            raise ProcessDidNotStart(child.log.read_text()[-2000:])
        yield Web(url, child)

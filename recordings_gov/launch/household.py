"""Web, worker and beat: started together, watched, and stopped together."""

import sys
from collections.abc import Mapping
from pathlib import Path

from recordings_gov.launch.children import Child, stop
from recordings_gov.launch.ending import Ending
from recordings_gov.launch.place import CHECKOUT
from recordings_gov.launch.readiness import answer_of, status_of
from recordings_gov.launch.refusal import Refusal

CELERY = ["celery", "--app", "recordings_gov"]


def commands(port: int, folder: Path) -> dict[str, list[str]]:
    """What each process of the household runs, after ``python -m``."""
    web = ["gunicorn", "--config", "python:recordings_gov.serving", "--workers", "2"]
    web += ["--bind", f"127.0.0.1:{port}", "recordings_gov.wsgi"]
    worker = [
        *CELERY,
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [
        *CELERY,
        "beat",
        "--schedule",
        str(folder / "beat-schedule"),
        "--pidfile",
        "",
        "--loglevel",
        "INFO",
    ]
    return {"web": web, "worker": worker, "beat": beat}


class Household:
    """The running processes, and their end."""

    def __init__(self, port: int, folder: Path, environment: Mapping[str, str], ending: Ending) -> None:
        self.ending = ending
        self.ready_at = f"http://127.0.0.1:{port}/readyz"
        self.children: list[Child] = []
        self._commands = commands(port, folder)
        self._logs = folder / "logs"
        # Only migrations know the owner role; what serves people never does.
        self._environment = {
            name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"
        }

    def start(self, also_watched: list[Child]) -> None:
        """Start them and wait until ``/readyz`` answers 200; raises Refusal when it does not."""
        for name, command in self._commands.items():
            log = self._logs / f"{name}.log"
            log.unlink(missing_ok=True)
            self.children.append(
                Child(
                    name,
                    [sys.executable, "-m", *command],
                    log=log,
                    environment=self._environment,
                    folder=CHECKOUT,
                )
            )
        self.watched = [*self.children, *also_watched]
        if not self.ending.wait_for(self._is_ready, 90):
            raise Refusal(
                f"Not ready after 90 seconds: {answer_of(self.ready_at)[1]} (logs are in {self._logs})"
            )

    def _is_ready(self) -> bool:
        self._all_there()
        return status_of(self.ready_at) == 200

    def _all_there(self) -> bool:
        for child in self.watched:
            if not child.is_running:
                raise Refusal(
                    f"{child.name} ended by itself with {child.process.returncode}, so everything is stopped;"
                    f" its last words: {child.last_line()} (all of them: {child.log})"
                )
        return True

    def watch(self) -> None:
        """Stay until a stop is asked for (StopAsked) or one of them ends by itself (Refusal)."""
        self.ending.wait_for(lambda: not self._all_there())

    def stop(self) -> None:
        """End them all, within eleven seconds whatever they are doing."""
        stop(self.children)

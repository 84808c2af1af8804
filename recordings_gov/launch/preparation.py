"""Gets the database, its demonstration and the static files ready, and skips what is done already."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from recordings_gov.launch.children import Child, stop
from recordings_gov.launch.ending import Ending
from recordings_gov.launch.place import CHECKOUT
from recordings_gov.launch.refusal import Refusal


class Preparation:
    """The steps between a data folder and a service that can be started."""

    def __init__(self, folder: Path, environment: Mapping[str, str], ending: Ending) -> None:
        self.folder = folder
        self.environment = environment
        self.ending = ending

    def prepare(self) -> bool:
        """Do all that is needed; whether this database holds the demonstration. Raises Refusal."""
        marker = self.folder / "demonstration.json"
        found = self._look_at_the_database()
        states = json.loads(marker.read_text()) if marker.exists() else {}
        if found["is_new"]:
            states[found["address"]] = "loading"
            marker.write_text(json.dumps(states))
        self._manage("migrate", "--no-input")
        if states.get(found["address"]) == "loading":
            self._manage("load_demonstration")
            states[found["address"]] = "loaded"
            marker.write_text(json.dumps(states))
        self._collect_static_files()
        return found["address"] in states

    def _look_at_the_database(self) -> dict[str, str]:
        command = [sys.executable, "-m", "recordings_gov.launch.reach"]
        answer = subprocess.run(
            command, env=self.environment, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise Refusal(answer.stderr.strip().splitlines()[-1])
        found: dict[str, str] = json.loads(answer.stdout)
        return found

    def _manage(self, *arguments: str) -> None:
        """Run one management command; raises Refusal with its last line, StopAsked if we are told to stop."""
        log = self.folder / "logs" / f"{arguments[0]}.log"
        log.unlink(missing_ok=True)
        command = [sys.executable, "manage.py", *arguments]
        step = Child(arguments[0], command, log=log, environment=self.environment, folder=CHECKOUT)
        try:
            self.ending.wait_for(lambda: not step.is_running)
        finally:
            stop([step])
        if step.process.returncode != 0:
            raise Refusal(f"manage.py {arguments[0]} failed: {step.last_line()} (all of it is in {log})")

    def _collect_static_files(self) -> None:
        """Gather and compress them, unless neither they nor the packages have changed."""
        stamp = self.folder / "static.stamp"
        digest = hashlib.sha256((CHECKOUT / "requirements.lock").read_bytes())
        for file in sorted(path for path in (CHECKOUT / "static").rglob("*") if path.is_file()):
            about = file.stat()
            digest.update(f"{file.relative_to(CHECKOUT)}|{about.st_size}|{about.st_mtime_ns}\n".encode())
        if stamp.exists() and stamp.read_text() == digest.hexdigest() and (self.folder / "static").is_dir():
            return
        self._manage("collectstatic", "--no-input", "--clear")
        stamp.write_text(digest.hexdigest())

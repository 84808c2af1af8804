"""A Redis server of our own: loopback, a free port, a password, and proof that it is ours."""

import os
import secrets
import shutil
import signal
import socket
import time
from pathlib import Path

import redis

from recordings_gov.launch.children import Child, stop
from recordings_gov.launch.refusal import Refusal

ESCALATION = ((signal.SIGTERM, 2.0), (signal.SIGKILL, 1.0))


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnRedis:
    """A ``redis-server`` child keeping its data in ``folder``; raises Refusal if none can be started.

    ``url`` holds a password made for this run, because every account of the machine can reach loopback.
    """

    def __init__(self, folder: Path, log: Path, *, keeps_data: bool = True, user: str = "") -> None:
        self._program = shutil.which("redis-server") or ""
        if not self._program:
            raise Refusal("redis-server is missing: apt-get install redis-server, or give REDIS_URL.")
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self._log = log
        self._user = user
        self._keeps_data = keeps_data
        self._password = secrets.token_urlsafe(24)
        for _ in range(3):  # somebody else may take the free port before we do
            self.port = free_port()
            if self.start():
                return
        raise Refusal(f"redis-server did not start: {self.child.last_line()}")

    @property
    def url(self) -> str:
        """What REDIS_URL is to be."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def start(self) -> bool:
        """Start it, again after a ``stop``; whether it runs and is ours."""
        command = [self._program, str(self._write_settings())]
        self.child = Child("redis", command, log=self._log, folder=self.folder, user=self._user)
        if self._is_ours():
            return True
        self.stop()
        return False

    def _write_settings(self) -> Path:
        file = self.folder / "redis.conf"
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
            handle.write(
                f'bind 127.0.0.1\nport {self.port}\nrequirepass {self._password}\ndir "{self.folder}"\n'
                f'appendonly {"yes" if self._keeps_data else "no"}\nsave ""\ndaemonize no\n'
            )
        if self._user:
            shutil.chown(file, self._user, self._user)
        return file

    def _is_ours(self) -> bool:
        """Whether it answers within ten seconds, and from our folder."""
        deadline = time.monotonic() + 10
        with redis.Redis.from_url(self.url, socket_timeout=2, socket_connect_timeout=2) as client:
            while self.child.is_running and time.monotonic() < deadline:
                try:
                    return Path(client.config_get("dir")["dir"]) == self.folder
                except redis.AuthenticationError:
                    return False
                except redis.RedisError:
                    time.sleep(0.02)
        return False

    def stop(self) -> None:
        """End it; what it was told to keep is on the disk."""
        stop([self.child], ESCALATION)


def answers(url: str) -> bool:
    """Whether a Redis answers at ``url``; raises Refusal when it is no address at all."""
    try:
        with redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
            return bool(client.ping())
    except ValueError:
        raise Refusal("REDIS_URL is not the address of a Redis: it looks like redis://host:6379/0") from None
    except redis.RedisError:
        return False

"""A PostgreSQL cluster of the suite's own, with an owner role and an application role."""

import secrets
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from recordings_gov.launch.broker import free_port
from recordings_gov.launch.children import Child, stop, until
from tests.servers.folders import own_folder, unprivileged

DATABASE, OWNER, APPLICATION = "recordings_gov", "recordings_owner", "recordings_app"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
ESCALATION = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 2.0))


class ServerDidNotStart(RuntimeError):
    """The server ended, never answered, or was not ours; the text is the end of its log."""


class Postgres:
    """A running cluster.

    ``url`` is the application's role, ``owner_url`` the owner's (who may create databases).
    ``durable=True`` keeps fsync on, for tests that kill it. ``child`` takes a fault's signals;
    ``kill`` or ``stop``, then ``start``, brings it back on the same port and data.
    """

    def __init__(self, folder: Path, *, durable: bool, settings: dict[str, str], user: str) -> None:
        self.folder = folder / "data"
        self.log = folder / "postgres.log"
        self.user = user
        self.port = free_port()
        self.settings = {} if durable else dict(FAST)
        self.settings |= settings
        self._passwords = {role: secrets.token_urlsafe(24) for role in ("postgres", OWNER, APPLICATION)}
        self._make_cluster(folder)
        self.start()
        self._make_roles()

    def url_of(self, role: str, database: str = DATABASE) -> str:
        """The address of ``database`` for ``role``: ``postgres`` is the superuser."""
        return f"postgresql://{role}:{self._passwords[role]}@127.0.0.1:{self.port}/{database}"

    @property
    def url(self) -> str:
        """DATABASE_URL: the application's role."""
        return self.url_of(APPLICATION)

    @property
    def owner_url(self) -> str:
        """DATABASE_OWNER_URL: the role migrations run as."""
        return self.url_of(OWNER)

    def _make_cluster(self, folder: Path) -> None:
        password_file = folder / "password"
        password_file.write_text(self._passwords["postgres"])
        password_file.chmod(0o600)
        if self.user:
            shutil.chown(password_file, self.user, self.user)
        command = [
            str(binaries() / "initdb"),
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
        ]
        command += ["--username=postgres", f"--pwfile={password_file}", f"--pgdata={self.folder}"]
        child = Child("initdb", command, log=self.log, folder=folder, user=self.user)
        if child.process.wait() != 0:
            raise ServerDidNotStart(self.log.read_text())
        password_file.unlink()

    def start(self) -> None:
        """Start it and wait until it answers from our own folder; raises ServerDidNotStart."""
        self.settings |= {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": str(self.port),
        }
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries() / "postgres"), "-D", str(self.folder), *options]
        self.child = Child("PostgreSQL", command, log=self.log, folder=self.folder.parent, user=self.user)
        if not until(lambda: not self.child.is_running or self._is_ours(), 60) or not self.child.is_running:
            self.stop()
            raise ServerDidNotStart(self.log.read_text()[-2000:])

    def _is_ours(self) -> bool:
        try:
            with psycopg.connect(self.url_of("postgres", "postgres"), connect_timeout=3) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]) == self.folder

    def _make_roles(self) -> None:
        """Everything the owner will create is open to the application, save what a migration takes back."""
        with psycopg.connect(self.url_of("postgres", "template1"), autocommit=True) as connection:
            for role, right in ((OWNER, "CREATEDB"), (APPLICATION, "NOCREATEDB")):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER {} PASSWORD {}").format(
                        sql.Identifier(role), sql.SQL(right), sql.Literal(self._passwords[role])
                    )
                )
            # Kept in template1, so that every database made from it, a test's too, begins with them.
            defaults = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}")
            for grant in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"):
                connection.execute(
                    defaults.format(sql.Identifier(OWNER), sql.SQL(grant), sql.Identifier(APPLICATION))
                )
        with psycopg.connect(self.url_of("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )

    def kill(self) -> None:
        """Take it away without warning; returns when the last of its processes is gone."""
        self.child.signal(signal.SIGKILL)
        self.child.process.wait()
        until(
            lambda: not any(_works_in(process, self.folder) for process in Path("/proc").glob("[0-9]*")), 30
        )

    def stop(self) -> None:
        """Shut it down, quickly and cleanly."""
        stop([self.child], ESCALATION)


def binaries() -> Path:
    """Where Debian keeps the newest PostgreSQL's programs; raises ServerDidNotStart if there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise ServerDidNotStart("PostgreSQL is missing: apt-get install postgresql")
    return found[-1].parent


def _works_in(process: Path, folder: Path) -> bool:
    """Whether a process of ``/proc`` has ``folder`` as its own; every process of a cluster does."""
    try:
        return (process / "cwd").readlink() == folder
    except OSError:
        return False


@contextmanager
def running_postgres(*, durable: bool = False, settings: dict[str, str] | None = None) -> Iterator[Postgres]:
    """A cluster proven to be ours, as an unprivileged user, deleted afterwards."""
    user = unprivileged("postgres")
    with own_folder("postgres", user) as folder:
        server = Postgres(folder, durable=durable, settings=settings or {}, user=user)
        try:
            yield server
        finally:
            server.stop()

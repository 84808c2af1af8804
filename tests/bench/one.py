"""The benchmark on one database: servers of its own, the demonstration, then every row in turn."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench.measuring import Effort, Row
from tests.servers.folders import own_folder
from tests.servers.postgres import running_postgres
from tests.servers.processes import CHECKOUT
from tests.servers.redis import running_redis


def main() -> None:
    """``python -m tests.bench.one DATABASE EFFORT FILE``: the lines go to the file as JSON."""
    database, effort, file = sys.argv[1], Effort(**json.loads(sys.argv[2])), Path(sys.argv[3])
    with ExitStack() as servers:
        _open(servers, database)
        lines = []
        for row in rows(effort):
            lines.append(row.as_json(database))
            sys.stdout.write(f"  {database}: {row.what} {row.ratio:.2f} × ({row.goal})\n")
            sys.stdout.flush()
        file.write_text(json.dumps(lines))


def _open(servers: ExitStack, database: str) -> None:
    """Start what is needed and tell the environment; PostgreSQL keeps fsync on, as in production."""
    folder = servers.enter_context(own_folder("bench"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "RECORDINGS_GOV_NOW", "SECRET_KEY"):
        os.environ.pop(name, None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "REDIS_URL": servers.enter_context(running_redis()).url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    if database == "postgresql":
        memory = {"shared_buffers": "512MB", "max_wal_size": "4GB"}
        cluster = servers.enter_context(running_postgres(durable=True, settings=memory))
        os.environ |= {"DATABASE_URL": cluster.url, "DATABASE_OWNER_URL": cluster.owner_url}
    for command in ("migrate", "load_demonstration", "collectstatic"):
        options = ["--no-input"] if command != "load_demonstration" else []
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity", "0", *options], check=True, cwd=CHECKOUT
        )


def rows(effort: Effort) -> Iterator[Row]:
    """Every row of the table; the cheap ones first, the ones that fill the tables last."""
    import django

    django.setup()
    from recordings_gov.accounts.models import User
    from tests.bench import creating, listing, loading, printing, reconciling, scanning, sweeping
    from tests.servers.web import running_web

    by = User.objects.get(username="radiographer")
    with running_web(os.environ, workers=1) as web:
        yield from _told("loading", loading.measure(web, by))
        yield from _told("creating", creating.measure(by, effort))
        yield from _told("printing", printing.measure(web, effort))
        yield from _told("scanning", scanning.measure(effort))
        yield from _told("listing", listing.measure(web, by, effort))
    yield from _told("sweeping", sweeping.measure(effort))
    yield from _told("reconciling", reconciling.measure(effort))


def _told(part: str, measured: Iterator[Row]) -> Iterator[Row]:
    """The rows of one part; what stops it is a missed row, and the other parts go on."""
    try:
        yield from measured
    except Exception as error:  # noqa: BLE001  whatever it is, it stands in the table
        said = " ".join(str(error).split())[:200]
        yield Row(part, "to the end", 0.0, "no error", False, 0.0, 0.0, f"{type(error).__name__}: {said}")


if __name__ == "__main__":
    main()

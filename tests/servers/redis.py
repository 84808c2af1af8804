"""A Redis of the suite's own, for as long as a ``with`` block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

from recordings_gov.launch.broker import OwnRedis
from tests.servers.folders import own_folder, unprivileged


@contextmanager
def running_redis(*, keeps_data: bool = False) -> Iterator[OwnRedis]:
    """``.url`` and ``.port`` of a server proven to be ours; ``.child`` takes a fault's signals."""
    user = unprivileged("redis")
    with own_folder("redis", user) as folder:
        server = OwnRedis(folder, folder.parent / f"{folder.name}.log", keeps_data=keeps_data, user=user)
        try:
            yield server
        finally:
            server.stop()
            server.child.log.unlink(missing_ok=True)

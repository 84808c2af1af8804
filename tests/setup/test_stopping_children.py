"""Nothing the launcher or the suite started stays behind, however unwilling it is."""

import os
import signal
import sys
from pathlib import Path

import pytest
import redis

from recordings_gov.launch.children import Child, stop, until
from tests.servers.processes import CHECKOUT
from tests.servers.redis import running_redis

STUBBORN = """
import signal, subprocess, sys, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
    signal.signal(number, signal.SIG_IGN)
own = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
print(own.pid, flush=True)
time.sleep(300)
"""
QUICKLY = ((signal.SIGTERM, 0.2), (signal.SIGQUIT, 0.2), (signal.SIGKILL, 5.0))
POLITE = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print("up", flush=True)
time.sleep(300)
"""


def is_alive(pid: int) -> bool:
    """Whether ``pid`` is a process that still runs; one that is dead and not yet buried does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_child_that_ignores_every_polite_signal_is_ended_with_its_own_children(tmp_path):
    child = Child("stubborn", [sys.executable, "-c", STUBBORN], log=tmp_path / "log")
    assert until(lambda: child.log.read_text().strip() != "", 20)
    grandchild = int(child.log.read_text())

    stop([child], QUICKLY)

    assert child.process.returncode == -signal.SIGKILL
    assert until(lambda: not is_alive(grandchild), 5)


def test_a_polite_child_is_never_hurt(tmp_path):
    child = Child("polite", [sys.executable, "-c", POLITE], log=tmp_path / "log")
    assert until(lambda: "up" in child.log.read_text(), 20)

    stop([child])

    assert child.process.returncode == 7


def test_a_child_ends_when_whoever_started_it_is_killed(tmp_path):
    starter = (
        "import sys, time; from pathlib import Path; from recordings_gov.launch.children import Child\n"
        f"child = Child('x', ['sleep', '300'], log=Path({str(tmp_path / 'x')!r}))\n"
        "print(child.process.pid, flush=True); time.sleep(300)"
    )
    parent = Child("starter", [sys.executable, "-c", starter], log=tmp_path / "log", folder=CHECKOUT)
    assert until(lambda: parent.log.read_text().strip() != "", 20)
    grandchild = int(parent.log.read_text())
    assert is_alive(grandchild)

    os.kill(parent.process.pid, signal.SIGKILL)
    parent.process.wait()

    assert until(lambda: not is_alive(grandchild), 5)


@pytest.mark.fault
def test_a_worker_in_a_long_job_is_stopped_and_its_job_goes_back_to_the_broker(tmp_path):
    with running_redis() as broker, redis.Redis.from_url(broker.url) as queue:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "tests.setup.slow_jobs",
            "worker",
            "-c",
            "1",
            "-l",
            "INFO",
        ]
        environment = os.environ | {"REDIS_URL": broker.url, "STARTED": str(tmp_path / "started")}
        worker = Child("worker", command, log=tmp_path / "log", environment=environment, folder=CHECKOUT)
        try:
            send = [
                sys.executable,
                "-c",
                "import os; from tests.setup.slow_jobs import slow; slow.delay(os.environ['STARTED'])",
            ]
            sent = Child("send", send, log=tmp_path / "send", environment=environment, folder=CHECKOUT)
            assert sent.process.wait(60) == 0, sent.last_line()
            assert until((tmp_path / "started").exists, 60), worker.log.read_text()
            assert queue.llen("celery") == 0
        finally:
            stop([worker])

        assert worker.process.returncode is not None
        assert queue.llen("celery") == 1

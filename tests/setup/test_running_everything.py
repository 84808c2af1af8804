"""``make run`` from start to finish, on a data folder of its own."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from recordings_gov.launch.broker import free_port
from recordings_gov.launch.children import until
from recordings_gov.launch.readiness import status_of
from tests.servers.processes import CHECKOUT


def processes_of(folder):
    """Every process that was told to keep its data in ``folder``, or works there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = f"DATA_DIR={folder}".encode() in (process / "environ").read_bytes().split(b"\0")
            if told or (process / "cwd").readlink() == folder / "redis":
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@contextmanager
def launched(folder, output):
    """The launcher in a process group of its own, with the port it was given; stopped at the latest here."""
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with output.open("wb") as said:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "recordings_gov.launch"],
            cwd=CHECKOUT,
            env=kept | {"DATA_DIR": str(folder), "PORT": str(port)},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        assert until(lambda: launcher.poll() is not None or b"Ready: " in output.read_bytes(), 180)
        yield launcher, port
    finally:
        if launcher.poll() is None:
            os.killpg(launcher.pid, signal.SIGTERM)
            launcher.wait(30)


def test_it_says_where_it_is_and_stops_with_all_its_processes_when_its_group_is_told_to(folder, tmp_path):
    output = tmp_path / "output"
    with launched(folder, output) as (launcher, port):
        said = output.read_text()
        assert f"Ready: http://127.0.0.1:{port}\n" in said
        assert "radiographer" in said
        assert "demo-recordings" in said
        assert status_of(f"http://127.0.0.1:{port}/readyz") == 200
        running = " ".join(processes_of(folder))
        for part in ("gunicorn", "worker", "beat", "redis-server"):
            assert part in running

        os.killpg(launcher.pid, signal.SIGTERM)
        assert launcher.wait(15) == 0
    assert until(lambda: processes_of(folder) == [], 2)


def test_it_keeps_its_data_over_a_second_run_and_ends_when_one_of_its_processes_does(folder, tmp_path):
    output = tmp_path / "output"
    key = (folder / "secret_key").read_text()
    loaded = (folder / "logs" / "load_demonstration.log").stat().st_mtime_ns
    with launched(folder, output) as (launcher, _):
        assert (folder / "secret_key").read_text() == key
        assert (folder / "logs" / "load_demonstration.log").stat().st_mtime_ns == loaded
        beats = [
            process
            for process in Path("/proc").glob("[0-9]*")
            if f"{folder}/beat-schedule".encode() in (process / "cmdline").read_bytes()
        ]
        os.kill(int(beats[0].name), signal.SIGKILL)
        assert launcher.wait(30) == 1
    assert "beat ended by itself" in output.read_text()
    assert until(lambda: processes_of(folder) == [], 2)


def test_what_it_keeps_is_for_this_account_alone(folder):
    for kept in ("recordings.sqlite3", "secret_key", "documents", "redis", "logs"):
        assert not (folder / kept).exists() or (folder / kept).stat().st_mode & 0o077 == 0, kept
    assert (folder / "recordings.sqlite3").exists()

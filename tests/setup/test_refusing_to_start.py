"""The launcher says in one plain sentence why it cannot start, and leaves nothing running."""

import os
import socket
import subprocess
import sys

import pytest

from recordings_gov.launch import place
from recordings_gov.launch.refusal import Refusal
from tests.servers.processes import CHECKOUT


def launch(tmp_path, *arguments, **said):
    """Run the launcher to its end; ``said`` are environment variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "recordings_gov.launch", *arguments],
        cwd=CHECKOUT,
        env=kept | {"DATA_DIR": str(tmp_path / "data"), "PORT": str(free())} | said,
        capture_output=True,
        text=True,
        check=False,
    )


def free():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def is_one_sentence(answer, words):
    """Whether it ended with 1 and one line holding ``words``, no traceback and no password."""
    assert answer.returncode == 1, answer
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "hushhush" not in answer.stderr
    return True


def test_a_taken_port(tmp_path, taken_port):
    assert is_one_sentence(launch(tmp_path, PORT=taken_port), f"Port {taken_port} is already taken")


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_none(port):
    with pytest.raises(Refusal, match="PORT must be a number"):
        place.port({"PORT": port})


def test_a_data_folder_that_cannot_be_written_to(tmp_path):
    assert is_one_sentence(launch(tmp_path, DATA_DIR="/proc/data"), "cannot be written to")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "DATABASE_URL is not a database address"),
        ("mysql://someone:hushhush@127.0.0.1/records", "DATABASE_URL must begin with"),
        ("postgresql://someone:hushhush@127.0.0.1:1/records", "The database cannot be reached"),
        ("sqlite:////proc/records.sqlite3", "The database cannot be reached"),
    ],
)
def test_a_broken_database_address(tmp_path, url, words):
    assert is_one_sentence(launch(tmp_path, DATABASE_URL=url), words)


@pytest.mark.parametrize(
    ("url", "words"),
    [("nonsense", "not the address of a Redis"), ("redis://127.0.0.1:1/0", "No Redis answers")],
)
def test_a_broken_redis_address(tmp_path, url, words):
    assert is_one_sentence(launch(tmp_path, REDIS_URL=url), words)


def test_no_redis_server_on_the_machine(tmp_path):
    folder = tmp_path / "bin"
    folder.mkdir()
    assert is_one_sentence(launch(tmp_path, PATH=str(folder)), "apt-get install redis-server")


def test_a_data_folder_that_another_launcher_holds(tmp_path):
    (tmp_path / "data").mkdir()
    with place.held(tmp_path / "data"):
        assert is_one_sentence(launch(tmp_path), f"(process {os.getpid()})")
        assert is_one_sentence(launch(tmp_path, "reset"), f"(process {os.getpid()})")


def test_a_reset_of_a_database_that_is_not_the_demonstrations(tmp_path):
    answer = launch(tmp_path, "reset", DATABASE_URL="postgresql://someone:hushhush@127.0.0.1:1/records")
    assert is_one_sentence(answer, "nothing was done")

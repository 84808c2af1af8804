"""The commands the README promises exist, and ``make`` alone explains them."""

import re
import subprocess

import pytest

from tests.servers.processes import CHECKOUT

PROMISED = ("setup", "run", "demo-reset", "test", "check", "journeys", "bench", "faults", "lock", "format")


@pytest.fixture(scope="module")
def explained():
    answer = subprocess.run(["make"], cwd=CHECKOUT, capture_output=True, text=True, check=True)  # noqa: S607
    return dict(line.split(maxsplit=1) for line in answer.stdout.splitlines() if not line.startswith("make["))


@pytest.mark.parametrize("command", PROMISED)
def test_make_explains_each_command(explained, command):
    assert command in explained


@pytest.mark.parametrize("script", ["setup", "run", "test", "check", "faults", "lock", "system-packages"])
def test_every_script_can_be_started(script):
    assert (CHECKOUT / ".ci" / script).stat().st_mode & 0o111


def test_no_lock_names_an_address_to_fetch_from():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (CHECKOUT / lock).read_text()
        assert not re.search(r"https?://|--index-url|--find-links", text)
        assert "--hash=sha256:" in text


def test_what_runs_is_the_same_version_in_both_locks():
    def pins(name):
        return dict(
            re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", (CHECKOUT / name).read_text(), re.MULTILINE)
        )

    run, test = pins("requirements.lock"), pins("requirements-dev.lock")
    assert run
    assert {name: test.get(name) for name in run} == run

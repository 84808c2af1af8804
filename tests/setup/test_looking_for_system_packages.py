"""Set-up names exactly what is missing where it may not or cannot install it."""

import shutil
import subprocess
import sys

import pytest

from tests.servers.processes import CHECKOUT

SOMEBODY = "#!/bin/bash\necho 1000\n"


class Machine:
    """A machine whose PATH holds only the programs it is given; those unknown here do nothing."""

    def __init__(self, folder):
        self.folder = folder
        self.add("bash", "dirname", "id")

    def add(self, *programs):
        for name in programs:
            (self.folder / name).symlink_to(shutil.which(name) or "/bin/true")

    def belongs_to_somebody_else(self):
        identity = self.folder / "id"
        identity.unlink()
        identity.write_text(SOMEBODY)
        identity.chmod(0o755)

    def look(self, group):
        return subprocess.run(
            [CHECKOUT / ".ci" / "system-packages", group, sys.executable],
            env={"PATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_a_machine_that_has_everything_is_left_alone(machine):
    machine.add("redis-server")
    answer = machine.look("run")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_a_machine_without_apt_is_told_what_is_missing(machine):
    answer = machine.look("run")
    assert answer.returncode == 1
    assert answer.stderr == (
        "These Debian packages are missing and this machine has no apt to install them with: redis-server\n"
    )


def test_the_suite_needs_more_than_running_does(machine):
    machine.add("redis-server")
    assert machine.look("test").stderr.endswith("chromium poppler-utils\n")


def test_somebody_who_may_not_install_is_given_the_exact_command(machine):
    machine.add("apt-get")
    machine.belongs_to_somebody_else()
    answer = machine.look("run")
    assert answer.returncode == 1
    assert answer.stderr == (
        "Some system packages are missing. Install them, then try again: "
        "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends redis-server'\n"
    )

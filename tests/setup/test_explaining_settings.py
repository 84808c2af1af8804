"""Every variable somebody may set is explained in ``.env.example``, and none that nobody reads."""

import re

import pytest

from tests.servers.processes import CHECKOUT

LINES = (CHECKOUT / ".env.example").read_text().splitlines()
EXPLAINED = {match[1] for line in LINES if (match := re.match(r"#? ?([A-Z][A-Z0-9_]+)=", line))}
NOT_FOR_PEOPLE = {
    "DJANGO_SETTINGS_MODULE",
    "SUITE_DIR",
    "OUTBOX_LEASE_SECONDS",
    "RECORDINGS_GOV_TEST_DATABASE",
}


def read_by_the_code() -> set[str]:
    """Names the settings, the launcher and the compose file ask the environment for."""
    found = set(re.findall(r"\$\{([A-Z0-9_]+)", (CHECKOUT / "docker-compose.yml").read_text()))
    asked = re.compile(r"""environ(?:ment)?(?:\.get\(|\[|\.setdefault\()["']([A-Z0-9_]+)""")
    for folder in ("settings", "launch"):
        for file in (CHECKOUT / "recordings_gov" / folder).glob("*.py"):
            found |= set(asked.findall(file.read_text()))
    found |= set(asked.findall((CHECKOUT / "recordings_gov" / "clock.py").read_text()))
    return found - NOT_FOR_PEOPLE


def test_every_variable_that_is_read_is_explained():
    assert read_by_the_code() - EXPLAINED == set()


def test_no_variable_is_explained_that_nobody_reads():
    assert EXPLAINED - read_by_the_code() == set()


@pytest.mark.parametrize("name", sorted(EXPLAINED))
def test_each_has_a_sentence_above_it(name):
    at = next(number for number, line in enumerate(LINES) if re.match(rf"#? ?{name}=", line))
    assert re.match(r"# [A-Z].*\.$", LINES[at - 1])

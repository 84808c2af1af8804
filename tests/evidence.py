"""What the tests prove of the rulebook: reads their rule markers and writes each result down.

``--rule-evidence PATH`` writes the record that the image carries and the rule pages show. A
second run at the same commit on the same day adds to it and the worse result of a test
stays, so that a run on SQLite and one on PostgreSQL make one record, side by side or in
turn. A marker that names a rule or duty the rulebook does not have stops the collection.
"""

import fcntl
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from recordings_gov import rulebook
from recordings_gov.rulebook.citing import CitationError, read_marker, slip

WORST_FIRST = ("failed", "passed", "skipped")
Cited = tuple[str, str, str | None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to write the evidence; nothing is written without it."""
    parser.addoption("--rule-evidence", type=Path, metavar="PATH", help="write which test proves which rule")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known and, if asked, keep a record."""
    config.addinivalue_line("markers", "rule(id, duty): the rule, and perhaps the one duty, this test proves")
    config.pluginmanager.register(RuleEvidence(config.getoption("--rule-evidence")), "rule-evidence")


class RuleEvidence:
    """Collects the citations of one run and the result of each test that has one."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.cited: dict[str, list[tuple[str, str | None]]] = {}
        self.results: dict[str, str] = {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Read every marker; one that the rulebook does not know is an error for all."""
        wrong: list[str] = []
        for item in items:
            try:
                self.cited[item.nodeid] = list(_citations(item))
            except CitationError as error:
                wrong.append(f"{item.nodeid}: {error}")
        if wrong:
            raise pytest.UsageError("\n".join(wrong))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of set-up, call and tear-down, over all parameters of a test."""
        if self.cited.get(report.nodeid) and (report.when == "call" or not report.passed):
            self.results[report.nodeid] = worse(self.results.get(report.nodeid), report.outcome)

    def pytest_sessionfinish(self) -> None:
        """Write the record."""
        if self.path is not None:
            write(self.path, self.rows())

    def rows(self) -> Iterator[tuple[Cited, str]]:
        """Each citation of each test that ran, without its parameters, with its result."""
        for nodeid, result in self.results.items():
            for rule, duty in self.cited[nodeid]:
                yield (nodeid.partition("[")[0], rule, duty), result


def _citations(item: pytest.Item) -> Iterator[tuple[str, str | None]]:
    for marker in item.iter_markers("rule"):
        for rule, duty in read_marker(marker.args):
            wrong = slip(rulebook.book(), rule, duty)
            if wrong:
                raise CitationError(wrong)
            yield rule, duty


def worse(known: str | None, result: str) -> str:
    """The result that counts for more: failed, then passed, then skipped."""
    return min((known or result, result), key=WORST_FIRST.index)


def write(path: Path, rows: Iterable[tuple[Cited, str]]) -> None:
    """Write the record, adding to one of the same commit and day; whoever writes beside us waits."""
    commit, day = commit_of(Path(__file__).parent), datetime.now(ZoneInfo("Europe/London")).date().isoformat()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(path.parent):
        found = dict(_earlier(path, commit, day))
        for cited, result in rows:
            found[cited] = worse(found.get(cited), result)
        tests = [
            {"test": test, "rule": rule, "duty": duty, "result": result}
            for (test, rule, duty), result in sorted(
                found.items(), key=lambda row: (*row[0][:2], row[0][2] or "")
            )
        ]
        record = json.dumps({"commit": commit, "day": day, "tests": tests}, indent=1)
        path.write_text(record + "\n", encoding="utf-8")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _earlier(path: Path, commit: str, day: str) -> Iterator[tuple[Cited, str]]:
    if path.is_file():
        record = json.loads(path.read_text(encoding="utf-8"))
        if (record["commit"], record["day"]) == (commit, day):
            for row in record["tests"]:
                yield (row["test"], row["rule"], row["duty"]), row["result"]


def commit_of(folder: Path) -> str:
    """The commit that was tested, marked when files had changed since; "unknown" outside git."""
    found = _git(folder, "rev-parse", "--short=12", "HEAD")
    if not found:
        return "unknown"
    changed = _git(folder, "status", "--porcelain", "--", ":/", ":(top,exclude)docs/evidence")
    return f"{found} with changes" if changed else found


def _git(folder: Path, *words: str) -> str:
    """What git says, or nothing where it is missing or this is no checkout."""
    try:
        said = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S607
    except FileNotFoundError:
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""

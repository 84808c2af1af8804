"""The plugin that writes down which test proved which rule, run as a suite of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recordings_gov.rulebook.entries import Duty
from recordings_gov.rulebook.evidence import recorded
from recordings_gov.rulebook.showing import ShownDuty, ShownTest, last_run, shown_test

ROOT = Path(__file__).resolve().parents[2]
SUITE = """
import os
import pytest

@pytest.mark.rule("R-115")
def test_it_passes(): ...

@pytest.mark.rule("R-039", "N", "R-040")
@pytest.mark.parametrize("number", [1, 2])
def test_one_case_fails(number):
    assert number == 1

@pytest.mark.rule("R-041")
@pytest.mark.skipif("RUN" not in os.environ, reason="not in this run")
def test_it_runs_only_in_the_second_run(): ...

@pytest.fixture
def broken():
    raise RuntimeError

@pytest.mark.rule("R-002", "E")
def test_its_setting_up_fails(broken): ...

def test_it_proves_no_rule(): ...
"""
PROVED = [
    ("sample/test_a.py::test_it_passes", "R-115", None, "passed"),
    ("sample/test_a.py::test_it_runs_only_in_the_second_run", "R-041", None, "passed"),
    ("sample/test_a.py::test_its_setting_up_fails", "R-002", "E", "failed"),
    ("sample/test_a.py::test_one_case_fails", "R-039", "N", "failed"),
    ("sample/test_a.py::test_one_case_fails", "R-040", None, "failed"),
]


@pytest.fixture
def suite(tmp_path):
    """Runs a small suite with the plugin and answers the run."""
    (tmp_path / "sample").mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers -p no:cacheprovider\n")

    def run(source: str = SUITE, **environment: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "sample" / "test_a.py").write_text(source)
        plugin = [
            "-p",
            "tests.evidence",
            "-p",
            "no:django",
            "--rule-evidence",
            tmp_path / "docs/evidence/rules.json",
        ]
        return subprocess.run(
            [sys.executable, "-m", "pytest", *plugin, "sample"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def rows(tmp_path: Path) -> list[tuple]:
    told = json.loads((tmp_path / "docs/evidence/rules.json").read_text())
    return [(row["test"], row["rule"], row["duty"], row["result"]) for row in told["tests"]]


def test_two_runs_make_one_record_in_which_the_worse_result_stays(suite, tmp_path):
    suite()
    once = rows(tmp_path)
    assert ("sample/test_a.py::test_it_runs_only_in_the_second_run", "R-041", None, "skipped") in once
    suite(SUITE.replace("number == 1", "True"), RUN="1")
    assert rows(tmp_path) == PROVED


def test_a_record_of_another_day_is_begun_afresh(suite, tmp_path):
    suite()
    path = tmp_path / "docs/evidence/rules.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"day": "2026-01-01"}))
    suite(SUITE.replace("number == 1", "True"))
    assert {row[3] for row in rows(tmp_path) if "one_case" in row[0]} == {"passed"}


def test_the_record_names_commit_and_day_and_is_read_back(suite, tmp_path):
    suite()
    told = json.loads((tmp_path / "docs/evidence/rules.json").read_text())
    evidence = recorded(tmp_path)
    assert set(told) == {"commit", "day", "tests"}
    assert (evidence.commit, evidence.day.isoformat()) == (told["commit"], told["day"])
    assert evidence.results["sample/test_a.py::test_it_passes"] == "passed"


@pytest.mark.parametrize(
    ("marker", "complaint"),
    [
        ('"R-999"', "the rulebook has no rule R-999"),
        ('"R-115", "N"', "R-115 has no duty N"),
        ("", "a rule marker names no rule"),
    ],
)
def test_a_marker_the_rulebook_does_not_know_stops_the_run(suite, marker, complaint):
    ran = suite(f"import pytest\n\n@pytest.mark.rule({marker})\ndef test_a(): ...\n")
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"sample/test_a.py::test_a: {complaint}" in ran.stderr


def test_nothing_is_written_unless_asked_for(suite, tmp_path):
    (tmp_path / "sample" / "test_a.py").write_text("def test_a(): ...")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.evidence", "-p", "no:django", "sample"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    assert not (tmp_path / "docs").exists()


def test_a_test_is_shown_as_a_sentence_with_its_last_result(suite, tmp_path):
    suite()
    assert shown_test("sample/test_a.py::test_it_passes", recorded(tmp_path)) == ShownTest(
        "It passes", "Passed"
    )
    assert shown_test("a.py::test_the_pdf_of_an_nhs_form", None) == ShownTest(
        "The PDF of an NHS form", "Not run for this build"
    )


def test_the_last_run_is_told_in_one_sentence(suite, tmp_path):
    suite()
    evidence = recorded(tmp_path)
    tests = [shown_test(row[0], evidence) for row in PROVED]
    day = f"{evidence.day.day} {evidence.day:%B %Y}, build {evidence.commit}."
    assert last_run([ShownDuty(Duty("E"), [], tests[:1])], evidence) == f"It passed on {day}"
    assert last_run([ShownDuty(Duty("E"), [], tests)], evidence) == f"1 of 4 passed on {day}"
    assert last_run([ShownDuty(Duty("E"), [], [ShownTest("A", "Not run for this build")])], evidence) == (
        "Not run for this build."
    )
    assert last_run([], evidence) == ""

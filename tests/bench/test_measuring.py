"""The benchmark runs, says what it measured, and can say that a goal is missed."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.measuring import Effort, Row, Turns, table
from tests.servers.processes import CHECKOUT

MEASURED = (
    "first load at the scanner",
    "log a request",
    "one reading event",
    "consent form",
    "downloaded again",
    "list of requests",
    "filtered",
    "growth of the list",
    "deep page",
    "overdue sweep",
    "its second run",
    "images, checked",
    "compared with",
    "a night's changes",
)


def test_a_quick_run_measures_every_row_and_keeps_it_as_json(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "--database", "sqlite", "--json", str(file)]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    lines = json.loads(file.read_text())["lines"]
    for measured in MEASURED:
        assert any(measured in line["what"] for line in lines), measured
        assert measured in run.stdout
    assert [line for line in lines if not (line["ours_ms"] > 0 and line["theirs_ms"] > 0)] == []


def test_a_missed_goal_is_shown_as_missed() -> None:
    kept = Row("kept", "floor", 1.5, "≤ 2 ×", True, 1.5, 1.0)
    missed = Row("missed", "floor", 2.5, "≤ 2 ×", False, 2.5, 1.0, "why")
    shown = table([row.as_json("sqlite") for row in (kept, missed)]).splitlines()
    assert shown[1].startswith("ok ")
    assert shown[2].startswith("NOT")
    assert "missed on sqlite: why" in shown[-1]


def test_a_ratio_is_the_middle_of_the_rounds_and_not_of_the_times() -> None:
    turns = Turns(Effort(rounds=3, each=1), ours=lambda: None, floor=lambda: None)
    turns.seconds = {"ours": [2.0, 20.0, 3.0], "floor": [1.0, 10.0, 1.0]}
    assert turns.ratio("ours", "floor") == 2.0
    assert turns.row("x", "ours", "floor", against="floor", at_most=2.0).holds
    assert not turns.faster("x", "ours", "floor", against="floor", at_least=1.0).holds

"""``manage.py rulebook``: what it prints and when it fails."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]

BOOK = """
[sources.CUH]
title = "A policy"
issuer = "A Trust"
dated = "July 2019"
note = "Fictional."

["R-001"]
title = "Two people approve"
source = "CUH 7"
says = "Two people approve."
force = "must"
software = "E both; N when it waits"
data = "Approvals"
role = "Staff"
app = "consent"
duty = ["E", "N"]
kept_by.E = ["recordings_gov.clock.today", "accounts.Department#department_named_once_a_site"]
open.N = "The consent app is to raise a task."

["R-002"]
title = "The same again"
source = "CUH 7"
says = "Two people approve."
force = "must"
software = "see R-001"
data = "Approvals"
role = "Staff"
app = "policies"
duty = []
same_as = "R-001"

[conflicts."C-01"]
text = "a"
default = "b"
sources = "c"
rules = ["R-001"]
"""
TESTS = '@pytest.mark.rule("R-001")\ndef test_two_people_approve(): ...\n'
TEST = "tests/test_approving.py::test_two_people_approve"
KEPT = '"recordings_gov.clock.today", '


@dataclass
class Project:
    """A folder with a rulebook, code and tests of its own."""

    root: Path

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def printed(self, *options: str) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        book = str(self.root / "rulebook.toml")
        call_command("rulebook", "--book", book, "--root", str(self.root), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def complaint(self) -> str:
        with pytest.raises(CommandError) as failed:
            self.printed()
        return str(failed.value)


@pytest.fixture
def project(tmp_path):
    made = Project(tmp_path)
    made.write("rulebook.toml", BOOK)
    made.write("tests/test_approving.py", TESTS)
    made.write("consent/approval.py", '"""Two people. Rules: R-001."""')
    return made


def test_the_json_has_the_agreed_form(project):
    told = json.loads(project.printed("--json")[0])
    kept_by = ["recordings_gov.clock.today", "accounts.Department#department_named_once_a_site"]
    task = "The consent app is to raise a task."
    assert told["rules"]["R-001"] == {
        "source": "CUH 7",
        "duty": ["E", "N"],
        "duties": {
            "E": {"kept_by": kept_by, "tests": [TEST], "not_kept": None, "open": None},
            "N": {"kept_by": [], "tests": [], "not_kept": None, "open": task},
        },
        "state": "partly",
        "kept_by": sorted(kept_by),
        "tests": [TEST],
        "not_kept": f"N: {task}",
        "app": "consent",
    }
    assert told["totals"]["by_state"] == {"kept": 0, "partly": 2, "open": 0, "not_kept": 0}
    assert told["totals"]["by_duty"]["N"] == {"kept": 0, "open": 1, "not_kept": 0}
    assert told["totals"]["by_app"]["policies"]["partly"] == 1
    assert [told["totals"][name] for name in ("rules", "duties", "conflicts", "tests")] == [2, 2, 1, 1]


def test_a_repeated_rule_shows_in_the_json_what_the_other_shows(project):
    rules = json.loads(project.printed("--json")[0])["rules"]
    shown = ("state", "kept_by", "tests", "not_kept")
    assert [rules["R-002"][name] for name in shown] == [rules["R-001"][name] for name in shown]
    assert (rules["R-002"]["duty"], rules["R-002"]["duties"]) == ([], {})


def test_the_text_goes_from_rule_to_code_to_tests_to_totals(project):
    text = project.printed()[0]
    parts = [
        "R-001  Partly kept",
        "E  recordings_gov.clock.today",
        TEST,
        "N  Not built yet",
        "By app",
        "2 rules",
    ]
    assert sorted(parts, key=text.index) == parts


def test_a_kept_rule_has_no_reason_why_it_is_not(project):
    project.write("rulebook.toml", BOOK.replace("open.N =", "kept_by.N = ['recordings_gov.clock.now'] #"))
    rule = json.loads(project.printed("--json")[0])["rules"]["R-001"]
    assert (rule["state"], rule["not_kept"]) == ("kept", None)


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("recordings_gov.clock.yesterday", "recordings_gov.clock has no yesterday"),
        ("recordings_gov.clocks.today", "recordings_gov has no clocks"),
        ("recordings_gov.accounts.models.Site.opens", "Site has no opens"),
        ("recordings_gov.clock", "a whole module"),
        ("os.path.join", "not in our own code"),
        ("accounts.Department#no_such_constraint", "has no constraint"),
        ("accounts.Nothing#no_such_constraint", "no model accounts.Nothing"),
        ("Department#no_such_constraint", "no model Department"),
        ("templates/consent/nothing.html", "no file templates/consent/nothing.html"),
        ("templates/../rulebook.toml", "no file"),
    ],
)
def test_it_fails_when_what_keeps_a_rule_does_not_exist(project, path, complaint):
    project.write("rulebook.toml", BOOK.replace(KEPT, f'"{path}", '))
    assert f"R-001 E: kept_by {path} does not exist" in project.complaint()
    assert complaint in project.complaint()


@pytest.mark.parametrize(
    "path",
    [
        "recordings_gov.accounts.models.Site.opens_at",
        "recordings_gov.accounts.models.place.Site.same_working_day",
        "recordings_gov.accounts.models.Site",
        "templates/consent/page.html",
    ],
)
def test_it_finds_fields_methods_classes_and_templates(project, path):
    project.write("templates/consent/page.html", "")
    project.write("rulebook.toml", BOOK.replace(KEPT, f'"{path}", '))
    project.printed()


def test_it_fails_when_a_kept_duty_has_no_test(project):
    project.write("tests/test_approving.py", "def test_two_people_approve(): ...")
    assert "R-001 E: marked as kept and no test proves it" in project.complaint()


def test_a_test_of_one_duty_does_not_count_for_another(project):
    project.write("tests/test_approving.py", TESTS.replace('"R-001"', '"R-001", "N"'))
    assert "R-001 E: marked as kept and no test proves it" in project.complaint()


def test_a_test_of_the_repeated_rule_counts_for_the_one_it_repeats(project):
    project.write("tests/test_approving.py", TESTS.replace("R-001", "R-002"))
    assert json.loads(project.printed("--json")[0])["rules"]["R-001"]["tests"] == [TEST]


@pytest.mark.parametrize(
    ("marker", "complaint"), [('"R-009"', "no rule R-009"), ('"R-001", "W"', "no duty W")]
)
def test_it_fails_when_a_test_cites_what_the_book_does_not_have(project, marker, complaint):
    project.write("tests/test_more.py", TESTS.replace('"R-001"', marker))
    assert "tests/test_more.py::test_two_people_approve: " in project.complaint()
    assert complaint in project.complaint()


def test_it_fails_when_a_marker_cannot_be_read(project):
    project.write("tests/test_more.py", TESTS.replace('"R-001"', "RULE"))
    assert "written out" in project.complaint()


@pytest.mark.parametrize("entry", ["R-009", "R-0001", "C-02"])
def test_it_fails_when_code_names_a_rule_or_conflict_that_is_not_there(project, entry):
    project.write("policies/approval.py", f'"""One.\n\nSee {entry}."""')
    assert f"policies/approval.py:3: {entry} is not in the rulebook" in project.complaint()


def test_it_fails_on_a_book_that_contradicts_itself(project):
    project.write("rulebook.toml", BOOK.replace("open.N =", "open.W ="))
    assert "R-001: open.W answers a duty" in project.complaint()


def test_it_asks_somebody_to_look_at_code_that_no_rule_names(project):
    err = project.printed()[1]
    assert "consent/approval.py:1: cites R-001, whose kept_by names nothing in this file" in err
    project.write("recordings_gov/clock.py", '"""Days. Rules: R-001."""')
    assert "recordings_gov/clock.py" not in project.printed()[1]


def test_without_the_tests_it_reads_the_record_of_their_last_run(project, tmp_path):
    row = {"test": TEST, "rule": "R-001", "duty": None, "result": "passed"}
    evidence = {"commit": "abc", "day": "2026-11-22", "tests": [row]}
    project.write("image/docs/evidence/rules.json", json.dumps(evidence))
    project.write("image/rulebook.toml", BOOK)
    image = Project(tmp_path / "image")
    assert json.loads(image.printed("--json")[0])["rules"]["R-001"]["tests"] == [TEST]


def test_with_neither_tests_nor_record_it_fails_and_says_so(project, tmp_path):
    project.write("image/rulebook.toml", BOOK)
    assert "neither tests/ nor docs/evidence/rules.json is here" in Project(tmp_path / "image").complaint()


def test_the_exit_code_is_one_when_they_disagree_and_the_json_is_still_whole(project):
    project.write("tests/test_approving.py", "")
    ran = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "rulebook",
            "--json",
            "--book",
            project.root / "rulebook.toml",
            "--root",
            project.root,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "no test proves it" in ran.stderr
    assert json.loads(ran.stdout)["totals"]["rules"] == 2


def test_the_rulebook_of_this_build_agrees_with_its_code_and_tests():
    call_command("rulebook", stdout=io.StringIO(), stderr=io.StringIO())

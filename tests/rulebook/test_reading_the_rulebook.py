"""The file itself, and how strictly it is read."""

import re
import tomllib
from pathlib import Path

import pytest

from recordings_gov import rulebook
from recordings_gov.rulebook.entries import citations

RULE = """
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
open.E = "The consent app is to ask for both."
open.N = "The consent app is to raise a task."
"""
REPEAT = RULE[RULE.index('["R-001"]') :].partition("duty = ")[0].replace("R-001", "R-002")


def book_of(tmp_path: Path, text: str) -> rulebook.Book:
    path = tmp_path / "rulebook.toml"
    path.write_text(text, encoding="utf-8")
    return rulebook.load(path)


def test_the_book_holds_253_rules_and_37_conflicts_numbered_without_a_gap():
    book = rulebook.book()
    assert list(book.rules) == [f"R-{number:03}" for number in range(1, 254)]
    assert list(book.conflicts) == [f"C-{number:02}" for number in range(1, 38)]


def test_the_book_counts_its_forces_as_the_sources_do():
    forces = [rule.force for rule in rulebook.book().rules.values()]
    assert {force: forces.count(force) for force in forces} == {
        "must": 142,
        "should": 72,
        "may": 26,
        "example": 13,
    }


def test_nine_rules_repeat_another():
    repeats = {rule.id: rule.same_as for rule in rulebook.book().rules.values() if rule.same_as}
    assert repeats == {
        "R-054": "R-052",
        "R-057": "R-052",
        "R-058": "R-052",
        "R-059": "R-020",
        "R-060": "R-052",
        "R-128": "R-110",
        "R-157": "R-090",
        "R-230": "R-028",
        "R-235": "R-021",
    }


def test_every_duty_letter_of_the_software_cell_is_a_duty():
    for rule in rulebook.book().rules.values():
        if rule.same_as or rule.software.startswith("Datix"):
            continue
        letters = set(re.match(r"[EWRNPC/]+", rule.software)[0]) - {"/"}
        assert letters <= {duty.letter for duty in rule.duties}, rule.id


def test_every_rule_has_a_title_of_its_own_and_every_open_duty_names_its_room():
    rules = rulebook.book().rules.values()
    assert len({rule.title for rule in rules}) == len(rules)
    for rule in rules:
        for duty in rule.duties:
            assert duty.open is None or re.match(r"The [a-z ]+ is to .+\.$", duty.open), (rule.id, duty)


def test_every_source_of_every_rule_is_known():
    book = rulebook.book()
    assert {code for rule in book.rules.values() for code, _ in citations(rule.source)} == set(book.documents)


def test_a_semicolon_in_brackets_does_not_part_a_source():
    assert citations("SoR 2.8 (GMC; HCPC 2.1)") == [("SoR", "2.8 (GMC; HCPC 2.1)")]
    assert citations("CUH 8 ii; 11") == [("CUH", "8 ii; 11")]
    assert citations("SoR 5.8; SCoR v") == [("SoR", "5.8"), ("SCoR", "v")]


def test_an_unknown_rule_or_conflict_is_an_error_with_its_id():
    with pytest.raises(rulebook.UnknownEntryError, match="R-999"):
        rulebook.rule("R-999")
    with pytest.raises(rulebook.UnknownEntryError, match="C-99"):
        rulebook.conflict("C-99")


@pytest.mark.parametrize(
    ("found", "put", "complaint"),
    [
        ('open.N = "The consent app is to raise a task."', "", "R-001: duty N needs one of"),
        ("open.N =", 'not_kept.N = "Not wanted."\nopen.N =', "R-001: duty N needs one of .* it has 2"),
        ("open.N =", "open.W =", "answers a duty the rule does not have"),
        ('open.N = "The consent app is to raise a task."', 'open.N = " "', "open.N is empty"),
        ('open.N = "The consent app is to raise a task."', "kept_by.N = []", "kept_by.N is empty"),
        (
            'open.N = "The consent app is to raise a task."',
            'kept_by.N = "a.b"',
            "kept_by.N is empty or of the wrong",
        ),
        ("open.N =", "opened.N =", "unknown keys: opened"),
        ('title = "Two people approve"', "", "R-001 lacks title"),
        ('app = "consent"', 'app = "elsewhere"', "app is one of"),
        ('force = "must"', 'force = "inferred"', "force is one of"),
        ('source = "CUH 7"', 'source = "XYZ 7"', "no known document: 'XYZ'"),
        ('"E", "N"', '"E", "X"', "letters of EWRNPC"),
        ('"E", "N"', '"E", "N", "N"', "stands twice"),
        ('["R-001"]', '["R-1"]', "R-1 is not the id of a rule"),
        ('dated = "July 2019"', "", "source CUH lacks dated"),
        ('app = "consent"', 'app = "consent"\nsame_as = "R-009"', "R-009, which is not in the book"),
    ],
)
def test_a_slip_in_the_file_is_found_when_it_is_read(tmp_path, found, put, complaint):
    assert found in RULE
    with pytest.raises(rulebook.RulebookError, match=complaint):
        book_of(tmp_path, RULE.replace(found, put))


@pytest.mark.parametrize(
    ("ending", "complaint"),
    [
        ("duty = []", "R-002 has no duty and repeats no other rule"),
        ('duty = ["E"]\nopen.E = "Something."\nsame_as = "R-001"', "R-002 repeats R-001 and has duties"),
        ('duty = []\nsame_as = "R-002"', "R-002, which repeats another"),
    ],
)
def test_a_rule_that_repeats_another_has_no_duty_of_its_own(tmp_path, ending, complaint):
    with pytest.raises(rulebook.RulebookError, match=complaint):
        book_of(tmp_path, RULE + REPEAT + ending)


def test_a_conflict_names_only_rules_of_the_book(tmp_path):
    with pytest.raises(rulebook.RulebookError, match="C-01 names a rule"):
        book_of(
            tmp_path,
            f'{RULE}\n[conflicts."C-01"]\ntext = "a"\ndefault = "b"\nsources = "c"\nrules = ["R-009"]\n',
        )


@pytest.mark.parametrize(
    ("emphasis", "notice", "state"),
    [
        ('kept_by.E = ["a.b"]', 'kept_by.N = ["a.b"]', "kept"),
        ('kept_by.E = ["a.b"]', 'open.N = "Later."', "partly"),
        ('kept_by.E = ["a.b"]', 'not_kept.N = "No."', "partly"),
        ('open.E = "Later."', 'open.N = "Later."', "open"),
        ('open.E = "Later."', 'not_kept.N = "No."', "open"),
        ('not_kept.E = "No."', 'not_kept.N = "No."', "not_kept"),
    ],
)
def test_a_rule_is_as_far_kept_as_its_duties_and_its_repeat_shows_the_same(tmp_path, emphasis, notice, state):
    text = RULE.replace('open.E = "The consent app is to ask for both."', emphasis)
    text = text.replace('open.N = "The consent app is to raise a task."', notice)
    book = book_of(tmp_path, text + REPEAT + 'duty = []\nsame_as = "R-001"\n')
    assert (book.state("R-001"), book.state("R-002")) == (state, state)


def test_the_tables_stand_in_order_so_that_a_person_finds_them():
    tables = list(tomllib.loads(rulebook.FILE.read_text(encoding="utf-8")))
    assert tables[0] == "sources"
    assert tables[-1] == "conflicts"
    assert tables[1:-1] == sorted(tables[1:-1])


def test_rules_of_the_same_clause_are_near():
    book = rulebook.book()
    assert [rule.id for rule in book.near(book.rule("R-115"))] == ["R-112", "R-113", "R-114"]

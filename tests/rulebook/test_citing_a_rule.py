"""Finding out which tests and which code name a rule, without running anything."""

import pytest

from recordings_gov import rulebook
from recordings_gov.rulebook.citing import (
    Citation,
    CitationError,
    citations_in,
    mentions_in,
    read_marker,
    slip,
)

SOURCE = '''
import pytest
from pytest import mark

@pytest.mark.rule("R-115")
def test_one_rule(): ...

@mark.rule("R-039", "N", "R-040")
async def test_a_duty_and_another_rule(): ...

@pytest.mark.parametrize("case", [pytest.param(1, marks=pytest.mark.rule("R-002", "P")), 2])
def test_one_case_of_several(case): ...

@pytest.mark.rule("R-001")
class TestAClass:
    pytestmark = [pytest.mark.rule("R-003")]

    @pytest.mark.rule("R-002")
    @pytest.mark.rule("R-002")
    def test_inside(self): ...

    @pytest.mark.rule("R-004")
    def given_something(self): ...

class Helper:
    @pytest.mark.rule("R-005")
    def test_of_no_test_class(self): ...

@pytest.mark.rule_of_another_kind("R-006")
def test_without_a_rule():
    """Quotes @pytest.mark.rule("R-007")."""
'''


def cited(tmp_path, source):
    folder = tmp_path / "tests" / "room"
    folder.mkdir(parents=True)
    (folder / "test_something.py").write_text(source, encoding="utf-8")
    (folder / "other.py").write_text(
        '@pytest.mark.rule("R-008")\ndef test_elsewhere(): ...', encoding="utf-8"
    )
    return citations_in(tmp_path / "tests")


def test_markers_are_read_from_the_sources_wherever_they_may_stand(tmp_path):
    found, unreadable = cited(tmp_path, SOURCE)
    file = "tests/room/test_something.py"
    assert unreadable == []
    assert found == [
        Citation(f"{file}::TestAClass::test_inside", "R-001"),
        Citation(f"{file}::TestAClass::test_inside", "R-002"),
        Citation(f"{file}::TestAClass::test_inside", "R-003"),
        Citation(f"{file}::test_a_duty_and_another_rule", "R-039", "N"),
        Citation(f"{file}::test_a_duty_and_another_rule", "R-040"),
        Citation(f"{file}::test_one_case_of_several", "R-002", "P"),
        Citation(f"{file}::test_one_rule", "R-115"),
    ]


def test_a_marker_on_the_module_counts_for_all_its_tests(tmp_path):
    found, _ = cited(tmp_path, 'pytestmark = pytest.mark.rule("R-009")\ndef test_a(): ...\ndef test_b(): ...')
    assert [(each.test.rpartition("::")[2], each.rule) for each in found] == [
        ("test_a", "R-009"),
        ("test_b", "R-009"),
    ]


@pytest.mark.parametrize("arguments", ["*RULES", "", "RULE", '"N"', "115", 'f"R-{1}"'])
def test_a_marker_that_is_not_written_out_is_named(tmp_path, arguments):
    found, unreadable = cited(tmp_path, f"@pytest.mark.rule({arguments})\ndef test_a(): ...")
    assert found == []
    assert [text.partition(": ")[0] for text in unreadable] == ["tests/room/test_something.py::test_a"]


def test_a_duty_letter_belongs_to_the_id_before_it():
    assert read_marker(["R-001", "R-002", "E", "N", "R-003"]) == [
        ("R-001", None),
        ("R-002", "E"),
        ("R-002", "N"),
        ("R-003", None),
    ]
    with pytest.raises(CitationError, match="'E' is not the id"):
        read_marker(["E"])


def test_a_citation_of_what_the_book_does_not_have_is_a_slip():
    book = rulebook.book()
    assert slip(book, "R-115", "E") is None
    assert slip(book, "R-054", None) is None
    assert slip(book, "R-115", "N") == "R-115 has no duty N"
    assert slip(book, "R-254", None) == "the rulebook has no rule R-254"


def test_code_and_templates_are_read_for_the_ids_they_name(tmp_path):
    for name, text in {
        "consent/decisions.py": '"""Signs.\n\nRules: R-078, R-079 and R-143. Conflict: C-24. Not R-002.\n"""',
        "templates/consent/page.html": "{# Rule: R-115 #}",
        "consent/migrations/0001_first.py": "# R-001",
        "consent/notes.txt": "R-001",
        "tests/test_a.py": "# R-001",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [(said.path, said.line, said.entry, said.keeps) for said in mentions_in(tmp_path)] == [
        ("consent/decisions.py", 3, "R-078", True),
        ("consent/decisions.py", 3, "R-079", True),
        ("consent/decisions.py", 3, "R-143", True),
        ("consent/decisions.py", 3, "C-24", False),
        ("consent/decisions.py", 3, "R-002", False),
        ("templates/consent/page.html", 1, "R-115", True),
    ]

"""What a matrix may not say, where it clashes and where it says nothing: pure, over the starter matrix."""

from dataclasses import replace

import pytest

from policies import findings, gaps
from policies.decisions import Situation, stance_for
from policies.grid import grids_of
from policies.shaping import with_rows
from policies.stances import Matrix, Row

ROW = Row(
    id="N1",
    stance="not_supported",
    staff_words="a",
    patient_words="b",
    modality=("dexa",),
    medium=("screen",),
    purposes=("keepsake",),
    alternatives=("copy_of_images",),
    reason="Names are on every display",
    rules=("R-051",),
)


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, None),
        ({"purposes": ("keepsake", "other")}, None),
        ({"purposes": ("personal_record",)}, "Nobody needs permission to keep a note"),
        ({"purposes": ()}, "Nobody needs permission to keep a note"),
        ({"medium": ("audio", "screen")}, "Sound alone is how people keep a note"),
        ({"medium": ()}, "Sound alone is how people keep a note"),
        ({"reason": ""}, "the department's reason"),
        ({"alternatives": ()}, "at least one alternative"),
        ({"stance": "discourage", "purposes": (), "alternatives": ()}, "at least one alternative"),
        ({"stance": "discourage"}, "only “Not supported” names purposes"),
        ({"modality": ("teleport",)}, "no exam teleport"),
    ],
)
def test_a_row_that_may_not_be_says_why(matrix: Matrix, change: dict[str, object], says: str | None) -> None:
    found = gaps.problems_of_row(replace(ROW, **change), matrix)
    assert (found == []) if says is None else any(says in one for one in found)


@pytest.mark.rule("R-021", "E")
def test_an_access_need_is_never_met_with_not_supported_whatever_the_matrix_lost(matrix: Matrix) -> None:
    bare = replace(with_rows(matrix, (*matrix.rows, ROW)), overlays={})
    asked = Situation("examination", "dexa", ("screen",), purpose="keepsake")
    assert stance_for(asked, bare).verdict == "not_supported"
    assert stance_for(replace(asked, needs=("hearing",)), bare).verdict == "conditions"


def test_two_rows_that_name_the_same_may_not_meet(matrix: Matrix) -> None:
    twin = replace(ROW, id="N2", modality=("dexa", "ct"))
    assert gaps.ties(twin, (ROW,)) == ["N2 and N1 answer the same situation: dexa, screen"]
    words = {"modality": {"dexa": "DEXA"}, "medium": {"screen": "Picture of the screen"}}
    said = "N2 and N1 answer the same situation: DEXA, Picture of the screen"
    assert gaps.ties(twin, (ROW,), words) == [said]
    assert gaps.ties(replace(twin, modality=("ct",)), (ROW,)) == []
    assert gaps.ties(replace(twin, purposes=("other",)), (ROW,)) == []
    assert gaps.ties(replace(twin, setting=("treatment",)), (ROW,)) == []


def test_the_starter_matrix_has_no_gap_and_no_contradiction(matrix: Matrix) -> None:
    assert findings.of_matrix(matrix).problems == ()
    assert gaps.unanswered(matrix) == ()


def test_a_situation_without_an_answer_is_named(matrix: Matrix) -> None:
    fewer = with_rows(matrix, [row for row in matrix.rows if row.id not in ("G0", "G1", "MR1")])
    said = findings.gap_sentences(fewer)
    assert "No answer: Screening, Plain X-ray or Fluoroscopy or CT or MRI or General ultrasound" in said[-1]
    assert gaps.unanswered(with_rows(matrix, ()))[0].modality == tuple(matrix.vocabulary["modality"])


def test_a_row_says_how_far_it_would_answer_and_whom_it_silences(matrix: Matrix) -> None:
    wide = Row("W1", "conditions", "a", "b", setting=("discussion",), modality=("ct",), rules=("R-051",))
    found = findings.of_row(wide, matrix)
    assert found.problems == ()
    assert found.notes[0].startswith("It would answer ")
    closer = [
        replace(wide, id=f"C{place}", medium=(name,))
        for place, name in enumerate(matrix.vocabulary["medium"])
    ]
    silenced = findings.of_row(closer[-1], with_rows(matrix, (*matrix.rows, wide, *closer[:-1])))
    assert "W1 would never answer any more." in silenced.notes


@pytest.mark.rule("R-051", "C")
def test_the_grid_shows_the_winner_and_where_it_differs(matrix: Matrix) -> None:
    grid = next(one for one in grids_of(with_rows(matrix, (*matrix.rows, ROW))) if one.code == "examination")
    line = next(each for each in grid.lines if each.exam.startswith("DEXA"))
    cell = line.cells[list(matrix.vocabulary["medium"]).index("screen")]
    assert cell.row is not None
    assert cell.row.id != "N1"
    assert [(words, row.id) for words, row in cell.notes] == [("as a keepsake", "N1")]


@pytest.mark.parametrize(
    ("zone", "change", "says"),
    [
        ("mr_room", {}, None),
        ("mr_room", {"effect": "warn"}, "no policy changes that"),
        ("mr_room", {"applies_to": ("ct",)}, "stays a zone for MRI"),
        ("mr_room", {"offer": ()}, "never ends the note"),
        ("mr_room", {"applies_to": ()}, "Say which exams"),
        ("controlled_area_exposure", {"applies_to": ("ct",)}, "Plain X-ray"),
        ("radiotherapy_room", {"effect": "warn"}, "no policy changes that"),
        ("changing_and_waiting", {"effect": "warn"}, None),
        ("changing_and_waiting", {"offer": ("a unicorn",)}, "no alternative a unicorn"),
    ],
)
def test_the_magnet_room_stays_shut_whatever_a_policy_says(
    matrix: Matrix, zone: str, change: dict[str, object], says: str | None
) -> None:
    known = next(each for each in matrix.zones if each.id == zone)
    found = gaps.problems_of_zone(replace(known, **change), matrix)
    assert (found == []) if says is None else any(says in one for one in found)

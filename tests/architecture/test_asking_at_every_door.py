"""Whatever takes a recording somewhere asks first whether it may: found in the code, door by door."""

import ast
from collections.abc import Iterator

import pytest

from consent.models.recording_custody import RecordingStep
from consent.using import Use
from tests.architecture.test_governed_writes import ROOT

LEAVES = {"COPIED", "PRINTED", "DOWNLOADED", "PUBLISHED", "DISCLOSED"}
"""The steps of custody that take a recording, or a copy of it, somewhere else."""
GATES = {"refuse_unless_allowed", "answer_for"}
DOORS = {
    "copy_course.CourseOfCopy._give": ("copy_course.CourseOfCopy._give", {Use.COPY}),
    "copy.Copy.of_download": ("use_check.UseCheck.carry_out", {Use.DOWNLOAD}),
    "disclosure.Disclosure.write": ("use_check.UseCheck.carry_out", {Use.DISCLOSE}),
    "print_order.PrintOrder.make": ("print_order.PrintOrder.make", {Use.PRINT}),
    "publication.Publication.release": ("publication.Publication.release", {Use.PUBLISH}),
    "publication_notice.NoticeOfPublication.come_out": ("publication.Publication.release", {Use.PUBLISH}),
}
"""Who writes such a step, which verb asked before it, and for what. A new line is a new door."""
BEGINNINGS = {
    "use_check.UseCheck.ask",
    "copy.Copy.ask",
    "copy_leaver.Leaver.keep",
    "print_order.PrintOrder.order",
    "publication.Publication.plan",
}
"""Where a use is asked for in the first place: refused there already."""
ASKED_BY_NAME = {
    Use.VIEW, Use.CARE_AUDIT, Use.TEACH, Use.STUDENT_ASSESSMENT, Use.RESEARCH, Use.QUALITY_ASSURANCE
}  # fmt: skip
"""What leaves nothing behind but the question and its answer: the recording itself is not kept here."""


def functions() -> Iterator[tuple[str, ast.AST]]:
    """Each method of the models, as ``file.Class.method``."""
    for path in sorted((ROOT / "consent" / "models").glob("*.py")):
        for made in ast.parse(path.read_text()).body:
            for part in made.body if isinstance(made, ast.ClassDef) else ():
                if isinstance(part, ast.FunctionDef):
                    yield f"{path.stem}.{made.name}.{part.name}", part


def names_in(part: ast.AST) -> set[str]:
    """What it calls by name, and which members it names."""
    nodes = list(ast.walk(part))
    called = {
        node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return called | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@pytest.mark.rule("R-100", "E")
@pytest.mark.rule("R-122", "E")
def test_every_door_that_takes_a_recording_somewhere_asks_whether_it_may() -> None:
    assert set(RecordingStep.__members__) >= LEAVES
    found = {name: names_in(part) for name, part in functions()}
    writers = {name for name, names in found.items() if "write_custody" in names and names & LEAVES}
    assert writers == set(DOORS)
    for door in {asks for asks, _ in DOORS.values()} | BEGINNINGS:
        assert found[door] & GATES, f"{door} does not ask"
    assert set().union(*(uses for _, uses in DOORS.values()), ASKED_BY_NAME) == set(Use)


def test_nothing_outside_the_models_takes_a_recording_somewhere() -> None:
    steps = {f"RecordingStep.{step}" for step in LEAVES}
    outside = [path for path in (ROOT / "consent").rglob("*.py") if path.parent.name != "models"]
    told = {"recording_custody.py", "custody_report.py"}
    assert not [
        path.name
        for path in outside
        if path.name not in told and any(step in path.read_text() for step in steps)
    ]

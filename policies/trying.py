"""An answer of the matrix as the tryout page shows it."""

from dataclasses import dataclass

from policies.answers import StanceAnswer
from policies.models import PolicyVersion
from policies.stances import Matrix

COLOURS = {
    "facilitate": "go",
    "conditions": "care",
    "discourage": "advise",
    "not_supported": "advise",
    "not_safe": "stop",
    "no_answer": "none",
}
ENDINGS = {
    "agreed": "Agreed",
    "agreed_with_conditions": "Agreed with conditions",
    "advised_and_discouraged": "Advised against it",
    "patient_chose_not_to": "Patient chose not to",
    "asked_not_to": "Asked not to",
    "stopped_for_safety": "Stopped for safety",
    "stopped_for_interference": "Stopped: it got in the way",
    "went_ahead_contrary": "Went ahead against policy",
    "out_of_scope": "Not for this form",
}


@dataclass(frozen=True)
class Side:
    """One version's answer, with the rows that gave it and how it may honestly end."""

    title: str
    version: PolicyVersion | None
    answer: StanceAnswer
    colour: str
    rows: tuple[str, ...]
    scripts: tuple[str, ...]
    endings: tuple[str, ...]


def side_of(version: PolicyVersion | None, answer: StanceAnswer, matrix: Matrix) -> Side:
    """What this version would have the scanner page say; without one, that no policy is in force."""
    title = f"Version {version.number}, {version.get_status_display().lower()}" if version else "In force now"
    said = {row.id: row.response_script for row in matrix.rows}
    return Side(
        title=title,
        version=version,
        answer=answer,
        colour=COLOURS[answer.verdict],
        rows=answer.row_ids,
        scripts=tuple(dict.fromkeys(said[code] for code in answer.row_ids if said.get(code))),
        endings=tuple(ENDINGS.get(code, code) for code in answer.ends_as),
    )

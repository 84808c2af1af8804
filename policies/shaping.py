"""From the data of a version, or of the starter files, to the matrix that decisions read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from policies.stances import ANY, DIMENSIONS, Matrix, Overlay, Row, StanceWords, Term, Zone

RULES_OF_A_MATRIX = (
    "matrix",
    "stance_words",
    "vocabulary",
    "usual_settings",
    "condition",
    "alternative",
    "overlay",
    "zone",
)


def rules_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a version keeps as data: everything of a matrix but its rows."""
    return {name: data[name] for name in RULES_OF_A_MATRIX if name in data}


def listed(value: Any) -> tuple[str, ...]:
    """A field of a row: "any" is the empty tuple, one word stands for a list of one."""
    if value == ANY:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def row_from(data: Mapping[str, Any]) -> Row:
    """One stance row as the starter file writes it."""
    return Row(
        id=data["id"],
        stance=data["stance"],
        staff_words=data["staff_words"],
        patient_words=data["patient_words"],
        **{dimension: listed(data[dimension]) for dimension in DIMENSIONS},
        purposes=tuple(data.get("purposes", ())),
        conditions=tuple(data["conditions"]),
        alternatives=tuple(data["alternatives"]),
        rules=tuple(data["rules"]),
        reason=data.get("reason", ""),
        response_script=data.get("response_script", ""),
    )


def matrix_from(data: Mapping[str, Any], rows: Iterable[Row]) -> Matrix:
    """A matrix of ``rows`` with the words, conditions, overlays and zones of ``data``."""
    words = {
        name: StanceWords(each["staff"], each["patient"], tuple(each["ends_as"]), tuple(each["rules"]))
        for name, each in data["stance_words"].items()
    }
    return Matrix(
        rows=tuple(rows),
        words=words,
        conditions={each["id"]: _term(each) for each in data["condition"]},
        alternatives={each["id"]: _term(each) for each in data["alternative"]},
        overlays={each["id"]: _overlay(each) for each in data["overlay"]},
        zones=tuple(_zone(each) for each in data["zone"]),
        vocabulary=data.get("vocabulary", {}),
    )


def with_rows(matrix: Matrix, rows: Iterable[Row]) -> Matrix:
    """The same words and zones with other rows."""
    return replace(matrix, rows=tuple(rows))


def _term(each: Mapping[str, Any]) -> Term:
    return Term(
        id=each["id"],
        staff=each["staff"],
        patient=each["patient"],
        rules=tuple(each["rules"]),
        media=tuple(each.get("media", ())),
        always=each.get("always", False),
        only_with_zone=each.get("only_with_zone", False),
    )


def _overlay(each: Mapping[str, Any]) -> Overlay:
    return Overlay(
        id=each["id"],
        effect=each["effect"],
        staff_words=each["staff_words"],
        patient_words=each["patient_words"],
        add_conditions=tuple(each["add_conditions"]),
        add_alternatives=tuple(each["add_alternatives"]),
        drop_telling=tuple(each.get("drop_telling", ())),
        rules=tuple(each["rules"]),
    )


def _zone(each: Mapping[str, Any]) -> Zone:
    return Zone(
        id=each["id"],
        name=each["name"],
        kind=each["kind"],
        effect=each["effect"],
        when=each["when"],
        why=each["why"],
        staff_words=each["staff_words"],
        patient_words=each["patient_words"],
        applies_to=tuple(each["applies_to"]),
        with_exposure=each.get("with_exposure", False),
        device_may_be=tuple(each["device_may_be"]),
        offer=tuple(each["offer"]),
        rules=tuple(each["rules"]),
    )

"""Logging a request at the scanner page, as far as a fault needs it."""

from typing import Any

from tests.faults.visitor import Answer, Fields, Visitor, filled

PAGE = "/requests/log/"
NUMBER = "999 000 1073"
TAPPED: dict[str, Any] = {
    "modality": "mri",
    "setting": "examination",
    "medium": ["audio"],
    "subject": "explanation",
    "recorder": "patient",
    "outcome": "patient_chose_not_to",
}


def request_form(visitor: Visitor, **tapped: Any) -> Fields:
    """The page filled in for the patient whose name was looked at, ready to be saved."""
    looked_up = visitor.post(PAGE, [*visitor.form(PAGE, patient=NUMBER), ("step", "find")])
    return filled(looked_up, **TAPPED | tapped)


def save(visitor: Visitor, form: Fields) -> Answer:
    """Press Save."""
    return visitor.post(PAGE, form)

"""A note as HL7 v2.5 MDM^T02. The mapping, field by field, is in docs/operations/health-record.md."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from recordings_gov import clock

SENDER = "RECORDINGS_GOV"
MESSAGE_TYPE = "MDM^T02^MDM_T02"
ENCODING = "UNICODE UTF-8"
PROGRESS_NOTE, DOCUMENTED, AVAILABLE, FINAL = "PN", "DO", "AV", "F"
NOT_APPLICABLE, NHS_NUMBER, LOCAL_NUMBER = "N", "NH", "PI"

# What separates fields, components, repetitions and subcomponents is text when it stands in a text.
ESCAPES = {
    "\\": "\\E\\",
    "|": "\\F\\",
    "^": "\\S\\",
    "&": "\\T\\",
    "~": "\\R\\",
    "\n": "\\.br\\",
    "\r": "",
}
_escapes = str.maketrans(ESCAPES)


def escaped(text: str) -> str:
    """A text as the value of a field; nothing in it can begin a field, a segment or an escape."""
    return text.translate(_escapes)


def message(note: Any, control_id: str, asked_at: datetime) -> bytes:
    """The whole message without its framing; the same bytes each time the same delivery is tried."""
    facility = escaped(settings.NOTES_FACILITY)
    written = _moment(note.created_at)
    segments = [
        _header(facility, control_id, asked_at),
        _segment("EVN", {2: written}),
        _patient(note.patient, facility),
        _segment("PV1", {1: "1", 2: NOT_APPLICABLE}),
        _document(note, written),
        _observation(1, "FT", f"NOTE^Note about a recording^{SENDER}", escaped(note.text)),
        *_told(note),
    ]
    return ("\r".join(segments) + "\r").encode()


def _header(facility: str, control_id: str, asked_at: datetime) -> str:
    application, _, place = settings.NOTES_RECEIVER.partition("^")
    fields = {
        2: SENDER,
        3: facility,
        4: escaped(application),
        5: escaped(place),
        6: _moment(asked_at),
        8: MESSAGE_TYPE,
        9: control_id,
        10: "T" if settings.DEMONSTRATION else "P",
        11: "2.5",
        16: "GBR",
        17: ENCODING,
    }  # MSH counts its own separator as its first field
    return _segment("MSH", {1: "^~\\&"} | fields)


def _document(note: Any, written: str) -> str:
    author = f"{escaped(note.written_by.username)}^{escaped(note.written_by.name)}"
    fields = {
        1: "1",
        2: PROGRESS_NOTE,
        3: "FT",
        4: written,
        5: author,
        6: written,
        9: author,
        12: f"{note.reference}^{SENDER}",
        17: DOCUMENTED,
        19: AVAILABLE,
    }
    return _segment("TXA", fields)


def _patient(patient: Any, facility: str) -> str:
    numbers = []
    if patient.nhs_number:
        numbers.append(f"{patient.nhs_number}^^^NHS^{NHS_NUMBER}")
    if patient.local_number:
        numbers.append(f"{escaped(patient.local_number)}^^^{facility}^{LOCAL_NUMBER}")
    name = f"{escaped(patient.family_name)}^{escaped(patient.given_name)}"
    return _segment("PID", {1: "1", 3: "~".join(numbers), 5: name, 7: _day(patient.birth_date)})


def _told(note: Any) -> list[str]:
    """When the patient was told of the note, or why not, as a fact of its own."""
    about = f"TOLD^Patient told of this note^{SENDER}"
    if note.patient_told_at:
        return [_observation(2, "TS", about, _moment(note.patient_told_at))]
    if note.not_told_reason:
        return [_observation(2, "ST", about, escaped(f"Not told: {note.not_told_reason}"))]
    return []


def _observation(number: int, kind: str, about: str, value: str) -> str:
    return _segment("OBX", {1: str(number), 2: kind, 3: about, 5: value, 11: FINAL})


def _segment(name: str, fields: Mapping[int, str]) -> str:
    return "|".join([name, *(fields.get(number, "") for number in range(1, max(fields) + 1))])


def _moment(moment: datetime) -> str:
    return f"{clock.local(moment):%Y%m%d%H%M%S%z}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"

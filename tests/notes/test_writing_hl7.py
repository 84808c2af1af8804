"""The message is HL7 v2.5 MDM^T02 as somebody else's validator reads it, whatever the words hold."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hl7apy.consts import VALIDATION_LEVEL
from hl7apy.parser import parse_message
from hypothesis import given
from hypothesis import strategies as st

from recordings_gov.notes.hl7.writing import escaped, message

WHEN = datetime(2026, 11, 22, 14, 3, 1, tzinfo=UTC)
BACK = {"E": "\\", "F": "|", "S": "^", "T": "&", "R": "~", ".br": "\n"}


def a_note(**said: Any) -> Any:
    patient = {
        "nhs_number": "9990001073",
        "local_number": "A|1",
        "family_name": "O'Tést & Söhne",
        "given_name": "Marigold",
        "birth_date": date(1951, 5, 4),
    }
    writer = SimpleNamespace(username="robin", name="Robin Sample")
    given = {
        "reference": "NOTE-7K2M-9QXD-G",
        "text": "Line | one\nline \\.br\\ two ^~&",
        "created_at": WHEN,
        "written_by": writer,
        "patient_told_at": WHEN,
        "not_told_reason": "",
        "patient": SimpleNamespace(**patient | said.pop("patient", {})),
    }
    return SimpleNamespace(**given | said)


def sent(**said: Any) -> str:
    return message(a_note(**said), "NOTE-7K2M-9QXD-G.1", WHEN).decode()


def fields(text: str, name: str) -> list[list[str]]:
    """The fields of each segment of this name, numbered as HL7 numbers them."""
    rows = [line.split("|") for line in text.split("\r") if line.startswith(f"{name}|")]
    return [["", "|", *row[1:]] if name == "MSH" else row for row in rows]


def unescaped(text: str) -> str:
    return re.sub(r"\\([EFSTR]|\.br)\\", lambda found: BACK[found[1]], text)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"patient": {"nhs_number": None}},
        {"patient": {"local_number": None}},
        {"patient_told_at": None, "not_told_reason": "Left before | we could"},
        {"patient_told_at": None},
    ],
)
def test_another_reader_finds_a_valid_message(said: dict[str, Any]) -> None:
    found = parse_message(sent(**said), validation_level=VALIDATION_LEVEL.STRICT)
    assert found.name == "MDM_T02"
    assert found.validate()


def test_the_header_says_what_it_is_and_how_it_is_written(settings: Any) -> None:
    settings.NOTES_RECEIVER, settings.NOTES_FACILITY = "EPR^NORTH|MERE", "RX1"
    [head] = fields(sent(), "MSH")
    assert head[2:7] == ["^~\\&", "RECORDINGS_GOV", "RX1", "EPR", "NORTH\\F\\MERE"]
    assert head[9:13] == ["MDM^T02^MDM_T02", "NOTE-7K2M-9QXD-G.1", "T", "2.5"]
    assert head[18] == "UNICODE UTF-8"
    settings.DEMONSTRATION = False
    assert fields(sent(), "MSH")[0][11] == "P"


def test_the_patient_has_each_number_with_who_gave_it(settings: Any) -> None:
    settings.NOTES_FACILITY = "RX1"
    [row] = fields(sent(), "PID")
    assert row[3] == "9990001073^^^NHS^NH~A\\F\\1^^^RX1^PI"
    assert row[5] == "O'Tést \\T\\ Söhne^Marigold"
    assert row[7] == "19510504"
    assert fields(sent(patient={"nhs_number": None}), "PID")[0][3] == "A\\F\\1^^^RX1^PI"


@pytest.mark.rule("R-040", "E")
def test_the_message_says_that_the_patient_was_told_or_why_not() -> None:
    told = fields(sent(), "OBX")[1]
    assert (told[2], told[5]) == ("TS", "20261122140301+0000")
    not_told = fields(sent(patient_told_at=None, not_told_reason="Left | early"), "OBX")[1]
    assert (not_told[2], not_told[5]) == ("ST", "Not told: Left \\F\\ early")
    assert len(fields(sent(patient_told_at=None), "OBX")) == 1


def test_the_document_has_the_notes_own_number_and_its_author() -> None:
    [row] = fields(sent(), "TXA")
    assert (row[9], row[12], row[17]) == ("robin^Robin Sample", "NOTE-7K2M-9QXD-G^RECORDINGS_GOV", "DO")


def test_the_same_delivery_is_the_same_message() -> None:
    assert sent() == sent()


WORDS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n")


@given(st.text(WORDS | st.sampled_from("\\|^~&FSTRE.br")))
def test_no_words_begin_a_field_a_segment_or_an_escape_of_their_own(words: str) -> None:
    text = escaped(words)
    assert not set("|^~&\r\n") & set(text)
    assert unescaped(text) == words
    row = fields(sent(text=words), "OBX")[0]
    assert len(row) == 12
    assert unescaped(row[5]) == words

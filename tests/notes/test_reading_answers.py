"""An answer is read strictly: it is an acknowledgement, or it is refused, whoever sent it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings_gov.notes.hl7.answers import LONGEST, Answer, NotUnderstood, read
from tests.servers.mllp import acknowledgement


def answer(code: str = "AA", text: str = "", error: str = "", control_id: str = "N.1") -> Answer:
    return read(acknowledgement(code, control_id, text, error)[1:-2])


def test_it_says_which_message_and_what_of_it() -> None:
    found = answer("AE", "No such patient")
    assert (found.code, found.control_id, found.text) == ("AE", "N.1", "No such patient")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("EPR-4711", "EPR-4711"),
        ("20261122/17", "20261122/17"),
        ("Message accepted", ""),
        ("OK", ""),
        ("accepted 17", ""),
        ("", ""),
        ("9" * 61, ""),
    ],
)
def test_a_number_in_it_is_the_reference_and_words_are_not(text: str, reference: str) -> None:
    assert answer("AA", text).reference == reference


@pytest.mark.parametrize(
    ("code", "error", "is_duplicate"),
    [
        ("AR", "205^Duplicate key", True),
        ("AE", "205", True),
        ("AR", "204^Unknown key", False),
        ("AA", "205", False),
    ],
)
def test_a_duplicate_is_known_by_its_error_code(code: str, error: str, is_duplicate: bool) -> None:
    assert answer(code, "", error).is_duplicate is is_duplicate


def test_the_reason_is_taken_from_where_it_stands() -> None:
    assert answer("AE", "In the message", "101^In the error").text == "In the message"
    assert answer("AE", "", "101^In the error").text == "In the error"
    assert read(b"MSH|^~\\&|A\rMSA|AE|N.1\rERR|||207|E|||Diagnosis|For the user").text == "For the user"


def test_escapes_are_read_and_hidden_characters_left_out() -> None:
    assert answer("AE", "a \\F\\ b\\.br\\c\u202e\u0007").text == "a | b c"


def test_another_version_and_other_separators_are_no_hindrance() -> None:
    assert read(b"MSH$*~\\&$EPR\nMSA$AR$N.1$No$\nERR$$$101*Why").text == "No"


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"\r\r",
        b"HTTP/1.1 400 Bad Request",
        b"MSH",
        b"MSHA^~\\&A",
        b"MSH|^~\\&|A",
        b"MSH|^~\\&|A\rMSA",
        b"MSH|^~\\&|A\rMSA|AA",
        b"MSH|^~\\&|A\rMSA||N.1",
        b"MSH|^~\\&|A\rMSA|OK|N.1",
        b"\xff\xfe\x00",
        b"MSH|^~\\&|A\rMSA|AA|N.1\r" + b"x" * LONGEST,
    ],
)
def test_what_is_no_acknowledgement_is_refused(received: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read(received)


@given(st.binary(max_size=200) | st.text("MSHAERR|^~\\&\r\n.1", max_size=120).map(str.encode))
def test_nothing_that_comes_in_breaks_the_reader(received: bytes) -> None:
    for whole in (received, b"MSH|^~\\&|A\r" + received, b"MSH|^~\\&|A\rMSA|AE|N.1|" + received):
        try:
            found = read(whole)
        except NotUnderstood:
            continue
        assert found.control_id
        assert len(found.text) <= 300
        assert found.text.isprintable()

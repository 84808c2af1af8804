"""References survive being typed, read aloud and scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings_gov import references
from recordings_gov.references import ALPHABET, BadReference

kinds = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)


@given(kinds)
def test_a_new_reference_reads_back_as_itself(kind: str) -> None:
    made = references.new(kind)
    assert references.read(made) == made
    assert references.read(made.lower().replace("-", " ")) == made
    assert references.read(made.replace("-", "")) == made


@given(kinds, st.data())
def test_every_single_slip_in_the_body_is_found(kind: str, data: st.DataObject) -> None:
    made = references.new(kind)
    start = len(kind) + 1
    places = [place for place in range(start, len(made)) if made[place] != "-"]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != made[place]]))
    with pytest.raises(BadReference):
        references.read(made[:place] + other + made[place + 1 :])


@given(st.data())
def test_every_single_slip_in_the_kind_is_found(data: st.DataObject) -> None:
    made = references.new("REQ")
    place = data.draw(st.integers(0, 2))
    other = data.draw(
        st.sampled_from([letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter != made[place]])
    )
    with pytest.raises(BadReference):
        references.read(made[:place] + other + made[place + 1 :])


def test_letters_that_look_like_digits_are_forgiven() -> None:
    body = "0011ABCD"
    made = f"REQ-0011-ABCD-{references.check_character('REQ', body)}"
    assert references.read(made.replace("00", "Oo").replace("11", "iL")) == made


@pytest.mark.parametrize(
    "text",
    ["", "REQ", "REQ-7K2M-9QXD", "REQ-7K2M-9QXD-GG", "REQ-٧K2M-9QXD-G", "REQ-7K2M\x00-9QXD-G", "x" * 10_000],
)
def test_what_is_no_reference_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadReference):
        references.read(text)


def test_the_alphabet_has_no_lookalikes() -> None:
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)

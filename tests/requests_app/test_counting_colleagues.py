"""Colleagues are a number on the page: an explicit yes may be in it, and an objection never."""

from itertools import product

import pytest

from requests_app.decisions import Colleague, colleagues
from requests_app.scanner import take_no_part

EVERYBODY = [Colleague(*each) for each in product(("yes", "no", "not_asked"), (False, True), (False, True))]
PICTURES = ("photo", "video", "live_call")
MEDIA = ("audio", *PICTURES, "screen", "three_dimensional")


@pytest.mark.rule("R-165", "E")
@pytest.mark.parametrize("one", EVERYBODY, ids=str)
def test_only_an_explicit_yes_may_be_in_it_and_an_objection_never(one: Colleague) -> None:
    assert one.may_be_in_it == (one.answer == "yes" and not one.image_objected)


@pytest.mark.parametrize("medium", MEDIA)
def test_only_pictures_keep_faces_out_and_only_sound_keeps_voices_out(medium: str) -> None:
    present = colleagues([Colleague("no", True, True), Colleague("yes")], (medium,))
    assert present.here == 2
    assert present.may_be_in_it == 1
    assert present.without_picture == (1 if medium in PICTURES else 0)
    assert present.without_voice == (1 if medium in ("audio", "video", "live_call") else 0)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("one", EVERYBODY, ids=str)
def test_an_objection_counts_where_it_is_about_the_medium(one: Colleague, medium: str) -> None:
    pictured = one.image_objected and medium in PICTURES
    heard = one.voice_objected and medium in ("audio", "video", "live_call")
    assert one.is_covered((medium,)) == (pictured or heard)


def test_nobody_there_takes_no_part() -> None:
    assert take_no_part(colleagues([], ("video",))) == ""


@pytest.mark.rule("R-056", "W")
def test_the_page_says_how_many_and_that_a_note_goes_on() -> None:
    said = take_no_part(colleagues([Colleague("no"), Colleague("no", False, True)], ("video",)))
    assert said.startswith("Two colleagues. Point the camera away from them.")
    assert "their own note goes on" in said
    assert "bjection" not in said

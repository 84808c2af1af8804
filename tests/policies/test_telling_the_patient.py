"""What is told: every must is in exactly one of four rows, and the ifs follow what is asked."""

from typing import Any

import pytest

from policies.decisions import Situation, stance_for
from policies.stances import Matrix
from policies.starter.files import read
from policies.telling import ThingsToTell, things_to_tell

TELLING = read("telling")


def told(
    matrix: Matrix, *media: str, came: str = "", setting: str = "examination", **more: Any
) -> ThingsToTell:
    situation = Situation(setting, "ct", media, **more)
    return things_to_tell(situation, stance_for(situation, matrix), TELLING, came)


def ids(points: Any) -> list[str]:
    return [point.id for point in points]


@pytest.mark.parametrize("situation", TELLING["situation"], ids=lambda each: each["id"])
def test_four_rows_stand_for_every_must_once(situation: dict[str, Any]) -> None:
    named = [name for row in situation["row"] for name in row["items"]]
    assert len(situation["row"]) == 4
    assert sorted(named) == sorted(situation["must"])


def test_every_item_named_anywhere_exists_and_every_item_is_used() -> None:
    items = {one["id"] for one in TELLING["item"]}
    lists = [
        value
        for each in TELLING["situation"]
        for key, value in each.items()
        if isinstance(value, list) and key not in ("rules", "conflicts", "give", "row")
    ]
    assert {name for value in lists for name in value} == items


def test_eight_things_are_told_to_a_patient_who_asks(matrix: Matrix) -> None:
    assert set(told(matrix, "audio").must) == {
        "thanks_and_no_leave_needed",
        "open_and_honest",
        "may_need_to_stop",
        "note_in_record",
        "private_and_yours",
        "personal_use",
        "sharing",
        "misuse_may",
    }


def test_the_patient_is_asked_when_somebody_else_records(matrix: Matrix) -> None:
    things = told(matrix, "audio", recorder="person_with_them")
    assert things.situation == "third_party"
    assert "patient_says_yes" in things.must


@pytest.mark.parametrize("came", ["covert_found", "contrary_to_policy"])
def test_what_came_to_light_is_told_with_that_care_goes_on(matrix: Matrix, came: str) -> None:
    things = told(matrix, "audio", came=came)
    assert things.situation == came
    assert "care_goes_on" in things.must


def test_the_ifs_follow_the_medium(matrix: Matrix) -> None:
    assert "staff_choose" in ids(told(matrix, "photo").extra)
    assert "screen_is_not_a_report" in ids(told(matrix, "screen").extra)
    assert not {"staff_choose", "screen_is_not_a_report"} & set(ids(told(matrix, "audio").extra))


def test_nobody_with_an_access_need_and_nobody_in_a_talk_is_talked_out_of_it(matrix: Matrix) -> None:
    assert "responsibilities_explained" in ids(told(matrix, "video").extra)
    assert "responsibilities_explained" not in ids(told(matrix, "video", needs=("hearing",)).extra)
    call = told(matrix, "live_call", setting="discussion")
    assert "responsibilities_explained" not in ids(call.extra)


def test_a_voice_wish_is_spoken_of_only_when_there_is_one(matrix: Matrix) -> None:
    assert "voice_wish" in ids(told(matrix, "audio", circumstances=("active_objection",)).extra)
    assert "voice_wish" not in ids(told(matrix, "audio").extra)


def test_no_tick_says_that_something_is_refused() -> None:
    for one in TELLING["item"]:
        for word in ("refuse", "denied", "forbid", "not allowed"):
            assert word not in f"{one['tick']} {one['say']}".lower()

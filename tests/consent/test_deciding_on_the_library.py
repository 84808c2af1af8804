"""What may go to the library, by when, and under what name: the decisions, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from consent.file_names import file_name_warnings
from consent.library import LibraryCase, Stage, clock_starts, may_upload, stage

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
NAMED = SimpleNamespace(
    family_name="O'Brien-Ngo",
    given_name="José",
    nhs_number="9434765919",
    local_number="H20411",
    birth_date=date(1961, 3, 4),
)


@pytest.mark.rule("R-180", "W")
def test_a_name_a_number_or_a_birthday_in_a_file_name_is_found_and_nothing_else() -> None:
    telling = {
        "name": ("obrien_hand.jpg", "JOSE 1.tif", "Hand José.nef", "scan-ngo-2.jpg", "O_BRIEN.jpg"),
        "number": ("943 476 5919.jpg", "9434765919_a.tif", "x943-476-5919.png", "h-204 11.jpg"),
        "date of birth": ("hand 04031961.jpg", "1961-03-04.tif", "4mar1961".rjust(9, "0"), "a_04.03.61.jpg"),
    }
    for words, names in telling.items():
        for name in names:
            assert words in " ".join(reason.says for reason in file_name_warnings(name, NAMED)), name
    plain = (
        "DSC_0417.jpg",
        "REC-7K2M-9QXD-G-photo-02.nef",
        "IMG_20261122_101500.jpg",
        "ngorongoro.jpg",
        "hand 04032026.jpg",
        "",
    )
    for name in plain:
        assert not file_name_warnings(name, NAMED), name
    assert file_name_warnings("9434765919.jpg", None)
    assert not file_name_warnings("9434765918.jpg", None)


@pytest.mark.rule("R-184", "E")
@pytest.mark.rule("R-191", "E")
def test_nothing_goes_into_the_library_without_its_signed_form_or_before_it_left_the_camera() -> None:
    ready = {"has_form": True, "form_is_signed": True, "is_off_camera": True}
    assert may_upload(LibraryCase(**ready)).verdict == "yes"
    assert may_upload(LibraryCase(False, False, False, is_legacy=True)).verdict == "yes"
    refused: tuple[tuple[dict[str, bool], str], ...] = (
        ({"has_form": False}, "without its consent form"),
        ({"form_is_signed": False}, "not signed"),
        ({"is_off_camera": False}, "off the camera"),
        ({"is_there": True}, "already"),
        ({"is_of_an_app": True}, "stays out"),
        ({"is_there": True, "is_legacy": True}, "already"),
    )
    for change, words in refused:
        answer = may_upload(LibraryCase(**(ready | change)))
        assert answer.verdict == "no"
        assert words in " ".join(reason.says for reason in answer.obstacles)


@pytest.mark.rule("R-186", "W")
def test_the_librarys_clock_starts_with_the_signature_and_a_held_one_is_never_late() -> None:
    assert clock_starts(MONDAY, MONDAY - 3 * DAY, is_held=False) == MONDAY
    assert clock_starts(MONDAY, MONDAY + 9 * DAY, is_held=False) == MONDAY + 9 * DAY
    assert clock_starts(MONDAY, MONDAY + DAY, is_held=True) is None
    assert clock_starts(MONDAY, None, is_held=False) is None
    stages = {
        (None, None): Stage.NOT_COUNTED,
        (MONDAY, MONDAY): Stage.IN_TIME,
        (MONDAY, MONDAY + DAY): Stage.DONE_LATE,
        (MONDAY + DAY, None): Stage.WAITS,
        (MONDAY, None): Stage.DUE,
        (MONDAY - DAY, None): Stage.LATE,
    }
    for (due, done), expected in stages.items():
        assert stage(due, done, MONDAY) == expected

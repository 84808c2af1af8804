"""Each night's comparison with the library: bounded, taken up again, and stopped by no single file."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from consent.comparing import LONGEST, compare_originals
from consent.library_says import LibraryFolder, LibraryList
from consent.models import Found, Recording
from recordings_gov import clock
from recordings_gov.notifications.models import Task
from recordings_gov.pages.needs import needs_of
from tests.consent.endings import recorded

SAME, OTHER = "a" * 64, "b" * 64


class Shelf:
    """A library of ours: what it says of each file, how many it is asked for at once, what then happens."""

    def __init__(self, at_once: int, then: Callable[[], None], **says: str) -> None:
        self.at_once, self.then, self.says = at_once, then, says
        self.asked: list[str] = []

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        wanted = list(names)
        self.asked += wanted
        self.then()
        return {name: self.says.get(name, SAME) for name in wanted}


@pytest.fixture
def three(signed_form: Any, media_studio: Any) -> list[Recording]:
    """Three photos with a fingerprint."""
    made = [recorded(signed_form, media_studio) for _ in range(3)]
    for recording in made:
        recording.give_fingerprint(by=media_studio, sha256=SAME)
    return made


def nothing() -> None:
    """The night goes on."""


def found(rows: list[Recording]) -> list[str]:
    return [Recording.objects.get(pk=row.pk).fingerprint_check.found for row in rows]


@pytest.mark.fault
@pytest.mark.rule("R-248", "W")
def test_one_file_that_cannot_be_read_stops_no_other_and_is_said(
    three: list[Recording], media_studio: Any, consultant: Any
) -> None:
    # A file of this very process that is there, and gives an error to whoever reads it.
    assert LibraryFolder(Path("/proc/self")).fingerprints(["mem", "stat", "gone"]).keys() == {"mem", "stat"}
    assert LibraryFolder(Path("/proc/self")).fingerprints(["mem"]) == {"mem": ""}
    first, _, third = three
    library = Shelf(10, nothing, **{first.file_name: "", third.file_name: OTHER})
    assert compare_originals(library) == 1
    assert found(three) == [Found.UNREADABLE, Found.SAME, Found.DIFFERENT]
    assert [row.step for row in first.custody.all()] == ["captured"]
    assert not Task.objects.filter(about_reference=first.reference).exists()
    deeds = {need.deed: need.url for need in needs_of(media_studio, clock.today())}
    assert deeds["Look into 1 file of the library that could not be read"].endswith("?need=unreadable")
    assert "could not be read" not in str(needs_of(consultant, clock.today()))
    assert compare_originals(Shelf(10, nothing)) == 0
    assert "could not be read" not in str(needs_of(media_studio, clock.today()))


@pytest.mark.rule("R-155", "E")
@pytest.mark.rule("R-248", "W")
def test_what_is_in_quarantine_is_first_and_a_night_that_ends_early_is_taken_up_again(
    three: list[Recording], media_studio: Any, monkeypatch: Any
) -> None:
    first, second, third = (row.file_name for row in three)
    three[2].quarantine(by=media_studio, reason="A bystander is in it")

    def dies() -> None:
        if len(library.asked) == 2:
            raise OSError("The worker is gone")

    library = Shelf(1, dies)
    with pytest.raises(OSError, match="gone"):
        compare_originals(library)
    assert library.asked == [third, first]
    again = Shelf(1, nothing)
    compare_originals(again)
    assert again.asked == [third, first, second]

    def passes() -> None:
        later = datetime.fromisoformat(str(clock.now())) + LONGEST + timedelta(minutes=1)
        monkeypatch.setenv("RECORDINGS_GOV_NOW", later.isoformat())

    tired = Shelf(2, passes)
    compare_originals(tired)
    assert tired.asked == [first, third]
    after = Shelf(1, nothing)
    compare_originals(after)
    assert after.asked == [third, second, first]


@pytest.mark.rule("R-248", "W")
def test_a_line_of_the_list_without_a_fingerprint_is_no_other_file(tmp_path: Path) -> None:
    listed = tmp_path / "library.sha256"
    listed.write_text(f"{SAME}  one\nERROR  two\n{OTHER.upper()}  three\n")
    says = LibraryList(listed).fingerprints(["one", "two", "three", "four"])
    assert says == {"one": SAME, "two": "", "three": OTHER}


@pytest.mark.rule("R-155", "E")
@pytest.mark.rule("R-248", "W")
def test_a_file_that_does_not_match_is_information_governances_to_look_into_once_it_is_shut(
    three: list[Recording], media_studio: Any, ig_manager: Any, signed_in: Any
) -> None:
    shut = three[0]
    compare_originals(Shelf(10, nothing, **{shut.file_name: OTHER}))
    assert [task.role for task in Task.objects.undone().filter(rule="R-248")] == ["media_studio"]
    shut.quarantine(by=media_studio, reason="A bystander is in it")
    task = Task.objects.undone().get(rule="R-248")
    assert (task.role, task.url) == (
        "ig_manager",
        reverse("consent:quarantine-detail", args=[shut.reference]),
    )
    assert "It does not match" in signed_in(ig_manager).get(task.url).content.decode()

"""The library and the register, compared both ways: each difference is one row with an owner."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from consent.models import (
    AppDevice,
    LibraryItem,
    LibraryWatermark,
    Mismatch,
    MismatchKind,
    MismatchStatus,
    Recording,
)
from consent.models.mismatch import NEXT
from consent.reconciling import comparing
from consent.reconciling.standing import kept_apart
from consent.reconciling.touched import touched
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from tests.consent.endings import recorded, taken_back
from tests.consent.library_exports import consented, image, one_of_each, taken
from tests.consent.situations import TEACHING, active, explained, signed, started
from tests.consent.test_taking_a_photo_with_an_app import DEVICE

MONDAY, TUESDAY, NEXT_WEEK = (
    "2026-11-23T10:00:00+00:00",
    "2026-11-24T04:30:00+00:00",
    "2026-12-02T10:00:00+00:00",
)
Clock = Callable[[str], None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def it_is(monkeypatch: Any) -> Clock:
    """``it_is(TUESDAY)``; it is Monday until something else is said."""

    def set_clock(moment: str) -> None:
        monkeypatch.setenv("RECORDINGS_GOV_NOW", moment)

    set_clock(MONDAY)
    return set_clock


@pytest.fixture
def made(
    it_is: Clock, consultant: Any, media_studio: Any, department: Any, patient: Any
) -> Callable[..., Recording]:
    """``made()``: a photo under a form of its own."""

    def make() -> Recording:
        return recorded(consented(consultant, department, patient), media_studio)

    return make


def standing() -> list[tuple[str, str]]:
    """What is open: the kind, and the image, recording or form it is about."""
    rows = Mismatch.objects.standing().select_related("item", "recording", "form")
    return sorted(
        (row.kind, row.item.library_number if row.item else (row.recording or row.form).reference)
        for row in rows
    )


def named(recording: Recording) -> str:
    """The file as it is called here, with what the camera adds."""
    return f"{recording.file_name}.JPG"


@pytest.mark.both
@pytest.mark.rule("R-184", "P")
@pytest.mark.rule("R-207", "P")
@pytest.mark.rule("R-249", "P")
def test_every_kind_of_difference_is_found_once_and_what_is_right_is_left_alone(
    it_is: Clock, media_studio: Any, consultant: Any, radiographer: Any, department: Any, patient: Any
) -> None:
    rows, here = one_of_each(media_studio, consultant, department, patient)
    it_is(NEXT_WEEK)
    taken(media_studio, department, *rows)
    assert standing() == [
        ("beyond", "L-3"),
        ("clip", here["clip"].reference),
        ("name", "L-6"),
        ("no_form", "L-4"),
        ("no_form", "L-5"),
        ("no_form", "L-6"),
        ("not_in_library", here["missing"].reference),
        ("nothing_recorded", here["forgotten"].reference),
        ("operator", "L-5"),
        ("operator", "L-6"),
        ("visible", "L-2"),
    ]
    assert {row.owner for row in Mismatch.objects.all()} == {media_studio}
    assert set(NEXT) == set(MismatchKind)
    before = Mismatch.objects.count()
    assert comparing.reconcile_all(clock.today()) == 0
    assert Mismatch.objects.count() == before


@pytest.mark.rule("R-207", "P")
def test_a_yes_on_a_further_form_is_a_yes(
    it_is: Clock, media_studio: Any, consultant: Any, department: Any, patient: Any
) -> None:
    recording = recorded(consented(consultant, department, patient, teaching=False), media_studio)
    row = image("L-1", named(recording), use="teaching")
    taken(media_studio, department, row)
    assert standing() == [("beyond", "L-1")]
    further = started(consultant, department, patient, TEACHING, made_for="secondary", further_to=recording)
    signed(explained(further, consultant), consultant)
    it_is(TUESDAY)
    comparing.reconcile_all(clock.today())
    assert standing() == []


def test_more_changes_than_are_named_have_everything_compared(
    made: Any, it_is: Clock, media_studio: Any, department: Any, monkeypatch: Any
) -> None:
    taken(media_studio, department, image("L-1", named(made())))
    until = LibraryWatermark.objects.get().until
    assert not touched(department, until, clock.today()).is_everything
    monkeypatch.setattr("consent.reconciling.touched.TOO_MUCH", 0)
    assert touched(department, until, clock.today()).is_everything


def test_somebody_registered_on_the_day_or_of_the_studio_may_have_taken_it(
    it_is: Clock,
    radiographer: Any,
    media_studio: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    department: Any,
) -> None:
    registration = active(radiographer, head_of_media_studio, ig_manager)
    it_is(TUESDAY)
    rows = [image(f"L-{day}", taken_by="Radiographer", taken_on=f"2026-11-{day}") for day in (22, 23, 24)]
    rows.append(image("L-8", taken_by="Radiographer"))  # nobody knows when
    taken(media_studio, department, *rows, image("L-9", taken_by="media_studio", taken_on="2019-01-01"))
    assert [thing for thing in standing() if thing[0] == "operator"] == [("operator", "L-22")]
    registration.revoke(by=ig_manager, reason="The camera was given away")
    it_is(NEXT_WEEK)
    rows[2] |= {"taken_on": "2026-12-01"}
    taken(media_studio, department, *rows)
    assert [thing for thing in standing() if thing[0] == "operator"] == [
        ("operator", "L-22"),
        ("operator", "L-24"),
    ]


def test_a_night_finds_what_changed_since_and_looks_at_nothing_else(
    made: Any, it_is: Clock, media_studio: Any, department: Any, at_most_queries: Any
) -> None:
    recording, other = made(), made()
    taken(media_studio, department, image("L-1", named(recording)), image("L-2", named(other)))
    assert standing() == []
    it_is(TUESDAY)
    assert comparing.reconcile_all(clock.today()) == 0
    it_is(NEXT_WEEK)
    taken_back(recording.form, media_studio)
    scope = touched(department, LibraryWatermark.objects.get().until, clock.today())
    assert scope.items == {LibraryItem.objects.get(library_number="L-1").pk}
    assert scope.recordings == {recording.pk}
    assert comparing.reconcile_all(clock.today()) == 1
    assert standing() == [("visible", "L-1")]
    with at_most_queries(40):  # two of them tell PostgreSQL to take its time
        assert comparing.reconcile_all(clock.today()) == 0


def test_held_items_and_photos_of_the_app_are_counted_apart_with_the_reason_and_never_late(
    made: Any,
    it_is: Clock,
    signed_in: Any,
    ig_manager: Any,
    consultant: Any,
    media_studio: Any,
    department: Any,
    patient: Any,
) -> None:
    held = made()
    held.hold(by=media_studio, place="Studio safe", look_again_on=clock.today() + timedelta(days=90))
    by_app = Recording.capture_by_app(
        by=consultant,
        form=consented(consultant, department, patient),
        shows="Wound, left shin",
        captured_at=clock.now(),
        device=AppDevice.register(by=ig_manager, **DEVICE),
        no_photographer="out_of_hours",
        chaperone="Sam Example",
        explained=True,
        sent_by="app",
    )
    waiting = made()
    taken(media_studio, department, image("L-1"))
    apart = [(line.label, line.count) for line in kept_apart(department, clock.today()) if line.count]
    assert apart == [
        ("Held until they are asked", 1),
        ("Photos of the approved app", 1),
        ("Made, and not due there yet", 1),
    ]
    it_is(NEXT_WEEK)
    comparing.reconcile_all(clock.today())
    assert standing() == [("no_form", "L-1"), ("not_in_library", waiting.reference)]
    page = signed_in(media_studio).get(reverse("consent:reconciliation")).content.decode()
    for says in ("Their day begins with the signature", "They stay in the record system alone"):
        assert says in page
    taken(media_studio, department, image("L-1"), image("L-7", f"{by_app.reference}-photo-01.jpg"))
    assert ("visible", "L-7") in standing()
    taken(
        media_studio,
        department,
        image("L-1"),
        image("L-7", f"{by_app.reference}-photo-01.jpg", is_visible="no"),
    )
    assert ("visible", "L-7") not in standing()


def test_what_is_uploaded_later_or_waits_for_its_day_is_no_difference_until_it_is(
    made: Any, it_is: Clock, media_studio: Any, department: Any
) -> None:
    late = made()
    taken(media_studio, department, image("L-9", "DSC_1.jpg", taken_by="media_studio"))
    late_rows = [("no_form", "L-9")]
    assert standing() == late_rows
    it_is(NEXT_WEEK)
    comparing.reconcile_all(clock.today())
    assert standing() == [*late_rows, ("not_in_library", late.reference)]
    late.take_off_camera(by=media_studio, at=clock.now(), place="safe", where="Shelf 2")
    late.upload(by=media_studio, library_number="L-10", named=late.file_name)
    comparing.reconcile_all(clock.today())
    assert standing() == late_rows


def test_an_image_whose_recording_is_registered_afterwards_is_no_longer_without(
    made: Any, it_is: Clock, media_studio: Any, department: Any
) -> None:
    taken(media_studio, department, image("L-1", "DSC_1.jpg"))
    assert standing() == [("no_form", "L-1")]
    recording = made()
    recording.take_off_camera(by=media_studio, at=clock.now(), place="safe", where="Shelf 2")
    recording.upload(by=media_studio, library_number="L-1", named="DSC_1.jpg")
    comparing.reconcile_all(clock.today())
    assert standing() == []
    assert Mismatch.objects.get().status == MismatchStatus.GONE


def test_an_image_is_never_taken_for_a_recording_of_another_department(
    it_is: Clock, media_studio: Any, department: Any, other_department: Any, patient: Any
) -> None:
    taken(media_studio, department, image("L-1"))
    elsewhere = recorded(consented(media_studio, other_department, patient), media_studio)
    elsewhere.take_off_camera(by=media_studio, at=clock.now(), place="safe", where="Shelf 2")
    elsewhere.upload(by=media_studio, library_number="L-1", named=elsewhere.file_name)
    LibraryWatermark.objects.update(until=None)
    comparing.reconcile_all(clock.today())
    assert LibraryItem.objects.get().recording is None
    assert standing() == [("no_form", "L-1")]


def test_a_resolved_one_is_believed_until_a_newer_export_still_shows_it(
    it_is: Clock, media_studio: Any, head_of_media_studio: Any, radiographer: Any, department: Any
) -> None:
    taken(media_studio, department, image("L-1"))
    row = Mismatch.objects.get()
    with pytest.raises(ValidationError, match="how it was resolved"):
        row.resolve(by=media_studio, reason=" ")
    with pytest.raises(PermissionDenied):
        row.resolve(by=radiographer, reason="It is mine")
    it_is(TUESDAY)
    row.resolve(by=media_studio, reason="Taken out of the library")
    comparing.reconcile_all(clock.today())
    assert standing() == []
    it_is(NEXT_WEEK)
    taken(media_studio, department, image("L-1"), image("L-2", is_visible="no"))
    row.refresh_from_db()
    assert (row.status, row.times_back, row.reason, row.resolved_by) == ("open", 1, "", None)
    assert Mismatch.objects.count() == 2
    with pytest.raises(ValidationError, match="do not look after"):
        row.hand_to(by=media_studio, person=radiographer)
    row.hand_to(by=media_studio, person=head_of_media_studio)
    assert row.owner == head_of_media_studio
    with acting_as(None, job="arranging a test"):
        head_of_media_studio.is_active = False
        head_of_media_studio.save()
    taken(media_studio, department, image("L-1"))
    row.refresh_from_db()
    assert row.owner == media_studio
    assert row.times_back == 1
    assert Event.objects.filter(action="mismatch.reopened").exists()


def test_what_is_found_after_whoever_brought_the_export_has_left_belongs_to_somebody_who_is_there(
    made: Any,
    it_is: Clock,
    media_studio: Any,
    head_of_media_studio: Any,
    department: Any,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(comparing, "AT_ONCE", 2)
    late = made()
    taken(media_studio, department, *(image(f"L-{number}", "DSC_1.jpg") for number in range(5)))
    with acting_as(None, job="arranging a test"):
        media_studio.is_active = False
        media_studio.save()
    it_is(NEXT_WEEK)
    LibraryWatermark.objects.update(until=None)
    assert comparing.reconcile_all(clock.today()) == 1
    owners = {(row.kind, row.owner.username) for row in Mismatch.objects.standing()}
    assert owners == {("no_form", "head_of_media_studio"), ("not_in_library", "head_of_media_studio")}
    assert Mismatch.objects.get(recording=late).owner == head_of_media_studio


@pytest.mark.both
def test_a_comparison_asks_the_same_few_things_however_large_the_library(
    it_is: Clock, media_studio: Any, department: Any, at_most_queries: Any
) -> None:
    from consent.reconciling.finding import Scope, find

    taken(media_studio, department, *(image(f"L-{number}") for number in range(40)))
    with at_most_queries(12):
        found = find(department, Scope(), clock.today(), clock.now())
    assert len(found[MismatchKind.NO_FORM]) == 40
    assert connection.vendor in ("sqlite", "postgresql")

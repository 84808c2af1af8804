"""From the camera to the library: the file's name, the same working day, Media Studio and the form."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.chasing_library import own_recordings, tell_who_recorded
from consent.library import Stage
from consent.library_due import NOT_IN_LIBRARY, overdue, same_day
from consent.models import Recording, UploadRequest
from recordings_gov import clock
from recordings_gov.notifications.models import Message, Task
from tests.consent.situations import parts, this_minute

DAY = timedelta(days=1)


@pytest.fixture
def made(signed_form: Any, media_studio: Any) -> Recording:
    """A photo, still on the camera."""
    return captured(signed_form, media_studio)


def captured(form: Any, by: Any, **words: Any) -> Recording:
    asked = {"captured_at": this_minute(), "kind": "photograph", "shows": "The left hand"}
    return Recording.capture(by=by, form=form, **(asked | words))


def off_camera(recording: Recording, by: Any) -> Recording:
    recording.take_off_camera(by=by, at=clock.now(), place="trust_drive", where="Studio in-tray")
    return recording


def uploaded(recording: Recording, by: Any, **words: Any) -> Recording:
    asked = {"library_number": f"CIL-{recording.pk}", "named": recording.file_name}
    recording.upload(by=by, **(asked | words))
    return recording


db = pytest.mark.django_db


@db
@pytest.mark.rule("R-180", "E")
def test_a_file_is_named_by_its_reference_in_the_moment_it_is_registered(
    made: Recording, signed_form: Any, media_studio: Any
) -> None:
    assert made.file_name == f"{made.reference}-photo-01"
    assert Recording.objects.get(pk=made.pk).file_name == made.file_name
    assert made.history.get().file_name == made.file_name
    assert captured(signed_form, media_studio).file_name.endswith("-photo-02")
    assert captured(signed_form, media_studio, kind="film").file_name.endswith("-film-01")


@db
@pytest.mark.rule("R-189", "R")
@pytest.mark.rule("R-111", "R")
def test_in_the_library_its_number_and_link_are_kept_and_who_made_it_is_relieved(
    made: Recording, media_studio: Any, consultant: Any
) -> None:
    off_camera(made, media_studio)
    with pytest.raises(PermissionDenied):
        uploaded(made, consultant)
    uploaded(made, media_studio, library_number="CIL-88", record_link="Documents, letter 14")
    assert (made.library_number, made.record_link) == ("CIL-88", "Documents, letter 14")
    assert (made.uploaded_by, made.library_stage(clock.today())) == (media_studio, Stage.IN_TIME)
    steps = list(made.custody.values_list("step", "by"))
    assert steps == [
        (step, media_studio.pk) for step in ("captured", "off_camera", "uploaded", "handed_over")
    ]
    with pytest.raises(ValidationError, match="already"):
        uploaded(made, media_studio)
    made.correct_entry(by=media_studio, library_number="CIL-89")
    assert (made.library_number, made.place, made.record_link) == ("CIL-89", "Number CIL-89", "")
    assert [step.place[-6:] for step in made.custody.filter(step="moved")] == ["CIL-88"]


@db
@pytest.mark.rule("R-180", "W")
def test_a_file_whose_name_tells_who_it_is_does_not_go_into_the_library(
    made: Recording, media_studio: Any, patient: Any
) -> None:
    off_camera(made, media_studio)
    for field in ("named", "library_number", "record_link"):
        with pytest.raises(ValidationError, match="Rename the file"):
            uploaded(made, media_studio, **{field: f"{patient.family_name} hand"})
    assert made.uploaded_at is None


@db
@pytest.mark.rule("R-186", "W")
def test_it_leaves_the_camera_once_for_a_place_where_it_may_be(made: Recording, media_studio: Any) -> None:
    for place, at in (("memory_card", clock.now()), ("", clock.now()), ("safe", clock.now() + DAY)):
        with pytest.raises(ValidationError):
            made.take_off_camera(by=media_studio, at=at, place=place, where="A")
    with pytest.raises(ValidationError, match="made after that"):
        made.take_off_camera(by=media_studio, at=made.captured_at - DAY, place="safe", where="A")
    assert made.camera_stage(clock.today()) in (Stage.DUE, Stage.WAITS)
    off_camera(made, media_studio)
    with pytest.raises(ValidationError, match="already"):
        off_camera(made, media_studio)


@db
@pytest.mark.rule("R-191", "E")
def test_who_asks_for_an_upload_names_its_form_and_the_studio_does_it(
    made: Recording, media_studio: Any, consultant: Any, outsider: Any
) -> None:
    form = made.form
    assert form is not None
    asked: dict[str, Any] = {"recording": made, "form_reference": form.reference, "handed_how": "On the card"}
    with pytest.raises(ValidationError, match="off the camera"):
        UploadRequest.ask(by=consultant, **asked)
    off_camera(made, consultant)
    for wrong in ("", made.reference, "FORM"):
        with pytest.raises(ValidationError):
            UploadRequest.ask(by=consultant, **(asked | {"form_reference": wrong}))
    with pytest.raises(PermissionDenied):
        UploadRequest.ask(by=outsider, **asked)
    UploadRequest.ask(by=consultant, **asked)
    task = Task.objects.undone().get(about_reference=made.reference)
    assert (task.role, task.due_on) == ("media_studio", made.library_due_on)
    uploaded(made, media_studio)
    assert not Task.objects.undone().filter(about_reference=made.reference).exists()


@db
def test_what_is_quarantined_is_no_longer_anybodys_to_put_into_the_library(
    made: Recording, media_studio: Any
) -> None:
    with pytest.raises(ValidationError, match="not in the library yet"):
        made.correct_entry(by=media_studio, library_number="CIL-1")
    off_camera(made, media_studio)
    reference = made.form.reference  # type: ignore[union-attr]
    UploadRequest.ask(by=media_studio, recording=made, form_reference=reference, handed_how="Here")
    made.quarantine(by=media_studio, reason="Consent was taken back")
    assert not Task.objects.undone().filter(key=f"upload:{made.reference}").exists()
    assert not own_recordings(media_studio, clock.today())
    assert tell_who_recorded(clock.today() + 9 * DAY) == 0


@db
@pytest.mark.rule("R-186", "N")
@pytest.mark.rule("R-186", "W")
def test_at_the_end_of_the_day_who_recorded_is_told_once_and_nothing_after_the_library(
    made: Recording, media_studio: Any
) -> None:
    due = made.off_camera_due_on
    assert due is not None
    assert tell_who_recorded(due - DAY) == 0
    assert [tell_who_recorded(due), tell_who_recorded(due + DAY)] == [1, 1]
    assert Message.objects.get(to=media_studio).subject == f"{made.reference} is still on the camera"
    off_camera(made, media_studio)
    assert tell_who_recorded(due) == 1
    assert Message.objects.filter(to=media_studio, subject__endswith="not in the library yet").count() == 1
    uploaded(made, media_studio)
    assert tell_who_recorded(due + DAY) == 0
    assert not own_recordings(media_studio, due)


@db
@pytest.mark.rule("R-186", "N")
def test_however_many_are_late_nobody_is_left_out(
    signed_form: Any, media_studio: Any, monkeypatch: Any
) -> None:
    rows = [captured(signed_form, media_studio) for _ in range(5)]
    monkeypatch.setattr("consent.in_parts.AT_ONCE", 2)
    assert rows[0].off_camera_due_on is not None
    assert tell_who_recorded(rows[0].off_camera_due_on) == 5
    assert Message.objects.filter(to=media_studio, subject__endswith="still on the camera").count() == 5


@db
@pytest.mark.rule("R-186", "P")
def test_the_share_of_the_same_day_leaves_out_what_is_held_and_small_numbers(
    signed_form: Any, media_studio: Any
) -> None:
    rows = [captured(signed_form, media_studio) for _ in range(6)]
    due = rows[0].off_camera_due_on
    assert due is not None
    for row in rows[:3]:
        uploaded(off_camera(row, media_studio), media_studio)
    rows[5].hold(by=media_studio, place="Safe", look_again_on=clock.today() + DAY)
    shares, held = same_day(Recording.objects.all(), due + DAY)
    assert [(share.part, share.whole, share.says) for share in shares] == [(3, 6, "50%"), (3, 5, "60%")]
    assert held == 1
    assert {share.says for share in same_day(Recording.objects.none(), due + DAY)[0]} == {"Too few to tell"}
    assert Recording.objects.filter(overdue(due) & NOT_IN_LIBRARY).count() == 2


@db
@pytest.mark.rule("R-111", "P")
def test_the_pages_take_a_recording_from_the_camera_to_the_library_and_find_it_again(
    signed_in: Any, made: Recording, media_studio: Any, consultant: Any, outsider: Any
) -> None:
    page = made.get_absolute_url()
    studio = signed_in(media_studio)
    first = studio.get(page).content.decode()
    assert made.file_name in first
    assert f"On the camera of {media_studio}" in first
    step = f"{page}off-camera/"
    assert signed_in(outsider).get(step).status_code == 403
    studio = signed_in(media_studio)
    assert studio.post(step, {"place": "safe"}).status_code == 422
    sent = parts(clock.today(), f"{clock.local(clock.now()):%H:%M}", "off")
    assert studio.post(step, {"place": "trust_drive", "where": "Studio in-tray", **sent}).status_code == 302
    assert "An encrypted Trust drive: Studio in-tray." in studio.get(page).content.decode()
    doctor = signed_in(consultant)
    assert made.reference in doctor.get("/consent/recordings/to-library/?show=library").content.decode()
    assert made.reference not in doctor.get("/consent/recordings/to-library/?show=camera").content.decode()
    assert doctor.get(f"{page}upload/").status_code == 403
    asked = {"form_reference": made.form.reference.lower(), "handed_how": "The studio folder"}  # type: ignore[union-attr]
    assert doctor.post(f"{page}ask-upload/", asked).status_code == 302
    known = {"library_number": "CIL 4", "named": "hand.jpg", "record_link": "Letters"}
    assert signed_in(media_studio).post(f"{page}upload/", known).status_code == 302
    find = "/consent/recordings/find/"
    for known_as in ("CIL 4", made.reference, f"{made.file_name}.jpg"):
        assert signed_in(consultant).post(find, {"known": known_as})["Location"] == page
    assert "number CIL 4." in signed_in(consultant).get(page).content.decode()
    assert signed_in(consultant).post(find, {"known": "CIL 5"}).status_code == 422

"""What the register entry says of where a recording is, and what may be done with it next."""

from typing import Any

from django.urls import reverse

from consent.library import CLIP, LATE_IN, LATE_OFF, Stage
from consent.models import Recording, RecordingStatus
from consent.models.recording_custody import OF_A_COPY
from consent.models.recording_origin import Origin
from consent.models.recording_words import Basis
from recordings_gov import clock
from recordings_gov.decisions import Reason
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.workflow import may

Buttons = list[tuple[str, str]]


def library_page(recording: Recording, user: Any) -> dict[str, Any]:
    """Where it is now, what is late, and the next step. Rules: R-111, R-180, R-186, R-195, R-249."""
    return {
        "is_now": is_now(recording),
        "library_facts": _facts(recording),
        "library_late": _late(recording),
        "library_buttons": _buttons(recording, user),
    }


def is_now(recording: Recording) -> str:
    """Where it is, in one sentence. Rules: R-111."""
    placed = (
        (
            recording.status == RecordingStatus.HELD,
            "Held by Media Studio, apart from the library and the record.",
        ),
        (recording.uploaded_at, f"In the clinical image library, number {recording.library_number}."),
        (recording.is_of_an_app, "In the patient’s record, where the app put it."),
        (recording.basis == Basis.IMPLIED, "With the images of the test that made it."),
    )
    for stands, says in placed:
        if stands:
            return says
    newest = recording.custody.exclude(to="").exclude(step__in=OF_A_COPY).order_by("-pk").first()
    if newest:
        return f"{newest.to}."
    if recording.off_camera_due_on is None:
        return f"As it was found: {recording.maker}."
    return f"On the camera of {recording.captured_by}."


def _facts(recording: Recording) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [("Name of the file", recording.file_name or "Not given")]
    if recording.origin != Origin.OURS:
        facts.append(("How it came to us", recording.get_origin_display()))
    if recording.offered_on:
        facts.append(("On their request", recording.offered_on))
    if recording.off_camera_at:
        facts.append(
            ("Off the camera", f"{date_and_time(recording.off_camera_at)}, {recording.off_camera_by}")
        )
    elif recording.off_camera_due_on:
        facts.append(("Off the camera by", short_date(recording.off_camera_due_on)))
    if recording.uploaded_at:
        facts.append(("In the library", f"{date_and_time(recording.uploaded_at)}, {recording.uploaded_by}"))
        facts.append(("Linked in the patient’s record", recording.record_link or "Not said"))
        facts.append(("Who stores it", "Media Studio. Whoever made it has nothing more to do"))
    elif recording.library_due_on:
        facts.append(("In the library by", short_date(recording.library_due_on)))
    elif recording.status == RecordingStatus.HELD:
        facts.append(("In the library", "On the working day on which they agree"))
    if recording.entered_at:
        facts.append(("Length", length_words(recording.seconds)))
        facts.append(("Master", recording.where_kept))
    if recording.not_in_library_because:
        facts.append(("Not in the library because", recording.not_in_library_because))
    return facts


def length_words(seconds: int | None) -> str:
    """Minutes and seconds."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return " ".join(
        part for part, stands in ((f"{minutes} min", minutes), (f"{rest} s", rest or not minutes)) if stands
    )


def _late(recording: Recording) -> list[Reason]:
    """What is said at the end of the working day. Rules: R-186, R-249."""
    today = clock.today()
    found = []
    if recording.camera_stage(today) in (Stage.DUE, Stage.LATE):
        found.append(LATE_OFF)
    if recording.lacks_reason_for_clip:
        return [*found, CLIP]
    is_due = recording.library_stage(today) in (Stage.DUE, Stage.LATE)
    is_wanted = is_due and not found and not recording.not_in_library_because
    return [*found, LATE_IN] if is_wanted else found


def _buttons(recording: Recording, user: Any) -> Buttons:
    """The next step first; never what would be refused."""
    on_camera = recording.off_camera_at is None and recording.off_camera_due_on is not None
    may_go = recording.upload_answer().verdict == "yes"
    asked = hasattr(recording, "upload_request")
    is_film = recording.kind == "film"
    steps = (
        ("take_off_camera", "It is off the camera", "off-camera", on_camera),
        ("upload", "It is in the library", "upload", may_go),
        (
            "take_off_camera",
            "Ask Media Studio to put it into the library",
            "ask-upload",
            may_go and not asked,
        ),
        ("correct_entry", "Correct its number or link", "correct-entry", recording.uploaded_at is not None),
        ("enter_film", _film_words(recording), "enter-film", is_film),
    )
    shown = [
        (label, reverse(f"consent:recording-{name}", kwargs={"reference": recording.reference}), name)
        for verb, label, name, stands in steps
        if stands and may(recording, verb, user)
    ]
    names = {name for _, _, name in shown}
    return [(label, url) for label, url, name in shown if name != "ask-upload" or "upload" not in names]


def _film_words(recording: Recording) -> str:
    return "The master is elsewhere now" if recording.entered_at else "Enter it in the register of films"

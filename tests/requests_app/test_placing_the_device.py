"""A device in a place where it is not safe: another place or moment is offered, and it is never agreed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from policies.matrix import matrix_of
from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest
from requests_app.zones import offers_instead, zone_chosen, zones_asked
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]
EXAMS = ("plain_xray", "fluoroscopy", "ct", "mri", "general_ultrasound", "obstetric_ultrasound")
EXAMS += ("mammography", "nuclear_medicine", "interventional", "dexa", "radiotherapy")
IN_THE_MAGNET_ROOM = {"modality": "mri", "device_at": "mr_room"}
QUESTION = "Would it be in one of these?"
STOPPED = {"outcome": "stopped_for_safety", "need_met": "Paper"}


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.parametrize("modality", EXAMS)
def test_only_exams_with_zones_of_their_own_are_asked_where_the_device_would_be(modality: str) -> None:
    matrix = matrix_of(None)
    own = [zone.id for zone in matrix.zones if zone.blocks and modality in zone.applies_to]
    asked = [zone.id for zone in zones_asked(matrix, modality)]
    assert asked == ([*own, "consoles_and_worklists"] if own else [])
    assert bool(asked) == (modality != "obstetric_ultrasound")


def test_a_zone_that_only_warns_is_not_among_them() -> None:
    every = {zone.id for modality in EXAMS for zone in zones_asked(matrix_of(None), modality)}
    assert "changing_and_waiting" not in every
    assert zone_chosen(matrix_of(None), "mri", "") is None
    assert zone_chosen(matrix_of(None), "mri", "elsewhere") is None


@pytest.mark.rule("R-044", "E")
def test_safety_offers_the_control_room_or_another_moment_and_a_worklist_does_not() -> None:
    matrix = matrix_of(None)
    for zone in matrix.zones:
        expected = ("control_room_view", "before_or_after") if zone.kind == "safety" else ()
        assert offers_instead(matrix, (zone.id,)) == expected
    assert offers_instead(matrix, ()) == ()


@pytest.mark.rule("R-044", "E")
@pytest.mark.parametrize(
    ("modality", "device_at"),
    [
        ("mri", "mr_room"),
        ("ct", "controlled_area_exposure"),
        ("radiotherapy", "radiotherapy_room"),
        ("nuclear_medicine", "radioactive_area"),
        ("interventional", "sterile_field"),
    ],
)
@pytest.mark.parametrize("subject", ["explanation", "whole_exam"])
def test_the_answer_is_not_here_with_another_place_or_moment(
    browser: Any, modality: str, device_at: str, subject: str
) -> None:
    said = answer(browser, modality=modality, device_at=device_at, subject=subject)
    assert "Not here: it is not safe" in said
    assert "app-answer--stop" in said
    assert 'value="control_room_view"' in said
    assert 'value="before_or_after"' in said
    assert 'value="agreed"' not in said
    assert 'value="agreed_with_conditions"' not in said
    assert 'value="stopped_for_safety"' in said
    assert 'value="patient_chose_not_to"' in said


def test_nothing_is_chosen_beforehand_and_outside_the_zones_the_answer_is_as_ever(browser: Any) -> None:
    asked = answer(browser, modality="mri")
    assert QUESTION in asked
    assert 'name="device_at" type="radio" value="mr_room"' in asked
    assert not any("checked" in tile for tile in asked.split("<input") if 'name="device_at"' in tile)
    assert "Go ahead and help" in asked
    assert "Go ahead and help" in answer(browser, modality="mri", device_at="elsewhere")
    assert QUESTION not in answer(browser, modality="obstetric_ultrasound")
    assert QUESTION not in answer(browser, modality="mri", location="home")


@pytest.mark.rule("R-044", "E")
@pytest.mark.parametrize("outcome", ["agreed", "agreed_with_conditions"])
def test_a_device_in_the_magnet_room_is_never_saved_as_agreed(browser: Any, log: Log, outcome: str) -> None:
    assert save(browser, **IN_THE_MAGNET_ROOM, outcome=outcome).status_code == 422
    with pytest.raises(ValidationError, match="not how this request can end"):
        log(**IN_THE_MAGNET_ROOM, outcome=outcome)
    assert not RecordingRequest.objects.exists()


def test_the_request_keeps_zone_and_exposure_and_shows_them(browser: Any) -> None:
    taps = {"modality": "ct", "device_at": "controlled_area_exposure", "offered": ["before_or_after"]}
    saved = save(browser, **taps, **STOPPED)
    request = RecordingRequest.objects.get()
    assert (request.device_at, request.exposure, request.stance) == (
        "controlled_area_exposure",
        True,
        "not_safe",
    )
    shown = browser.get(saved.url).content.decode()
    assert "X-ray controlled area during exposure. X-rays or the beam may be on" in shown
    assert "Before or after instead" in shown
    note = HealthRecordNote.objects.about(request).get().text
    assert "no device may be: x-ray controlled area during exposure." in note.lower()
    assert "before or after instead" in note


def test_exposure_follows_from_the_zone_and_not_from_who_logs(log: Log) -> None:
    assert not log(exposure=True).exposure
    assert not log(**IN_THE_MAGNET_ROOM, **STOPPED).exposure
    assert log(device_at="elsewhere").device_at == "elsewhere"


@pytest.mark.rule("R-043", "E")
def test_a_device_that_is_kept_out_needs_no_other_reason_and_began_nothing(log: Log) -> None:
    request = log(**IN_THE_MAGNET_ROOM, **STOPPED)
    assert request.outcomes.get().reason == "no device may be there"
    assert request.recording_made == "not_known"
    assert "was begun" not in HealthRecordNote.objects.about(request).get().text
    begun = log(device_at="elsewhere", **STOPPED, outcome_reason="The phone fell")
    assert begun.recording_made == "begun"


@pytest.mark.parametrize("device_at", ["mr_room", "changing_and_waiting", "nowhere"])
def test_a_zone_that_this_exam_does_not_have_is_not_kept(browser: Any, log: Log, device_at: str) -> None:
    answered = save(browser, modality="ct", device_at=device_at)
    assert answered.status_code == 422
    assert "Choose where the device would be" in answered.content.decode()
    with pytest.raises(ValidationError):
        log(modality="ct", device_at=device_at)


@pytest.mark.rule("R-044", "E")
def test_zones_hold_without_any_policy(signed_in: Any, radiographer: Any, patient: Any) -> None:
    said = answer(signed_in(radiographer), **IN_THE_MAGNET_ROOM)
    assert "Not here: it is not safe" in said
    assert 'value="agreed"' not in said

"""A recording is stopped: at any time, with what became of the part made; a child's no is final."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from consent.models import RecordingStop
from recordings_gov import clock
from tests.consent.conftest import born
from tests.consent.endings import childs, recorded, stopped

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R-070", "E")
def test_it_can_be_stopped_in_every_state_of_a_form(draft, consultant):
    stopped(draft, consultant, part="nothing")
    assert draft.status == "draft"


@pytest.mark.rule("R-070", "E")
def test_nothing_more_is_recorded_until_they_agree_to_go_on(signed_form, media_studio, radiographer):
    stopped(signed_form, radiographer)
    with pytest.raises(ValidationError, match="Recording was stopped"):
        recorded(signed_form, media_studio, captured_at=clock.now())
    signed_form.resume(by=radiographer, words="The patient, with a nod")
    assert recorded(signed_form, media_studio, captured_at=clock.now()).status == "captured"
    stop = signed_form.stops.get()
    assert (stop.resumed_by, stop.resumed_words) == (radiographer, "The patient, with a nod")


@pytest.mark.rule("R-070", "R")
def test_when_and_why_and_what_became_of_the_part_made_are_kept(signed_form, media_studio, radiographer):
    recording = recorded(signed_form, media_studio)
    at = clock.now()
    stopped(signed_form, radiographer, stopped_at=at, why="harmed_care", part="kept", words="She was cold.")
    stop = RecordingStop.objects.get()
    assert (stop.stopped_at, stop.why, stop.part, stop.words, stop.by) == (
        at, "harmed_care", "kept", "She was cold.", radiographer,
    )  # fmt: skip
    recording.refresh_from_db()
    assert recording.status == "captured"


@pytest.mark.rule("R-070", "R")
def test_a_part_that_is_locked_away_is_quarantined_also_when_it_is_registered_later(
    signed_form, media_studio, radiographer
):
    first = recorded(signed_form, media_studio)
    made_at = clock.now()
    stopped(signed_form, radiographer, part="locked")
    later = recorded(signed_form, media_studio, captured_at=made_at)
    first.refresh_from_db()
    assert (first.status, later.status) == ("quarantined", "quarantined")


@pytest.mark.rule("R-080", "E")
@pytest.mark.parametrize("why", ["objection", "distress", "taken_back"])
def test_a_childs_no_to_what_is_not_for_their_care_is_final(consultant, department, media_studio, why):
    form = childs(consultant, department, born(clock.today().year - 8), "secondary")
    recording = recorded(form, media_studio)
    with pytest.raises(ValidationError, match="A child's no is final"):
        stopped(form, media_studio, why=why, part="kept")
    stopped(form, media_studio, why=why, part="locked")
    recording.refresh_from_db()
    assert recording.status == "quarantined"
    with pytest.raises(ValidationError, match="A child's no is final"):
        form.resume(by=media_studio, words="Her mother")
    with pytest.raises(ValidationError, match="Recording was stopped"):
        recorded(form, media_studio, captured_at=clock.now())


@pytest.mark.rule("R-080", "E")
def test_for_care_a_child_may_agree_to_go_on(consultant, department, media_studio):
    form = childs(consultant, department, born(clock.today().year - 8), "care")
    stopped(form, media_studio, why="distress", part="nothing")
    form.resume(by=media_studio, words="The child, after a rest")
    assert not form.is_stopped_at(clock.now())


def test_it_is_stopped_by_those_who_record_and_never_in_the_future(
    signed_form, radiographer, ig_manager, outsider
):
    for who in (ig_manager, outsider):
        with pytest.raises(PermissionDenied):
            stopped(signed_form, who)
    with pytest.raises(ValidationError, match="in the future"):
        stopped(signed_form, radiographer, stopped_at=clock.now() + timedelta(hours=1))
    with pytest.raises(ValidationError, match="Say what happened"):
        stopped(signed_form, radiographer, why="other")

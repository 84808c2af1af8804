"""The register takes a recording only when it was covered at the moment it was made."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from consent.models import Recording
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from tests.consent.situations import RECORD, TEACHING, active, explained, signed, started

pytestmark = pytest.mark.django_db


def capture(form, by, **words):
    asked = {"captured_at": clock.now(), "kind": "photograph", "shows": "Left hand, from above"}
    return Recording.capture(by=by, form=form, **(asked | words))


@pytest.mark.rule("R-063")
@pytest.mark.rule("R-118")
@pytest.mark.rule("R-127")
def test_a_recording_under_a_signed_form_is_registered(signed_form, media_studio):
    recording = capture(signed_form, media_studio)
    assert recording.reference.startswith("REC-")
    assert recording.consented_at == signed_form.signed_at
    assert recording.patient == signed_form.patient


@pytest.mark.rule("R-062")
def test_a_recording_is_taken_to_be_identifiable_until_somebody_says_otherwise(signed_form, media_studio):
    assert capture(signed_form, media_studio).identifiable == "yes"
    assert capture(signed_form, media_studio, identifiable="no").identifiable == "no"


@pytest.mark.rule("R-063")
@pytest.mark.rule("R-118")
@pytest.mark.rule("R-127")
def test_nothing_is_registered_before_both_have_signed(consultant, department, patient, media_studio):
    form = started(consultant, department, patient, RECORD)
    for step in (lambda: None, lambda: explained(form, consultant)):
        step()
        with pytest.raises(ValidationError, match="has not signed"):
            capture(form, media_studio)
    form.countersign(by=consultant, signed_at=clock.now())
    with pytest.raises(ValidationError, match="patient has not signed"):
        capture(form, media_studio)
    assert not Recording.objects.exists()


@pytest.mark.rule("R-127")
def test_a_recording_dated_before_the_later_signature_is_refused(signed_form, media_studio):
    with pytest.raises(ValidationError, match="signed after this"):
        capture(signed_form, media_studio, captured_at=signed_form.signed_at - timedelta(seconds=1))
    assert not Recording.objects.exists()


@pytest.mark.rule("R-127")
def test_the_database_holds_no_recording_from_before_the_signatures(signed_form, media_studio):
    before = capture(signed_form, media_studio)
    stolen = Recording(
        form=signed_form,
        department=before.department,
        patient=before.patient,
        kind="photograph",
        shows="Left hand",
        captured_by=media_studio,
        captured_at=before.consented_at - timedelta(seconds=1),
        consented_at=before.consented_at,
    )
    with (
        pytest.raises(IntegrityError, match="recording_comes_after_both_signatures"),
        acting_as(media_studio),
    ):
        stolen.save()


def test_a_recording_is_not_dated_in_the_future(signed_form, media_studio):
    with pytest.raises(ValidationError, match="future"):
        capture(signed_form, media_studio, captured_at=clock.now() + timedelta(minutes=1))


@pytest.mark.rule("R-063")
def test_a_no_to_the_record_covers_no_recording_for_care(consultant, department, patient, media_studio):
    form = explained(started(consultant, department, patient, RECORD, TEACHING), consultant)
    signed(form, consultant, record=False)
    with pytest.raises(ValidationError, match="did not agree to a recording"):
        capture(form, media_studio)


@pytest.mark.rule("R-063")
def test_a_no_to_everything_covers_nothing(consultant, department, patient, media_studio):
    form = explained(started(consultant, department, patient, RECORD), consultant)
    signed(form, consultant, record=False)
    with pytest.raises(ValidationError, match="patient has not signed"):
        capture(form, media_studio)


def test_a_form_for_photographs_covers_no_sound(signed_form, media_studio):
    with pytest.raises(ValidationError, match="another kind"):
        capture(signed_form, media_studio, kind="sound")


@pytest.mark.rule("R-130")
def test_saying_that_nobody_could_tell_spares_no_consent(form, media_studio):
    with pytest.raises(ValidationError, match="has not signed"):
        capture(form, media_studio, identifiable="no")


@pytest.mark.rule("R-115")
def test_outside_media_studio_only_an_active_registration_of_ones_own_covers_it(
    form, consultant, radiographer, head_of_media_studio, ig_manager
):
    theirs = active(radiographer, head_of_media_studio, ig_manager)
    own = active(consultant, head_of_media_studio, ig_manager)
    signed(form, consultant)
    for registration in (None, theirs):
        with pytest.raises(ValidationError, match="needs an active registration"):
            capture(form, consultant, registration=registration)
    assert capture(form, consultant, registration=own).registered_at == own.activated_at


@pytest.mark.rule("R-115")
def test_nothing_is_recorded_before_the_later_approval(
    signed_form, consultant, head_of_media_studio, ig_manager
):
    at = clock.now()
    own = active(consultant, head_of_media_studio, ig_manager)
    with pytest.raises(ValidationError, match="approved the registration only after this"):
        capture(signed_form, consultant, registration=own, captured_at=at)
    row = Recording(
        form=signed_form,
        department=signed_form.department,
        patient=signed_form.patient,
        kind="film",
        shows="Left hand",
        captured_by=consultant,
        captured_at=at,
        consented_at=signed_form.signed_at,
        registration=own,
        registered_at=own.activated_at,
    )
    with pytest.raises(IntegrityError, match="recording_comes_after_both_approvals"), acting_as(consultant):
        row.save()


@pytest.mark.rule("R-115")
def test_a_registration_that_has_ended_covers_nothing(
    form, consultant, head_of_media_studio, ig_manager, monkeypatch
):
    own = active(consultant, head_of_media_studio, ig_manager)
    later = clock.now() + timedelta(days=366)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", later.isoformat())
    signed(form, consultant)
    with pytest.raises(ValidationError, match="had ended"):
        capture(form, consultant, registration=own)


def test_recordings_are_registered_where_one_works(signed_form, other_radiographer, outsider):
    for nobody in (other_radiographer, outsider):
        with pytest.raises(PermissionDenied):
            capture(signed_form, nobody)

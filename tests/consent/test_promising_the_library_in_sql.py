"""What the register promises of the way to the library holds in the database, whoever writes."""

from typing import Any

import pytest

from consent.models import LibraryAccess, Recording, SubjectAccessSearch, UploadRequest
from consent.models.library_constraints import LIBRARY_CONSTRAINTS
from consent.models.recording_film import FILM_CONSTRAINTS
from consent.models.recording_origin import ORIGIN_CONSTRAINTS
from tests.consent.test_entering_what_we_did_not_make import donated
from tests.consent.test_going_to_the_library import captured, off_camera, uploaded
from tests.consent.test_opening_the_library_to_somebody import ASKED
from tests.consent.test_promising_exceptions_in_sql import refused

pytestmark = pytest.mark.django_db

OF_A_FILM = {
    "recording_file_is_named_by_its_reference": "file_name = 'smith.jpg'",
    "recording_in_the_library_has_a_number_and_who_put_it": "library_number = ''",
    "recording_leaves_the_camera_after_it_was_made": "off_camera_at = '2001-01-01'",
    "recording_has_a_library_number_of_its_own": "library_number = '{other}'",
    "recording_in_the_register_of_films_says_where_its_master_is": "seconds = 0",
    "recording_of_a_request_is_a_copy_given_to_us": "offered_on = 'REQ'",
}
OF_A_COPY = {"recording_given_to_us_has_consent_first": "origin_words = ''"}
OF_A_TEST = {
    "recording_in_the_library_has_its_form": "uploaded_at = created_at, uploaded_by_id = captured_by_id,"
    " off_camera_at = created_at, off_camera_by_id = captured_by_id, library_number = 'CIL-1'"
}
OF_ACCESS = {
    "library_access_is_asked_from_a_trust_computer_and_address": "computer = ''",
    "library_access_opens_after_every_step": "status = 'open'",
    "library_access_is_given_by_somebody_else": "checked_by_id = person_id",
    "library_access_refused_or_ended_says_why": "status = 'refused'",
}


@pytest.mark.rule("R-180", "E")
@pytest.mark.rule("R-184", "E")
@pytest.mark.rule("R-166", "E")
@pytest.mark.rule("R-190", "E")
@pytest.mark.both
def test_the_database_itself_refuses(
    signed_form: Any, media_studio: Any, consultant: Any, ig_manager: Any, department: Any, patient: Any
) -> None:
    film, other = (captured(signed_form, media_studio, kind="film") for _ in range(2))
    for row in (film, other):
        row.enter_film(by=media_studio, seconds=9, place="safe", where="Shelf 2")
        off_camera(row, media_studio)
    UploadRequest.ask(
        by=consultant, recording=film, form_reference=signed_form.reference, handed_how="The studio folder"
    )
    refused(
        UploadRequest, film.upload_request.pk, {"upload_request_says_how_the_file_comes": "handed_how = ''"}
    )
    for row in (film, other):
        uploaded(row, media_studio)
    unique = "consent_recording.library_number|recording_has_a_library_number_of_its_own"
    named = {key if "of_its_own" not in key else unique: value for key, value in OF_A_FILM.items()}
    refused(Recording, film.pk, named, other=other.library_number)
    refused(Recording, donated(signed_form, media_studio).pk, OF_A_COPY)
    tested = Recording.capture_implied(
        by=media_studio,
        department=department,
        patient=patient,
        code="ultrasound",
        captured_at=film.captured_at,
        told_at=film.captured_at,
        kind="photograph",
        shows="Gallbladder",
        anonymous_use_told="yes",
    )
    refused(Recording, tested.pk, OF_A_TEST)
    refused(LibraryAccess, LibraryAccess.ask(by=consultant, **ASKED).pk, OF_ACCESS)
    search = SubjectAccessSearch.search(
        by=ig_manager, number=patient.nhs_number, request_reference="SAR/1", reason="The patient asks"
    )
    broken = {"subject_access_search_names_its_request_and_reason": "reason = ''"}
    refused(SubjectAccessSearch, search.pk, broken)


def test_every_promise_of_the_library_is_broken_once_above() -> None:
    kept = {each.name for each in (*LIBRARY_CONSTRAINTS, *FILM_CONSTRAINTS, *ORIGIN_CONSTRAINTS)}
    assert {*OF_A_FILM, *OF_A_COPY, *OF_A_TEST} == kept
    once = {"library_access_is_asked_for_once_at_a_time"}
    assert {each.name for each in LibraryAccess._meta.constraints} == {*OF_ACCESS, *once}

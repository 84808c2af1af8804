"""What a request promises holds in the database, whoever writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from requests_app.models import RecordingRequest, StaffAnswer

Log = Callable[..., RecordingRequest]

BROKEN = {
    "request_names_a_patient_or_a_number": "patient_id = NULL, number_as_typed = ''",
    "request_asks_the_patient_when_somebody_else_records": "recorder = 'family', outcome = ''",
    "request_agreed_only_with_the_patients_yes": "recorder = 'family', permission = 'no'",
    "request_not_simply_agreed_against_advice": "stance = 'discourage'",
    "request_never_agreed_where_it_is_not_safe": "stance = 'not_safe', outcome = 'agreed_with_conditions'",
    "request_never_agreed_with_a_device_in_a_zone": "device_at = 'mr_room'",
    "request_is_during_exposure_only_in_a_zone": "exposure = TRUE, outcome = 'patient_chose_not_to'",
    "request_asked_not_to_only_under_that_policy": "outcome = 'asked_not_to', stance = 'not_supported'",
    "request_recorded_tells_the_patient_or_says_why_not": "recording_made = 'made', told_at = NULL",
    "request_told_or_not_told_never_both": "not_told_reason = 'had_left'",
    "request_closed_knowing_whether_it_was_made": "status = 'closed'",
    "request_closed_with_its_note_filed": "status = 'closed', recording_made = 'made'",
    "request_note_owed_when_recorded": "status = 'note_owed'",
    "request_care_stopped_is_put_right_before_closing": (
        "care = 'stopped', care_words = 'x', care_said_by_id = logged_by_id, status = 'closed', "
        "recording_made = 'no'"
    ),
    "request_care_stopped_with_its_reason": "care = 'stopped'",
    "request_care_is_reviewed_by_somebody_else_with_words": (
        "care_reviewed_by_id = logged_by_id, care_rightly_stopped = 'safety', care_review_words = 'x'"
    ),
    "request_agreed_on_no_companions_word_alone": (
        "recorder = 'family', permission = 'yes', speaks = 'nobody', best_interests = 'x'"
    ),
    "request_of_a_child_who_does_not_understand_is_spoken_for": (
        "recorder = 'parent', permission = 'yes', understands = 'no'"
    ),
    "request_spoken_for_says_who_and_what_was_seen": "speaks = 'lawful_representative'",
    "request_spoken_for_by_nobody_says_what_is_best": "speaks = 'nobody'",
    "request_that_goes_elsewhere_is_never_agreed_here": "route = 'staff_workflow'",
    "request_goes_to_a_service_that_is_held": "route = 'image_copies', outcome = 'out_of_scope'",
    "request_recording_is_the_patients": "owned_by = 'trust'",
    "request_that_was_asked_for_was_asked_first": "came_to_light = 'asked_before', asked_first = 'no'",
    "request_that_was_not_asked_for_was_not_asked_first": (
        "came_to_light = 'found_covert', asked_first = 'yes'"
    ),
    "request_agreed_with_nobody_else_in_view": "others_in_view = 'in_view'",
    "request_leaflet_had_says_how": "leaflet_edition_id = 1, leaflet_how = ''",
    "request_notice_had_says_its_version": "notice = 'leaflet', notice_version = ''",
    "request_summary_given_says_its_form": "summary = 'given', summary_form = ''",
    "request_reopened_before_a_recording_is_known": "status = 'reopened', recording_made = 'no'",
}


@pytest.mark.rule("R-013", "E")
@pytest.mark.rule("R-021", "E")
@pytest.mark.rule("R-040", "E")
@pytest.mark.rule("R-041", "E")
@pytest.mark.rule("R-044", "E")
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_itself_refuses(log: Log, name: str) -> None:
    request = log()
    statement = f"UPDATE requests_app_recordingrequest SET {BROKEN[name]} WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [request.pk])


def test_every_promise_is_broken_once_above() -> None:
    alone = {each.name for each in RecordingRequest._meta.constraints if isinstance(each, CheckConstraint)}
    assert set(BROKEN) == alone


def test_two_requests_never_claim_one_code_from_home(log: Log) -> None:
    statement = "UPDATE requests_app_recordingrequest SET home_code = 'HC-1' WHERE id IN (%s, %s)"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [log().pk, log().pk])


@pytest.mark.rule("R-056", "E")
@pytest.mark.rule("R-165", "E")
def test_no_answer_becomes_yes_under_an_objection_even_in_sql(log: Log, colleague: Any) -> None:
    from requests_app.models import StaffObjection

    StaffObjection.register(by=colleague, covers="image")
    log(answers={colleague: "yes"})
    statement = "UPDATE requests_app_staffanswer SET answer = 'yes' WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="staff_answer_stays_no_under_an_objection"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [StaffAnswer.objects.get().pk])

"""Care never ends because of a recording; where it did, nothing closes until that is put right."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState
from requests_app.models import RecordingRequest, RequestStatus

Log = Callable[..., RecordingRequest]
STOPPED = {"care": "stopped", "care_words": "The radiographer ended the scan"}


def address(name: str, record: Any) -> str:
    return reverse(f"requests:{name}", kwargs={"reference": record.reference})


@pytest.fixture
def stopped(log: Log, radiographer: Any) -> RecordingRequest:
    """Care stopped; no recording was made, so that nothing but care keeps it open."""
    request = log()
    request.say_how_care_went(by=radiographer, **STOPPED)
    request.say_whether_made(by=radiographer, made="no")
    return request


@pytest.mark.rule("R-022", "E")
def test_a_request_stays_open_until_it_was_escalated_and_care_offered_again(
    stopped: RecordingRequest, radiographer: Any
) -> None:
    assert stopped.status == RequestStatus.OUTCOME_GIVEN
    stopped.escalate_stopped_care(
        by=radiographer, care_escalated_to="Dr Example, clinical lead", care_escalated_on=clock.today()
    )
    assert stopped.status == RequestStatus.OUTCOME_GIVEN
    stopped.offer_care_again(by=radiographer, care_offered_on=clock.today())
    assert stopped.status == RequestStatus.CLOSED
    assert Task.objects.get(key=f"request:{stopped.reference}:care-stopped").done_by == radiographer


@pytest.mark.rule("R-022", "E")
def test_a_manager_may_review_the_reason_instead_but_never_who_stopped_it(
    stopped: RecordingRequest, radiographer: Any, governance_lead: Any, caldicott_guardian: Any
) -> None:
    review = {"care_rightly_stopped": "safety", "care_review_words": "A magnet and a phone"}
    with pytest.raises(PermissionDenied):
        stopped.review_stopped_care(by=radiographer, **review)
    with pytest.raises(ValidationError, match="safety or interference"):
        stopped.review_stopped_care(by=governance_lead, **(review | {"care_rightly_stopped": "anger"}))
    stopped.review_stopped_care(by=governance_lead, **review)
    assert (stopped.status, stopped.care_reviewed_by) == (RequestStatus.CLOSED, governance_lead)
    assert stopped.care_escalated_to == str(governance_lead)


@pytest.mark.rule("R-022", "E")
def test_a_filed_note_does_not_close_what_care_keeps_open(log: Log, radiographer: Any) -> None:
    request = log()
    request.say_whether_made(by=radiographer, made="made")
    request.say_how_care_went(by=radiographer, **STOPPED)
    HealthRecordNote.objects.about(request).get().file_by_hand(by=radiographer, record_reference="EPR 1")
    request.refresh_from_db()
    assert request.status == RequestStatus.OUTCOME_GIVEN
    assert request not in RecordingRequest.objects.waiting_for_an_answer()
    with pytest.raises(WrongState):
        request.say_whether_made(by=radiographer, made="no")


@pytest.mark.rule("R-022", "E")
def test_a_closed_request_opens_again_when_it_is_said_that_care_stopped(log: Log, radiographer: Any) -> None:
    request = log()
    request.say_whether_made(by=radiographer, made="no")
    assert request.status == RequestStatus.CLOSED
    request.say_how_care_went(by=radiographer, **STOPPED)
    assert request.status == RequestStatus.OUTCOME_GIVEN
    request.say_how_care_went(by=radiographer, care="continued")
    assert request.status == RequestStatus.CLOSED


@pytest.mark.rule("R-022", "R")
@pytest.mark.parametrize("care", ["continued", "none_given"])
def test_it_is_kept_as_it_was(log: Log, radiographer: Any, care: str) -> None:
    request = log()
    request.say_how_care_went(by=radiographer, care=care)
    assert (request.care, request.care_said_by) == (care, radiographer)
    for said in ({"care": ""}, {"care": "stopped"}, {"care": "refused"}):
        with pytest.raises(ValidationError):
            request.say_how_care_went(by=radiographer, **said)
    assert request.history.filter(care=care).exists()


@pytest.mark.rule("R-022", "N")
def test_the_governance_lead_hears_at_once_and_of_no_patient(
    stopped: RecordingRequest, governance_lead: Any, patient: Any
) -> None:
    message = Message.objects.get(key=f"request:{stopped.reference}:care-stopped:{governance_lead.pk}")
    assert "Care was stopped" in message.subject
    assert patient.family_name not in message.subject + message.body


BROKEN = {
    "request_care_stopped_is_put_right_before_closing": "status = 'closed'",
    "request_care_stopped_with_its_reason": "care_words = ''",
    "request_care_is_reviewed_by_somebody_else_with_words": (
        "care_reviewed_by_id = logged_by_id, care_rightly_stopped = 'safety', care_review_words = 'x'"
    ),
}


@pytest.mark.rule("R-022", "E")
@pytest.mark.both
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_itself_refuses(stopped: RecordingRequest, name: str) -> None:
    statement = f"UPDATE requests_app_recordingrequest SET {BROKEN[name]} WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [stopped.pk])


def test_what_is_put_right_on_the_request_is_said_to_its_incident(log: Log, radiographer: Any) -> None:
    request = log()
    request.raise_incident(
        by=radiographer, matter="found_covert", what_happened="A phone in a shoe", **STOPPED
    )
    today = clock.today()
    request.escalate_stopped_care(by=radiographer, care_escalated_to="Dr Example", care_escalated_on=today)
    request.offer_care_again(by=radiographer, care_offered_on=today)
    incident = Incident.objects.get()
    assert (incident.care_escalated_to, incident.care_offered_on) == ("Dr Example", today)


def test_a_day_that_cannot_be_is_refused(stopped: RecordingRequest, radiographer: Any, log: Log) -> None:
    for day in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=1)):
        with pytest.raises(ValidationError):
            stopped.offer_care_again(by=radiographer, care_offered_on=day)
    with pytest.raises(ValidationError, match="Say first that care was stopped"):
        log().offer_care_again(by=radiographer, care_offered_on=clock.today())


def test_the_pages_lead_from_stopped_to_put_right(
    log: Log, radiographer: Any, governance_lead: Any, other_radiographer: Any, signed_in: Any
) -> None:
    request = log()
    care = address("request-care", request)
    browser = signed_in(radiographer)
    assert "Say why care was stopped" in browser.post(care, {"care": "stopped"}).content.decode()
    assert browser.post(care, STOPPED).status_code == 302
    detail = browser.get(request.get_absolute_url()).content.decode()
    assert "This request stays open until" in detail
    assert address("request-care-escalate", request) in detail
    assert address("request-care-review", request) not in detail
    day = clock.today()
    posted = {"care_escalated_to": "Dr Example"} | {
        f"care_escalated_on_{part}": getattr(day, part) for part in ("day", "month", "year")
    }
    assert browser.post(address("request-care-escalate", request), {}).status_code == 422
    assert browser.post(address("request-care-escalate", request), posted).status_code == 302
    assert browser.get(address("request-care-review", request)).status_code == 403
    assert signed_in(other_radiographer).get(care).status_code == 404
    lead = signed_in(governance_lead)
    review = address("request-care-review", request)
    assert review in lead.get(request.get_absolute_url()).content.decode()
    assert lead.post(review, {"care_rightly_stopped": "safety"}).status_code == 422
    assert (
        lead.post(review, {"care_rightly_stopped": "safety", "care_review_words": "The field"}).status_code
        == 302
    )
    assert "The field" in lead.get(request.get_absolute_url()).content.decode()

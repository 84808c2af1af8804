"""What comes to light becomes one incident with the request's facts, whoever says it and however often."""

import re
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.pages.needs import needs_of
from requests_app.models import Made, RaisedIncident, RecordingRequest, RequestStatus

Log = Callable[..., RecordingRequest]
COVERT: dict[str, Any] = {
    "matter": "found_covert",
    "what_happened": "A phone lay under the blanket and was recording",
    "care": "continued",
}


def address(name: str, record: Any) -> str:
    return reverse(f"requests:{name}", kwargs={"reference": record.reference})


def posted(**other: Any) -> dict[str, Any]:
    day = clock.today()
    when = {"discovered_on_day": day.day, "discovered_on_month": day.month, "discovered_on_year": day.year}
    return {**COVERT, **when, **other}


@pytest.mark.rule("R-022", "R")
def test_a_hidden_recording_becomes_an_incident_with_the_facts_carried_over(
    log: Log, radiographer: Any, patient: Any
) -> None:
    request = log(offered=["written_summary"])
    request.raise_incident(by=radiographer, **COVERT)
    incident = Incident.objects.get()
    assert (incident.kind, incident.patient, incident.department) == (
        Kind.COVERT,
        patient,
        request.department,
    )
    assert (incident.about_type, incident.about_reference) == (
        "requests_app.recordingrequest",
        request.reference,
    )
    assert (incident.place, incident.care, incident.relates_to_policy) == ("CT, CT 2", "continued", False)
    assert incident.happened_on == clock.local(request.logged_at).date()
    for part in (
        COVERT["what_happened"],
        "sound, the explanation",
        "by: patient",
        "agreed",
        "told that a note",
    ):
        assert part in incident.what_happened, part
    assert patient.family_name not in incident.what_happened
    assert (request.recording_made, request.status) == (Made.FOUND, RequestStatus.NOTE_OWED)
    assert request.care == "continued"
    text = HealthRecordNote.objects.about(request).get().text
    assert "A recording that staff did not know about came to light" in text
    assert "It was not what had been agreed, which was a sound recording of the explanation." in text
    assert "The recording was agreed" not in text
    assert f"Care went on. Incident {incident.reference}." in text


@pytest.mark.rule("R-021", "E")
def test_going_on_against_policy_is_an_outcome_and_keeps_the_earlier_one(log: Log, radiographer: Any) -> None:
    request = log()
    request.raise_incident(by=radiographer, **{**COVERT, "matter": "continued_against"})
    assert [row.ended for row in request.outcomes.order_by("pk")] == ["agreed", "went_ahead_contrary"]
    assert (Incident.objects.get().kind, request.recording_made) == (Kind.CONTRARY, Made.BEGUN)
    assert "contrary to local policy" in HealthRecordNote.objects.about(request).get().text


def test_whoever_says_it_again_reports_nothing_twice(log: Log, radiographer: Any, colleague: Any) -> None:
    request = log()
    request.raise_incident(by=radiographer, **COVERT)
    request.raise_incident(by=colleague, **COVERT)
    request.raise_incident(by=colleague, **{**COVERT, "matter": "began_unasked", "care": "none_given"})
    assert Incident.objects.count() == RaisedIncident.objects.count() == 1
    assert request.care == "continued"


def test_who_is_in_it_and_where_it_went_are_incidents_of_their_own(log: Log, radiographer: Any) -> None:
    request = log()
    request.raise_incident(by=radiographer, **COVERT)
    request.raise_incident(by=radiographer, matter="others_caught", what_happened="The worklist was in view")
    request.raise_incident(by=radiographer, matter="shared", what_happened="It is on a public page")
    assert [row.incident.kind for row in request.raised_incidents.order_by("pk")] == [
        Kind.COVERT,
        Kind.DATA_CAUGHT,
        Kind.DISCLOSURE,
    ]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_report_one_incident(log: Log, radiographer: Any, colleague: Any) -> None:
    request = log()
    ready = Barrier(2)
    failed: list[Exception] = []

    def report(person: Any) -> None:
        try:
            mine = RecordingRequest.objects.get(pk=request.pk)
            ready.wait(10)
            mine.raise_incident(by=person, **COVERT)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=report, args=(person,)) for person in (radiographer, colleague)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert not failed, failed
    assert Incident.objects.count() == RaisedIncident.objects.count() == 1


def test_the_database_itself_refuses_a_second_one(log: Log, radiographer: Any) -> None:
    request = log()
    request.raise_incident(by=radiographer, **COVERT)
    row = request.raised_incidents.get()
    with acting_as(radiographer):
        other = Incident.report(by=radiographer, kind=Kind.COVERT, department=request.department)
        second = RaisedIncident(
            request=request, strand=row.strand, matter=row.matter, incident=other, raised_by=radiographer
        )
        with (
            pytest.raises(IntegrityError, match="request_raises_one_incident_a_strand"),
            transaction.atomic(),
        ):
            second.save()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"matter": "misconduct"}, "Say what came to light"),
        ({"care": ""}, "Say whether care went on"),
        ({"care": "stopped"}, "Say why care was stopped"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_reported(
    log: Log, radiographer: Any, said: dict[str, str], says: str
) -> None:
    request = log()
    with pytest.raises(ValidationError, match=says):
        request.raise_incident(by=radiographer, **{**COVERT, **said})
    assert not Incident.objects.exists()


def test_the_note_needs_an_answer_about_telling_the_patient(log: Log, radiographer: Any) -> None:
    request = log(outcome="patient_chose_not_to", told=[])
    with pytest.raises(ValidationError, match="told"):
        request.raise_incident(by=radiographer, **COVERT)
    request.refresh_from_db()
    assert not Incident.objects.exists()
    request.raise_incident(by=radiographer, **COVERT, told_now=True)
    assert (request.told, request.told_by) == (["note_in_record"], radiographer)


@pytest.mark.rule("R-022", "R")
def test_a_double_tap_on_the_page_reports_once_and_leads_to_the_playbook(
    log: Log, radiographer: Any, signed_in: Any
) -> None:
    request = log()
    browser = signed_in(radiographer)
    page = address("request-report", request)
    assert "Report what came to light" in browser.get(request.get_absolute_url()).content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', browser.get(page).content.decode())
    assert key
    answers = [browser.post(page, posted(idempotency_key=key[1])) for _ in range(2)]
    incident = Incident.objects.get()
    playbook = reverse("incidents:incident-playbook", kwargs={"reference": incident.reference})
    assert [answer["Location"] for answer in answers] == [playbook, playbook]
    assert browser.get(playbook).status_code == 200


def test_the_link_leads_both_ways_for_those_who_may_see_the_other(
    log: Log, radiographer: Any, colleague: Any, governance_lead: Any, signed_in: Any
) -> None:
    request = log()
    browser = signed_in(radiographer)
    browser.post(address("request-report", request), posted())
    incident = Incident.objects.get()
    assert incident.get_absolute_url() in browser.get(request.get_absolute_url()).content.decode()
    assert request.get_absolute_url() in browser.get(incident.get_absolute_url()).content.decode()
    lead = signed_in(governance_lead)
    assert request.get_absolute_url() in lead.get(incident.get_absolute_url()).content.decode()
    other = signed_in(colleague)
    seen = other.get(request.get_absolute_url()).content.decode()
    assert incident.reference in seen
    assert incident.get_absolute_url() not in seen
    answer = other.post(address("request-report", request), posted(), follow=True)
    assert "Nothing was reported twice" in answer.content.decode()
    assert Incident.objects.count() == 1


def test_the_page_says_what_is_missing(log: Log, radiographer: Any, signed_in: Any) -> None:
    request = log(outcome="patient_chose_not_to", told=[])
    answer = signed_in(radiographer).post(address("request-report", request), {})
    said = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Say what came to light", "Say what happened", "Say whether you told them"):
        assert words in said


@pytest.mark.rule("R-021", "E")
def test_what_was_tapped_as_hidden_is_known_as_found_and_waits_to_be_reported(
    log: Log, radiographer: Any, signed_in: Any
) -> None:
    late = {"told": [], "not_told_reason": "found_later"}
    request = log(came_to_light="found_covert", asked_first="no", outcome="agreed", **late)
    assert (request.recording_made, request.status) == (Made.FOUND, RequestStatus.NOTE_OWED)
    deed = f"Report what came to light: {request.reference}"
    assert deed in [need.deed for need in needs_of(radiographer, clock.today())]
    browser = signed_in(radiographer)
    assert "This is to be reported once." in browser.get(request.get_absolute_url()).content.decode()
    browser.post(address("request-report", request), posted())
    assert deed not in [need.deed for need in needs_of(radiographer, clock.today())]
    assert "This is to be reported once." not in browser.get(request.get_absolute_url()).content.decode()

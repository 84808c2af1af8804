"""Anybody who is signed in reports an incident; the right people hear, and no patient is named."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from recordings_gov.incidents.models import Incident, Kind, Referral, StepDone, tick
from recordings_gov.notifications.models import Message, Task
from recordings_gov.patients.models import Patient
from tests.incidents.conftest import report


@pytest.fixture
def second_patient(setting_up: None) -> Patient:
    made = Patient(
        local_number="NM1", family_name="Otherwise", given_name="Quinn", birth_date=date(1980, 1, 1)
    )
    made.save()
    return made


def test_the_governance_lead_hears_and_the_message_names_nobody(
    reported: Incident, governance_lead: Any
) -> None:
    Incident.objects.get()
    report(reported.raised_by, reported.department, patient=reported.patient)
    message = Message.objects.get(to=governance_lead)
    assert "27 November 2026" in message.body
    for word in ("Marigold", "Test,", "9990001073"):
        assert word not in message.subject + message.body


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"happened_on": date(2026, 11, 21)}, "happened_on"),
        ({"discovered_on": date(2026, 11, 21)}, "discovered_on"),
        ({"happened_on": date(2026, 11, 19), "discovered_on": date(2026, 11, 18)}, "discovered_on"),
        ({"discovered_on": date(2026, 11, 19), "received_on": date(2026, 11, 18)}, "received_on"),
        ({"care": "stopped"}, "care_words"),
    ],
)
def test_dates_to_come_or_out_of_order_are_refused_beside_their_field(
    radiographer: Any, department: Any, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as told:
        report(radiographer, department, **given)
    assert field in told.value.message_dict
    assert not Incident.objects.exists()


@pytest.mark.rule("R-022", "N")
def test_the_governance_lead_hears_when_care_was_stopped(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    report(radiographer, department, care="stopped", care_words="The patient moved; the lead decided.")
    assert "Care was stopped" in Message.objects.get(to=governance_lead).body


@pytest.mark.rule("R-053", "N")
@pytest.mark.rule("R-053", "R")
def test_a_finding_goes_to_the_clinical_lead_or_else_to_the_governance_lead(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    incident = report(radiographer, department, Kind.FINDING)
    referral = Referral.objects.get(incident=incident)
    assert (referral.office, referral.for_person) == ("clinical_lead", governance_lead)
    assert "clinical lead" in Task.objects.get(person=governance_lead).what.lower()
    assert incident.kind == "finding_on_patient_recording"


def test_a_recording_by_staff_in_secret_is_told_to_ig_caldicott_and_security(
    radiographer: Any, department: Any, ig_manager: Any, caldicott_guardian: Any
) -> None:
    incident = report(radiographer, department, Kind.STAFF_COVERT)
    assert set(incident.referrals.values_list("office", flat=True)) == {"ig", "caldicott", "lsms"}
    assert Message.objects.filter(to=ig_manager).exists()
    assert Message.objects.filter(to=caldicott_guardian).exists()
    assert incident.relates_to_policy


def test_a_patients_own_recording_can_never_be_called_a_data_incident_of_ours(
    reported: Incident, ig_manager: Any, radiographer: Any, department: Any
) -> None:
    with pytest.raises(ValidationError, match="not a data incident of ours"):
        reported.decide_data_incident(by=ig_manager, is_data_incident="yes", data_reason="It is online.")
    caught = report(radiographer, department, Kind.DATA_CAUGHT)
    caught.decide_data_incident(by=ig_manager, is_data_incident="yes", data_reason="A list on our screen.")
    assert caught.is_data_incident == "yes"


def test_two_patients_in_one_event_are_two_incidents_that_never_show_each_others_names(
    signed_in: Any, radiographer: Any, governance_lead: Any, reported: Incident, second_patient: Patient
) -> None:
    with pytest.raises(ValidationError, match="second incident"):
        reported.link_patient(by=radiographer, patient=second_patient)
    other = report(radiographer, reported.department, patient=second_patient, same_event_as=reported)
    for one, name, not_name in ((reported, "Marigold", "Quinn"), (other, "Quinn", "Marigold")):
        page = signed_in(governance_lead).get(one.get_absolute_url()).content.decode()
        assert name in page
        assert not_name not in page
    assert other.reference in signed_in(governance_lead).get(reported.get_absolute_url()).content.decode()


def test_a_radiographer_reports_by_the_short_form(
    signed_in: Any, radiographer: Any, department: Any, patient: Any
) -> None:
    address = reverse("incidents:report")
    assert signed_in(radiographer).get(address).status_code == 200
    asked = {
        "kind": "covert",
        "patient_number": "999 000 1073",
        "discovered_on_day": "20",
        "discovered_on_month": "11",
        "discovered_on_year": "2026",
        "what_happened": "<script>alert(1)</script> A phone was running in a bag.",
        "care": "continued",
        "department": department.pk,
    }
    wrong = signed_in(radiographer).post(address, asked | {"patient_number": "1", "kind": ""})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "Say what happened" in page
    assert "No patient has that number" in page
    assert "A phone was running in a bag." in page
    answer = signed_in(radiographer).post(address, asked)
    incident = Incident.objects.get()
    assert answer["Location"] == incident.get_absolute_url()
    assert incident.patient == patient
    shown = signed_in(radiographer).get(answer["Location"]).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown


def test_somebody_without_a_role_may_report_and_sees_only_their_own(
    signed_in: Any, outsider: Any, reported: Incident
) -> None:
    own = report(outsider, reported.department)
    listed = signed_in(outsider).get(reverse("incidents:list")).content.decode()
    assert own.reference in listed
    assert reported.reference not in listed
    assert signed_in(outsider).get(reported.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        own.respond(by=outsider, responded_on=date(2026, 11, 20), answer="Done.")


def test_other_departments_are_not_there_for_a_governance_lead_and_are_for_the_trusts_people(
    signed_in: Any, governance_lead: Any, ig_manager: Any, other_radiographer: Any, other_department: Any
) -> None:
    elsewhere = report(other_radiographer, other_department)
    assert signed_in(governance_lead).get(elsewhere.get_absolute_url()).status_code == 404
    assert signed_in(ig_manager).get(elsewhere.get_absolute_url()).status_code == 200


def test_an_auditor_reads_it_without_the_patients_name(
    signed_in: Any, auditor: Any, reported: Incident
) -> None:
    page = signed_in(auditor).get(reported.get_absolute_url()).content.decode()
    assert "Marigold" not in page
    assert "your role does not see" in page


@pytest.mark.rule("R-046", "R")
@pytest.mark.rule("R-045", "E")
def test_each_step_of_the_playbook_is_ticked_by_whom_and_when_and_an_offer_keeps_its_answer(
    reported: Incident, radiographer: Any, governance_lead: Any
) -> None:
    tick(reported, by=radiographer, steps=["advise-sharing"], answers={"offer-written-summary": "later"})
    tick(
        reported, by=governance_lead, steps=["advise-sharing"], answers={"offer-written-summary": "accepted"}
    )
    rows = {row.step: row for row in StepDone.objects.filter(incident=reported)}
    assert rows["advise-sharing"].done_by == radiographer
    assert rows["offer-written-summary"].answer == "accepted"
    assert rows["advise-sharing"].created_at is not None
    with pytest.raises(ValidationError, match="not in this playbook"):
        tick(reported, by=radiographer, steps=["seize-the-phone"])


@pytest.mark.rule("R-211", "P")
def test_the_list_names_no_patient_and_asks_few_questions(
    signed_in: Any, governance_lead: Any, reported: Incident, at_most_queries: Any
) -> None:
    for _ in range(5):
        report(reported.raised_by, reported.department, patient=reported.patient)
    client = signed_in(governance_lead)
    with at_most_queries(14):
        page = client.get(reverse("incidents:list")).content.decode()
    assert page.count("INC-") >= 6
    assert "Marigold" not in page
    exported = client.get(reverse("incidents:list") + "?format=csv&state=all&kind=contrary_to_policy")
    assert exported.content.decode().count("INC-") == 6
    assert reported.reference not in client.get(reverse("incidents:complaints")).content.decode()


def test_an_address_that_bounces_is_shown_on_the_incident(
    signed_in: Any, governance_lead: Any, reported: Incident
) -> None:
    report(reported.raised_by, reported.department)
    message = Message.objects.filter(to=governance_lead).first()
    assert message is not None
    message.give_up("SMTPRecipientsRefused")
    reference = message.key.split(":")[1]
    page = signed_in(governance_lead).get(reverse("incidents:incident-detail", args=[reference]))
    assert "did not go out: SMTPRecipientsRefused" in page.content.decode()

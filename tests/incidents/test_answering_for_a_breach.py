"""What an individual may answer for: data taken without the Trust's consent, and a professional code."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from recordings_gov.incidents.missing import what_is_missing
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.incidents.models.answerable import ACT, CONSTRAINTS
from recordings_gov.notifications.models import Message
from tests.incidents.conftest import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def copied(radiographer: Any, department: Any) -> Incident:
    return report(radiographer, department, kind=Kind.COPY)


def asked_for(incident: Incident) -> set[str]:
    return {each.step for each in what_is_missing(incident.facts())}


@pytest.mark.rule("R-250", "R")
@pytest.mark.rule("R-250", "N")
def test_the_ground_and_the_act_are_kept_and_the_ig_manager_is_told(
    copied: Incident, governance_lead: Any, ig_manager: Any
) -> None:
    assert "taken" not in asked_for(copied)
    copied.decide_data_incident(by=governance_lead, is_data_incident="yes", data_reason="It left the Trust.")
    assert "taken" in asked_for(copied)
    with pytest.raises(ValidationError, match="what points to it"):
        copied.say_taken(by=governance_lead, taken="none", taken_words=" ")
    copied.say_taken(by=governance_lead, taken="none", taken_words="They thought it was theirs.")
    assert not Message.objects.filter(subject__contains="taken data").exists()
    copied.say_taken(by=governance_lead, taken="disclosed", taken_words="Posted to a group of friends.")
    message = Message.objects.get(to=ig_manager, subject__contains="taken data")
    assert ACT in message.body
    assert (copied.taken, copied.taken_act) == ("disclosed", ACT)
    assert "taken" not in asked_for(copied)


@pytest.mark.rule("R-250", "R")
def test_it_is_never_asked_of_a_patients_own_recording(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    theirs = report(radiographer, department, kind=Kind.COVERT)
    with pytest.raises(ValidationError, match="data of ours"):
        theirs.say_taken(by=governance_lead, taken="obtained", taken_words="No.")
    with pytest.raises(ValidationError, match="what staff did"):
        theirs.ask_about_code(by=governance_lead, profession="doctor", code_touched="no", code_words="No.")
    assert not asked_for(theirs) & {"taken", "code"}


@pytest.mark.rule("R-252", "R")
def test_a_breach_by_staff_asks_about_the_code_of_their_profession_and_keeps_it_with_its_year(
    copied: Incident, governance_lead: Any
) -> None:
    assert "code" in asked_for(copied)
    with pytest.raises(ValidationError, match="one of the professions"):
        copied.ask_about_code(by=governance_lead, profession="baker", code_touched="no", code_words="No.")
    said = {"code_touched": "yes", "code_words": "Shown outside the hospital."}
    for profession, issuer in (
        (
            "doctor",
            "General Medical Council: Making and using visual and audio recordings of patients (2011)",
        ),
        ("illustrator", "Institute of Medical Illustrators"),
        ("radiographer", "Health and Care Professions Council"),
    ):
        copied.ask_about_code(by=governance_lead, profession=profession, **said)
        assert copied.code.startswith(issuer)
    assert "code" not in asked_for(copied)


def test_both_are_asked_on_the_page(copied: Incident, governance_lead: Any, signed_in: Any) -> None:
    client = signed_in(governance_lead)
    page = client.get(copied.get_absolute_url()).content.decode()
    for name in ("incident-taken", "incident-code"):
        assert reverse(f"incidents:{name}", kwargs={"reference": copied.reference}) in page
    address = reverse("incidents:incident-code", kwargs={"reference": copied.reference})
    assert "General Medical Council" in client.get(address).content.decode()
    said = {"profession": "doctor", "code_touched": "not_known", "code_words": "Asked their lead."}
    assert client.post(address, said).status_code == 302
    page = client.get(copied.get_absolute_url()).content.decode()
    assert "Not known yet: Asked their lead." in page
    taken = reverse("incidents:incident-taken", kwargs={"reference": copied.reference})
    assert ACT in client.get(taken).content.decode()
    assert client.post(taken, {"taken": "none", "taken_words": "A slip."}).status_code == 302


@pytest.mark.both
def test_the_database_itself_refuses(copied: Incident) -> None:
    broken = {
        "incident_of_data_taken_names_the_act_and_why": "taken = 'disclosed'",
        "incident_of_our_own_recording_asks_about_a_code": "code_touched = 'yes'",
    }
    assert set(broken) == {each.name for each in CONSTRAINTS}
    for name, change in broken.items():
        statement = f"UPDATE incidents_incident SET {change} WHERE id = %s"  # noqa: S608
        with (
            pytest.raises(IntegrityError, match=name),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [copied.pk])

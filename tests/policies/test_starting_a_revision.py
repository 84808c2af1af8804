"""A revision that an incident starts: its three months, its incident, its way there by the page."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.models import Policy, PolicyVersion, Revision
from recordings_gov.incidents.models import Incident
from recordings_gov.incidents.models.words import Kind
from recordings_gov.notifications.models import Task

LAST_OF_JANUARY = "2027-01-31T09:00:00+00:00"


@pytest.fixture
def incident(radiographer: Any, department: Any) -> Incident:
    """A recording that went on against policy."""
    return Incident.report(by=radiographer, kind=Kind.CONTRARY, department=department)


@pytest.mark.rule("R-214", "P")
def test_it_is_due_three_months_after_the_incident_started_it(
    in_force: PolicyVersion, incident: Incident, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDINGS_GOV_NOW", LAST_OF_JANUARY)
    revision = Revision.start_for_incident(
        incident, in_force.policy, by=people.publisher, why="Nobody knew the script"
    )
    assert (revision.opened_on, revision.due_on) == (date(2027, 1, 31), date(2027, 4, 30))
    assert (revision.incident, revision.why) == (incident, "Nobody knew the script")
    assert Task.objects.undone().filter(about_reference=revision.reference).exists()


def test_a_policy_without_a_version_in_force_is_not_revised(
    in_force: PolicyVersion, incident: Incident, people: Any, radiographer: Any
) -> None:
    with pytest.raises(PermissionDenied):
        Revision.start_for_incident(incident, in_force.policy, by=radiographer, why="I should like it")
    empty = Policy.objects.exclude(pk=in_force.policy_id).first() or _empty(people)
    with pytest.raises(ValidationError, match="draft one instead"):
        Revision.start_for_incident(incident, empty, by=people.publisher, why="It says nothing")
    assert not Revision.objects.exists()


def _empty(people: Any) -> Policy:
    from recordings_gov.audit.acting import acting_as

    policy = Policy(title="Phones in corridors", slug="phones", direction="patients_record_us")
    with acting_as(people.drafter):
        policy.save()
    return policy


def test_the_incident_leads_to_the_page_and_shows_what_came_of_it(
    in_force: PolicyVersion, incident: Incident, governance_lead: Any, signed_in: Any
) -> None:
    lead = signed_in(governance_lead)
    address = reverse("policies:revision-start", kwargs={"reference": incident.reference})
    assert address in lead.get(incident.get_absolute_url()).content.decode()
    answer = lead.post(address, {"policy": in_force.policy_id, "why": "Nobody knew the script"})
    revision = Revision.objects.get()
    assert answer.url == revision.get_absolute_url()
    assert revision.get_absolute_url() in lead.get(incident.get_absolute_url()).content.decode()

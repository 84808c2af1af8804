"""Incidents in the situations that the tests of this room start from."""

from datetime import date
from typing import Any

import pytest

from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.incidents.models import CorrectiveAction, Incident, Kind
from recordings_gov.patients.models import Patient

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _the_twentieth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Friday 20 November 2026, noon: every test of this room happens then, unless it says else."""
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-11-20T12:00:00+00:00")


@pytest.fixture
def reported(radiographer: User, department: Department, patient: Patient) -> Incident:
    """A recording that went on against policy, reported today."""
    return report(radiographer, department, patient=patient)


@pytest.fixture
def complete(reported: Incident, governance_lead: User, head_of_media_studio: User) -> Incident:
    """Every fact is there; nobody has closed it."""
    for step, given in facts(governance_lead):
        getattr(reported, step)(by=governance_lead, **given)
    finish(reported, governance_lead, head_of_media_studio)
    return reported


def report(by: Any, department: Department, kind: str = Kind.CONTRARY, **given: Any) -> Incident:
    given.setdefault("what_happened", "Filming went on after we had talked about it.")
    return Incident.report(by=by, kind=kind, department=department, **given)


def facts(lead: Any) -> list[tuple[str, dict[str, Any]]]:
    """The facts of an incident without candour, in no particular order."""
    return [
        ("respond", {"responded_on": TODAY, "answer": "We wrote to the patient."}),
        ("give_datix", {"datix_reference": "W-104417"}),
        ("say_how_care_went", {"care": "continued"}),
        ("say_what_was_said", SAID),
        (
            "judge_severity",
            {"severity": "low", "serious_misconduct": "no", "severity_words": "Nobody harmed."},
        ),
        ("decide_escalation", {"escalated": "no", "escalation_reason": "Settled in the room."}),
        ("decide_candour", {"candour": "not_owed", "candour_reason": "Nothing happened to the patient."}),
        ("plan_action", {"what": "Put up the poster", "owner": lead, "due_on": TODAY}),
    ]


SAID: dict[str, Any] = {
    "script_used": "yes",
    "advice_words": "Please ask the others first.",
    "status_told": "yes",
    "nothing_seized": "yes",
    "no_offence_said": "yes",
}


def finish(incident: Incident, lead: Any, head: Any) -> None:
    """Put right, checked and reviewed."""
    action = CorrectiveAction.objects.get(incident=incident)
    incident.finish_action(by=lead, action=action, done_on=TODAY, done_words="It hangs in CT 2.")
    incident.check_recurrence(
        by=lead, recurrence="none", recurrence_on=clock.today(), recurrence_words="Asked the team."
    )
    incident.review(by=head, review_words="Well handled.")

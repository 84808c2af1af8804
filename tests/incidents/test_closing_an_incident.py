"""An incident is closed when nothing is missing, by verb and by database; and opened again for a reason."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recordings_gov.audit.models import ConstraintBroken
from recordings_gov.incidents.models import CorrectiveAction, Incident, IncidentStatus, Kind, Office, Referral
from recordings_gov.incidents.models.words import OPEN_ONES
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState, transition
from tests.incidents.conftest import SAID, TODAY, facts, finish, report


def test_a_complete_incident_is_closed_by_somebody_on_a_day(complete: Incident, governance_lead: Any) -> None:
    complete.close(by=governance_lead)
    assert complete.status == IncidentStatus.CLOSED
    assert (complete.closed_by, complete.closed_on) == (governance_lead, TODAY)


def test_closing_early_names_every_missing_fact(reported: Incident, governance_lead: Any) -> None:
    with pytest.raises(ValidationError) as told:
        reported.close(by=governance_lead)
    says = " ".join(told.value.messages)
    for word in (
        "Datix",
        "escalated",
        "explanation",
        "Put right",
        "happened again",
        "Media Studio",
        "answer",
    ):
        assert word in says


@pytest.mark.both
@pytest.mark.parametrize(
    ("emptied", "constraint"),
    [
        ({"datix_reference": ""}, "incident_closed_with_its_datix_reference"),
        ({"escalated": ""}, "incident_closed_with_an_escalation_decision"),
        ({"candour": ""}, "incident_closed_with_a_candour_decision"),
        ({"corrected_on": None}, "incident_closed_put_right"),
        ({"recurrence": ""}, "incident_closed_after_a_recurrence_check"),
        ({"reviewed_by": None}, "incident_closed_after_its_review"),
        ({"responded_on": None}, "incident_closed_answered"),
        ({"candour": "owed"}, "incident_with_candour_closed_confirmed_twice"),
        (
            {"care": "stopped", "care_words": "Unsafe."},
            "incident_care_stopped_is_put_right_before_closing",
        ),
    ],
)
@pytest.mark.rule("R-203", "E")
@pytest.mark.rule("R-204", "E")
@pytest.mark.rule("R-205", "E")
@pytest.mark.rule("R-107", "E")
@pytest.mark.rule("R-213", "E")
@pytest.mark.rule("R-215", "E")
def test_the_database_refuses_to_close_without_it(
    complete: Incident, governance_lead: Any, emptied: dict[str, Any], constraint: str
) -> None:
    @transition(source=OPEN_ONES, target=IncidentStatus.CLOSED, allowed="incident.manage")
    def sly(self: Incident, *, by: Any) -> None:
        self.closed_by, self.closed_on = by, TODAY
        for name, value in emptied.items():
            setattr(self, name, value)

    with pytest.raises(ConstraintBroken, match=constraint):
        sly(complete, by=governance_lead)


def test_a_second_close_finds_it_closed(complete: Incident, governance_lead: Any) -> None:
    other = Incident.objects.get(pk=complete.pk)
    complete.close(by=governance_lead)
    with pytest.raises(WrongState, match="closed now"):
        other.close(by=governance_lead)


def test_reopening_needs_a_reason_and_a_new_review(complete: Incident, governance_lead: Any) -> None:
    complete.close(by=governance_lead)
    with pytest.raises(ValidationError, match="Say why"):
        complete.reopen(by=governance_lead, reopened_reason=" ")
    complete.reopen(by=governance_lead, reopened_reason="The film is online now.")
    assert complete.status == IncidentStatus.REOPENED
    with pytest.raises(ValidationError, match="Media Studio"):
        complete.close(by=governance_lead)


@pytest.mark.rule("R-213", "E")
def test_only_the_head_or_a_deputy_named_for_it_reviews(
    reported: Incident, governance_lead: Any, head_of_media_studio: Any, media_studio: Any, auditor: Any
) -> None:
    for somebody in (governance_lead, media_studio, auditor):
        with pytest.raises(PermissionDenied):
            reported.review(by=somebody, review_words="Fine.")
    reported.name_deputy(by=head_of_media_studio, review_deputy=media_studio)
    reported.review(by=media_studio, review_words="Fine.")
    assert reported.reviewed_by == media_studio
    assert Message.objects.filter(to=media_studio, key__contains=":deputy:").count() == 1
    with pytest.raises(ValidationError, match="cannot review"):
        reported.name_deputy(by=head_of_media_studio, review_deputy=reported.raised_by)


@pytest.mark.rule("R-107", "E")
def test_a_breach_cannot_do_without_something_put_right(reported: Incident, governance_lead: Any) -> None:
    with pytest.raises(ValidationError, match="needs something put right"):
        reported.need_no_action(by=governance_lead, no_action_reason="It is nothing.")
    plan = {"what": "Poster", "owner": governance_lead, "due_on": TODAY}
    reported.plan_action(by=governance_lead, **plan)
    reported.plan_action(by=governance_lead, **plan | {"what": "Leaflet"})
    first, second = CorrectiveAction.objects.order_by("pk")
    reported.finish_action(by=governance_lead, action=first, done_on=TODAY, done_words="Up.")
    assert reported.corrected_on is None
    reported.finish_action(by=governance_lead, action=second, done_on=TODAY, done_words="Out.")
    assert reported.corrected_on == TODAY


def test_a_finding_closes_only_after_the_clinical_lead_has_looked_again(
    radiographer: Any, department: Any, governance_lead: Any, head_of_media_studio: Any, patient: Any
) -> None:
    incident = report(radiographer, department, Kind.FINDING, patient=patient)
    for step, given in facts(governance_lead):
        getattr(incident, step)(by=governance_lead, **given)
    finish(incident, governance_lead, head_of_media_studio)
    with pytest.raises(ValidationError, match="looked at again"):
        incident.close(by=governance_lead)
    referral = Referral.objects.get(incident=incident, office=Office.CLINICAL)
    incident.hear_back(by=governance_lead, referral=referral, answer="No discrepancy.", answered_on=TODAY)
    incident.close(by=governance_lead)


@pytest.mark.rule("R-045", "E")
def test_an_answer_of_no_at_the_scene_needs_its_words(reported: Incident, radiographer: Any) -> None:
    with pytest.raises(ValidationError, match="Say what happened, and why"):
        reported.say_what_was_said(by=radiographer, **SAID | {"nothing_seized": "no"})
    with pytest.raises(ValidationError, match="Write down what was advised"):
        reported.say_what_was_said(by=radiographer, **SAID | {"advice_words": " "})


@pytest.mark.rule("R-117", "R")
@pytest.mark.rule("R-215", "N")
def test_possible_serious_misconduct_is_escalated_to_somebody_who_hears_of_it(
    reported: Incident, governance_lead: Any, ig_manager: Any
) -> None:
    serious = {
        "severity": "severe",
        "serious_misconduct": "yes",
        "severity_words": "Shared a patient's picture.",
    }
    reported.judge_severity(by=governance_lead, **serious)
    with pytest.raises(ValidationError, match="is escalated"):
        reported.decide_escalation(by=governance_lead, escalated="no", escalation_reason="Settled.")
    with pytest.raises(ValidationError, match="Choose who it goes to"):
        reported.decide_escalation(by=governance_lead, escalated="yes", escalation_reason="Serious.")
    reported.decide_escalation(
        by=governance_lead, escalated="yes", escalation_reason="Serious.", escalated_to=ig_manager
    )
    assert Message.objects.filter(
        to=ig_manager, key=f"incident:{reported.reference}:escalated:{ig_manager.pk}"
    )
    history = Incident.history.filter(id=reported.pk, severity="severe", serious_misconduct="yes")
    assert history.exists()

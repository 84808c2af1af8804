"""From an incident's row to the plain facts that the pure decisions look at."""

from typing import Any

from recordings_gov.incidents.missing import Facts, asks_about_our_data
from recordings_gov.incidents.models.correcting import BREACHES
from recordings_gov.incidents.models.words import WE_RECORD, Kind, YesNo
from recordings_gov.incidents.triage import Shared


def facts_of(incident: Any) -> Facts:
    """The facts of one incident; one query, and that only for a finding on a patient's recording."""
    clinical = incident.kind == Kind.FINDING and (
        incident.referrals.filter(office="clinical_lead").exclude(answered_on=None).exists()
    )
    return Facts(
        kind=incident.kind,
        is_breach=incident.kind in BREACHES,
        is_our_data=asks_about_our_data(incident.kind, incident.relates_to_policy),
        is_of_staff=incident.kind in WE_RECORD,
        care=incident.care,
        care_escalated=incident.care_escalated_on is not None,
        care_offered_or_reviewed=incident.care_offered_on is not None or bool(incident.care_review_words),
        scene_told=bool(incident.script_used and incident.advice_words and incident.status_told),
        triage=incident.triage,
        concern=incident.concern,
        concern_answered=incident.concern_answered_on is not None,
        data_decided=bool(incident.is_data_incident),
        data_got_out=incident.is_data_incident == YesNo.YES,
        taken_said=bool(incident.taken),
        code_asked=bool(incident.code_touched),
        datix=bool(incident.datix_reference),
        answered=incident.responded_on is not None,
        severity=bool(incident.severity),
        escalation_decided=bool(incident.escalated),
        clinical_review_answered=bool(clinical),
        candour=incident.candour,
        explained=incident.explained_on is not None,
        confirmed_on_report=incident.confirmed_on_report_on is not None,
        confirmed_in_record=incident.confirmed_in_record_on is not None,
        corrected=incident.corrected_on is not None or bool(incident.no_action_reason),
        recurrence_checked=bool(incident.recurrence),
        reviewed=incident.reviewed_on is not None,
    )


def shared_of(incident: Any) -> Shared:
    """What is known of a disclosure."""
    return Shared(
        changed=incident.changed,
        hurtful=incident.hurtful,
        publication=incident.publication,
        people_in_it=tuple(incident.people_in_it),
        others_agreed=incident.others_agreed,
        beyond_personal=incident.beyond_personal,
    )

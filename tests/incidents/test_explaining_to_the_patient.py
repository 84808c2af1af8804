"""Candour: a decision with its reason, a conversation, and two confirmations; the note is the second."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.incidents.models import Incident
from recordings_gov.notes.models import HealthRecordNote
from tests.incidents.conftest import TODAY, report

TALK = {"explained_to": "family", "explained_on": TODAY, "explanation": "We said what was filmed."}


@pytest.mark.rule("R-204", "E")
def test_an_explanation_is_owed_only_where_the_record_can_say_so(
    radiographer: Any, department: Any, governance_lead: Any
) -> None:
    incident = report(radiographer, department)
    with pytest.raises(ValidationError, match="Link the patient first"):
        incident.decide_candour(by=governance_lead, candour="owed", candour_reason="They were filmed.")
    with pytest.raises(ValidationError, match="Say why"):
        incident.decide_candour(by=governance_lead, candour="not_owed", candour_reason=" ")


@pytest.mark.rule("R-205", "E")
@pytest.mark.rule("R-204", "E")
def test_both_confirmations_are_needed_and_the_filed_note_is_the_second(
    reported: Incident, governance_lead: Any, medical_records: Any
) -> None:
    with pytest.raises(ValidationError, match="Decide first"):
        reported.explain(by=governance_lead, **TALK)
    reported.decide_candour(by=governance_lead, candour="owed", candour_reason="They were filmed.")
    with pytest.raises(ValidationError, match="Write down the conversation"):
        reported.confirm_on_report(by=governance_lead, confirmed_on_report_on=TODAY)
    reported.explain(by=governance_lead, **TALK)
    note = HealthRecordNote.objects.get()
    assert (note.kind, note.patient, note.owed_by) == ("candour", reported.patient, TODAY)
    assert reported.reference in note.text
    assert "We said what was filmed." in note.text
    reported.confirm_on_report(by=governance_lead, confirmed_on_report_on=TODAY)
    steps = [each.step for each in missing_of(reported)]
    assert "note" in steps
    assert "confirm" not in steps
    with pytest.raises(ValidationError, match="not in the health record yet"):
        reported.confirm_in_record(by=medical_records)
    note.file_by_hand(by=medical_records, record_reference="EPR-1")
    reported.refresh_from_db()
    assert reported.confirmed_in_record_on == TODAY
    assert "note" not in [each.step for each in missing_of(reported)]


def test_the_conversation_is_written_down_once_and_cannot_be_unsaid(
    reported: Incident, governance_lead: Any
) -> None:
    reported.decide_candour(by=governance_lead, candour="owed", candour_reason="They were filmed.")
    reported.explain(by=governance_lead, **TALK)
    with pytest.raises(ValidationError, match="written down already"):
        reported.explain(by=governance_lead, **TALK)
    with pytest.raises(ValidationError, match="it was owed"):
        reported.decide_candour(by=governance_lead, candour="not_owed", candour_reason="After all not.")


def missing_of(incident: Incident) -> Any:
    from recordings_gov.incidents.missing import what_is_missing

    return what_is_missing(incident.facts())

"""Logging keeps request, answers, outcome, the policy's answer of the day and the note: all or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from policies.models import PolicyVersion
from recordings_gov.audit.models import Event
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.notifications.models import Task
from requests_app.models import (
    Ended,
    Outcome,
    RecordingRequest,
    RequestStatus,
    StaffAnswer,
    StaffObjection,
)
from tests.requests_app.conftest import TOLD, TOLD_BY_ANOTHER

Log = Callable[..., RecordingRequest]
NEED = {"outcome_reason": "It holds up the injection", "need_met": "A hearing loop"}
BY_FAMILY = {"recorder": "family", "told": TOLD_BY_ANOTHER}
SPOKEN_FOR = {"speaks": "lawful_representative", "authority": "A court order, seen"}


@pytest.mark.rule("R-006", "R")
@pytest.mark.rule("R-012", "R")
@pytest.mark.rule("R-237", "R")
def test_a_request_keeps_what_was_asked(log: Log, radiographer: Any, patient: Any) -> None:
    request = log(
        media=["audio", "three_dimensional"], subject="whole_exam", outcome="agreed_with_conditions"
    )
    assert request.reference.startswith("REQ-")
    assert request.media == ["audio", "three_dimensional"]
    assert (request.recorder, request.modality, request.setting) == ("patient", "ct", "examination")
    assert (request.reasons, request.purpose) == (["hearing"], "personal_record")
    assert (request.patient, request.logged_by) == (patient, radiographer)


def test_the_answer_keeps_the_policy_version_of_its_day(log: Log, policy: PolicyVersion) -> None:
    request = log()
    assert request.policy_version == policy
    assert request.stance == "facilitate"
    assert request.answer["headline"] == "Go ahead and help"
    assert request.answer["number"] == policy.number
    assert "R-021" in {rule for reason in request.answer["reasons"] for rule in reason["rules"]}


@pytest.mark.rule("R-041", "E")
def test_the_note_is_drafted_with_the_request_and_not_owed_yet(log: Log) -> None:
    request = log()
    note = HealthRecordNote.objects.about(request).get()
    assert note.owed_by is None
    assert note.patient == request.patient
    assert note.patient_told_at is not None
    assert request.status == RequestStatus.OUTCOME_GIVEN


def test_logging_leaves_its_events_with_who(log: Log, radiographer: Any) -> None:
    request = log()
    actions = list(Event.objects.about(request).order_by("id").values_list("action", "actor"))
    me = radiographer.pk
    assert actions == [("recordingrequest.log", me), ("recordingrequest.record_outcome", me)]


def test_nothing_is_kept_when_the_outcome_cannot_be(log: Log) -> None:
    with pytest.raises(ValidationError, match="not how this request can end"):
        log(outcome="asked_not_to")
    assert not RecordingRequest.objects.exists()
    assert not HealthRecordNote.objects.exists()
    assert not Event.objects.filter(action__startswith="recordingrequest").exists()


def test_a_role_that_may_not_log_cannot(log: Log, governance_lead: Any, other_radiographer: Any) -> None:
    for by in (governance_lead, other_radiographer):
        with pytest.raises(PermissionDenied):
            log(by=by)
    assert not RecordingRequest.objects.exists()


def test_a_number_that_finds_nobody_is_kept_as_typed(log: Log) -> None:
    request = log(patient=None, number_as_typed="999 000 1074")
    assert request.patient is None
    assert HealthRecordNote.objects.about(request).get().patient is None


@pytest.mark.rule("R-013", "E")
@pytest.mark.parametrize("permission", ["no", "cannot_say"])
def test_somebody_else_recording_is_not_agreed_without_the_patients_yes(log: Log, permission: str) -> None:
    with pytest.raises(ValidationError):
        log(**BY_FAMILY, permission=permission)
    assert log(**BY_FAMILY, permission=permission, outcome="patient_chose_not_to").pk


@pytest.mark.rule("R-013", "E")
def test_the_patients_yes_or_their_lawful_representative_makes_it_agreed(log: Log) -> None:
    assert log(**BY_FAMILY, permission="yes").outcome == Ended.AGREED
    assert log(**BY_FAMILY, permission="cannot_say", **SPOKEN_FOR).outcome == Ended.AGREED


@pytest.mark.rule("R-040", "E")
@pytest.mark.rule("R-236", "E")
@pytest.mark.rule("R-238", "E")
@pytest.mark.parametrize("told", [[], ["note_in_record"], [item for item in TOLD if item != "misuse_may"]])
def test_the_patient_is_told_all_of_it_or_a_reason_is_given(log: Log, told: list[str]) -> None:
    with pytest.raises(ValidationError) as raised:
        log(told=told)
    assert "told" in raised.value.message_dict
    assert log(told=[], not_told_reason="had_left").told_at is None
    assert log().told_at is not None


@pytest.mark.rule("R-040", "E")
def test_told_and_not_told_together_contradict(log: Log) -> None:
    with pytest.raises(ValidationError, match="request_told_or_not_told_never_both"):
        log(not_told_reason="had_left")


@pytest.mark.rule("R-017", "W")
@pytest.mark.parametrize(
    "outcome", ["advised_and_discouraged", "stopped_for_safety", "stopped_for_interference"]
)
def test_advising_somebody_with_a_need_against_it_says_why_and_what_was_done(log: Log, outcome: str) -> None:
    with pytest.raises(ValidationError, match="outcome_discouraging_a_need"):
        log(outcome=outcome, outcome_reason="It holds up the injection")
    assert log(outcome=outcome, **NEED).outcome == outcome


@pytest.mark.parametrize("outcome", ["stopped_for_safety", "went_ahead_contrary"])
def test_a_stop_or_a_contrary_recording_says_why(log: Log, outcome: str) -> None:
    with pytest.raises(ValidationError, match="outcome_says_why"):
        log(outcome=outcome, reasons=[])
    assert log(outcome=outcome, reasons=[], outcome_reason="The magnet").outcome == outcome


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize("words", ["Permission refused by us", "it was PERMISSION   denied"])
def test_words_that_are_never_used_do_not_get_into_a_note(log: Log, words: str) -> None:
    with pytest.raises(ValidationError, match="without the words"):
        log(outcome="stopped_for_safety", outcome_reason=words, need_met="A summary")


@pytest.mark.rule("R-165", "E")
def test_silence_is_no(log: Log, radiographer: Any, colleague: Any) -> None:
    request = log(answers={radiographer: "yes", colleague: "not_asked"})
    assert [one.person for one in request.answers.willing()] == [radiographer]
    assert StaffAnswer.objects.get(person=colleague).said_by == radiographer


def test_without_a_policy_the_request_is_kept_and_the_lead_has_one_task(
    usual: dict[str, Any], radiographer: Any, governance_lead: Any
) -> None:
    first = RecordingRequest.log(by=radiographer, **usual)
    RecordingRequest.log(by=radiographer, **usual)
    assert (first.policy_version, first.stance) == (None, "no_answer")
    assert Task.objects.filter(key__startswith="policy-missing").count() == 1


def test_outcomes_are_added_and_the_newest_counts(log: Log, radiographer: Any) -> None:
    request = log()
    request.record_outcome(by=radiographer, outcome="stopped_for_interference", **NEED)
    assert [each.ended for each in request.outcomes.order_by("pk")] == ["agreed", "stopped_for_interference"]
    assert request.outcome == "stopped_for_interference"
    with pytest.raises(TypeError, match="never deleted"):
        Outcome.objects.all().delete()


@pytest.mark.rule("R-035")
def test_a_picture_of_the_treatment_team_checks_everyone_named(
    log: Log, radiographer: Any, colleague: Any
) -> None:
    StaffObjection.register(by=colleague, covers="both")
    request = log(
        modality="radiotherapy",
        setting="treatment",
        media=["photo"],
        subject="room_or_team",
        reasons=["show_others"],
        outcome="agreed_with_conditions",
        answers={radiographer: "yes", colleague: "yes"},
    )
    named = dict(request.answers.values_list("person", "answer"))
    assert named == {radiographer.pk: "yes", colleague.pk: "no"}


@pytest.mark.rule("R-239", "R")
def test_the_advice_given_is_kept_and_nobody_with_a_need_is_pressed(log: Log) -> None:
    filming = {"media": ["video"], "subject": "whole_exam", "outcome": "agreed_with_conditions"}
    advised = log(**filming, reasons=[], told=[*TOLD, "responsibilities_explained"])
    assert "responsibilities_explained" in advised.told
    assert advised.stance == "discourage"
    needed = log(**filming)
    offered = [item for row in needed.answer["to_tell"] for item in row["ids"]]
    assert "responsibilities_explained" not in offered
    assert needed.stance == "conditions"

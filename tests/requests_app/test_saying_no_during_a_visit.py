"""An objection holds at once, in visits under way too; only its person says otherwise."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.pages.needs import needs_of
from requests_app import figures
from requests_app.decisions import settings_here
from requests_app.models import RecordingRequest, RequestStatus, Said, StaffAnswer, StaffObjection, VoiceMet
from tests.conftest import person

Log = Callable[..., RecordingRequest]
VIDEO = {"media": ["video"], "outcome": "agreed_with_conditions"}


@pytest.mark.parametrize(
    ("setting", "subject", "here"),
    [
        ("examination", "whole_exam", ("examination",)),
        ("treatment", "explanation", ("treatment", "discussion")),
        ("discussion", "explanation", ("discussion", "discussion")),
    ],
)
def test_a_talk_in_a_room_is_in_both_settings(setting: str, subject: str, here: tuple[str, ...]) -> None:
    assert settings_here(setting, subject) == here


@pytest.mark.rule("R-056", "E")
def test_an_objection_that_names_settings_holds_in_those_alone(log: Log, colleague: Any) -> None:
    StaffObjection.register(by=colleague, covers="image", in_settings=["treatment"])
    scan = log(**VIDEO, answers={colleague: "yes"})
    assert scan.answers.get().answer == Said.YES
    treated = log(**VIDEO, setting="treatment", subject="whole_exam", answers={colleague: "yes"})
    assert (treated.answers.get().answer, treated.answers.get().image_objected) == (Said.NO, True)


@pytest.mark.rule("R-056", "E")
@pytest.mark.rule("R-165", "E")
def test_an_objection_before_the_recording_reopens_the_request(
    log: Log, colleague: Any, radiographer: Any
) -> None:
    request = log(**VIDEO, answers={colleague: "yes"})
    StaffObjection.register(by=colleague, covers="image")
    request.refresh_from_db()
    answer = request.answers.get()
    assert request.status == RequestStatus.REOPENED
    assert (answer.answer, answer.image_objected) == (Said.NO, True)
    assert request.outcomes.count() == 1
    (need,) = [each for each in needs_of(radiographer, clock.today()) if "Look again" in each.deed]
    assert colleague.name not in need.deed + need.detail
    with pytest.raises(ValidationError, match="is reopened now"):
        request.say_whether_made(by=radiographer, made="made")
    request.record_outcome(by=radiographer, outcome="patient_chose_not_to")
    assert request.status == RequestStatus.CLOSED
    assert request.outcomes.count() == 2


def test_an_objection_leaves_alone_what_it_is_not_about(log: Log, colleague: Any, radiographer: Any) -> None:
    sound = log(answers={colleague: "yes"})
    elsewhere = log(**VIDEO, answers={radiographer: "yes"})
    made = log(**VIDEO, answers={colleague: "yes"})
    made.say_whether_made(by=radiographer, made="made")
    StaffObjection.register(by=colleague, covers="image")
    for request, status in (
        (sound, RequestStatus.OUTCOME_GIVEN),
        (elsewhere, RequestStatus.OUTCOME_GIVEN),
        (made, RequestStatus.NOTE_OWED),
    ):
        request.refresh_from_db()
        assert request.status == status
    assert made.answers.get().answer == Said.YES


def test_a_wider_objection_reopens_too(log: Log, colleague: Any) -> None:
    objection = StaffObjection.register(by=colleague, covers="voice")
    request = log(**VIDEO, answers={colleague: "yes"})
    assert request.status == RequestStatus.OUTCOME_GIVEN
    objection.vary(by=colleague, covers="both")
    request.refresh_from_db()
    assert request.status == RequestStatus.REOPENED


@pytest.mark.rule("R-165", "E")
def test_what_was_said_aloud_is_kept_as_such_and_its_person_turns_it_to_no(
    log: Log, colleague: Any, radiographer: Any, signed_in: Any
) -> None:
    request = log(**VIDEO, answers={colleague: "yes", radiographer: "yes"})
    theirs = request.answers.get(person=colleague)
    assert (theirs.was_said_aloud, theirs.said_by) == (True, radiographer)
    assert not request.answers.get(person=radiographer).was_said_aloud
    (need,) = [each for each in needs_of(colleague, clock.today()) if "is that right" in each.deed]
    browser = signed_in(colleague)
    page = browser.get(need.url).content.decode()
    assert radiographer.name in page
    assert "Marigold" not in page
    assert browser.post(need.url, {}).status_code == 422
    assert browser.post(need.url, {"says": "no"}).status_code == 302
    request.refresh_from_db()
    assert request.status == RequestStatus.REOPENED
    assert request.answers.get(person=colleague).answer == Said.NO
    assert not [each for each in needs_of(colleague, clock.today()) if "is that right" in each.deed]
    assert Event.objects.about(theirs).latest("id").actor == colleague


def test_a_right_answer_is_confirmed_and_nothing_is_reopened(log: Log, colleague: Any) -> None:
    request = log(**VIDEO, answers={colleague: "yes"})
    request.answers.get().answer_for_oneself(by=colleague, says="yes")
    request.refresh_from_db()
    assert request.status == RequestStatus.OUTCOME_GIVEN
    assert not StaffAnswer.objects.to_check(colleague).exists()


@pytest.mark.rule("R-165", "E")
@pytest.mark.rule("R-035", "E")
def test_nobody_else_answers_for_a_colleague_or_turns_their_no(
    log: Log, colleague: Any, radiographer: Any, signed_in: Any
) -> None:
    request = log(**VIDEO, answers={colleague: "no"})
    answer = request.answers.get()
    with pytest.raises(PermissionDenied):
        answer.answer_for_oneself(by=radiographer, says="no")
    answer.answer = Said.YES
    with acting_as(radiographer), pytest.raises(IntegrityError, match="by_its_person_alone"):
        answer.save()
    address = reverse("requests:my-answer", kwargs={"reference": request.reference})
    assert signed_in(radiographer).get(address).status_code == 404
    assert StaffAnswer.objects.get().answer == Said.NO


def test_being_asked_opens_no_page_of_the_patient(log: Log, other_radiographer: Any, signed_in: Any) -> None:
    request = log(**VIDEO, answers={other_radiographer: "yes"})
    browser = signed_in(other_radiographer)
    mine = browser.get(reverse("requests:my-answer", kwargs={"reference": request.reference}))
    assert mine.status_code == 200
    for step in ("detail", "what-happened", "voice", "copy"):
        address = reverse(f"requests:request-{step}", kwargs={"reference": request.reference})
        assert browser.get(address).status_code == 404


@pytest.mark.rule("R-165", "R")
def test_how_a_wish_about_a_voice_was_met_is_kept(
    log: Log, colleague: Any, radiographer: Any, signed_in: Any
) -> None:
    StaffObjection.register(by=colleague, covers="voice")
    request = log(answers={colleague: "yes"})
    assert request.outcome == "agreed"
    (need,) = [each for each in needs_of(radiographer, clock.today()) if "about a voice" in each.deed]
    browser = signed_in(radiographer)
    assert colleague.name not in browser.get(need.url).content.decode()
    assert browser.post(need.url, {"met": "not_met"}).status_code == 422
    assert browser.post(need.url, {"met": "another_colleague"}).status_code == 302
    answer = request.answers.get()
    assert (answer.voice_met, answer.answer) == (VoiceMet.ANOTHER_COLLEAGUE, Said.YES)
    assert not [each for each in needs_of(radiographer, clock.today()) if "about a voice" in each.deed]
    assert "another colleague talked" in browser.get(request.get_absolute_url()).content.decode()
    request.refresh_from_db()
    assert request.status == RequestStatus.OUTCOME_GIVEN


def test_groups_of_fewer_than_five_are_not_handed_to_a_consultation(department: Any) -> None:
    staff = [person(f"staff{number}", Role.RADIOGRAPHER, department) for number in range(10)]
    for each in staff[:4]:
        StaffObjection.register(by=each, covers="image")
    assert figures.staff_who_object(department) == []
    StaffObjection.register(by=staff[4], covers="both")
    (handed,) = figures.staff_who_object(department)
    assert (handed.number, handed.out_of) == (5, 10)
    assert "picture" in handed.says
    StaffObjection.register(by=staff[5], covers="image")
    assert figures.staff_who_object(department) == []

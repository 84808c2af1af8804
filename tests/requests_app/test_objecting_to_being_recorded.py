"""An objection holds at once, counts everywhere, and is its person's alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from requests_app.models import ObjectionStatus, RecordingRequest, Said, StaffAnswer, StaffObjection

Log = Callable[..., RecordingRequest]


@pytest.fixture
def objection(colleague: Any) -> StaffObjection:
    return StaffObjection.register(by=colleague, covers="image")


@pytest.mark.rule("R-056", "E")
@pytest.mark.rule("R-165", "E")
@pytest.mark.parametrize("posted", ["yes", "no", "not_asked"])
def test_an_objection_answers_no_whatever_is_tapped(
    log: Log, objection: StaffObjection, colleague: Any, posted: str
) -> None:
    request = log(media=["video"], answers={colleague: posted}, outcome="agreed_with_conditions")
    answer = request.answers.get(person=colleague)
    assert (answer.answer, answer.objection, answer.image_objected) == (Said.NO, objection, True)


@pytest.mark.rule("R-056", "E")
def test_nobody_can_write_yes_for_somebody_who_objects(
    log: Log, objection: StaffObjection, colleague: Any, radiographer: Any
) -> None:
    request = log()
    with (
        acting_as(radiographer),
        pytest.raises(IntegrityError, match="staff_answer_stays_no_under_an_objection"),
    ):
        StaffAnswer(request=request, person=colleague, answer=Said.YES, said_by=radiographer).save()


@pytest.mark.rule("R-021", "E")
def test_an_objection_to_the_voice_is_kept_and_ends_no_personal_note(log: Log, colleague: Any) -> None:
    StaffObjection.register(by=colleague, covers="voice")
    request = log(answers={colleague: "yes"})
    answer = request.answers.get(person=colleague)
    assert (answer.answer, answer.voice_objected) == (Said.YES, True)
    assert request.outcome == "agreed"


@pytest.mark.rule("R-056", "E")
def test_only_that_person_varies_or_lifts_it(
    objection: StaffObjection, colleague: Any, radiographer: Any, head_of_media_studio: Any
) -> None:
    for other in (radiographer, head_of_media_studio):
        with pytest.raises(PermissionDenied):
            objection.lift(by=other)
        with pytest.raises(PermissionDenied):
            objection.vary(by=other, covers="voice")
    objection.vary(by=colleague, covers="both")
    objection.lift(by=colleague)
    assert objection.status == ObjectionStatus.LIFTED


def test_a_lifted_objection_no_longer_counts(log: Log, objection: StaffObjection, colleague: Any) -> None:
    objection.lift(by=colleague)
    assert log(answers={colleague: "yes"}).answers.get().answer == Said.YES


def test_an_objection_ends_after_its_last_day(colleague: Any) -> None:
    today = clock.today()
    objection = StaffObjection.register(by=colleague, covers="image", until_on=today)
    assert objection in StaffObjection.objects.active_on(today)
    assert objection not in StaffObjection.objects.active_on(today + timedelta(days=1))
    assert objection not in StaffObjection.objects.active_on(today - timedelta(days=1))


def test_one_objection_holds_at_a_time_and_ends_after_it_begins(
    objection: StaffObjection, colleague: Any, student: Any
) -> None:
    with pytest.raises(ValidationError, match="objection_active_once_a_person"):
        StaffObjection.register(by=colleague, covers="voice")
    with pytest.raises(ValidationError, match="objection_ends_after_it_begins"):
        StaffObjection.register(by=student, covers="voice", until_on=clock.today() - timedelta(days=1))


@pytest.mark.rule("R-006", "R")
def test_a_student_registers_an_objection_on_the_page(signed_in: Any, student: Any) -> None:
    browser = signed_in(student)
    answer = browser.post(reverse("requests:objections"), {"covers": "both"})
    assert answer.status_code == 302
    objection = StaffObjection.objects.get(person=student)
    assert Event.objects.about(objection).get().action == "staffobjection.register"
    page = browser.get(reverse("requests:objections")).content.decode()
    assert "my picture and my voice" in page
    assert Event.objects.about(objection).latest("id").action == "staffobjection.read"


def test_it_is_changed_and_lifted_on_its_pages(
    signed_in: Any, objection: StaffObjection, colleague: Any
) -> None:
    browser = signed_in(colleague)
    vary = reverse("requests:objection-vary", kwargs={"reference": objection.reference})
    assert "checked" in browser.get(vary).content.decode()
    assert browser.post(vary, {"covers": "voice"}).status_code == 302
    objection.refresh_from_db()
    assert objection.covers == "voice"
    lift = reverse("requests:objection-lift", kwargs={"reference": objection.reference})
    assert "silence still means no" in browser.get(lift).content.decode()
    assert browser.post(lift).status_code == 302
    objection.refresh_from_db()
    assert objection.status == ObjectionStatus.LIFTED


@pytest.mark.rule("R-056", "E")
def test_anothers_objection_is_not_there(
    signed_in: Any, objection: StaffObjection, radiographer: Any, governance_lead: Any
) -> None:
    for other in (radiographer, governance_lead):
        browser = signed_in(other)
        for name in ("requests:objection-vary", "requests:objection-lift"):
            address = reverse(name, kwargs={"reference": objection.reference})
            assert browser.get(address).status_code == 404
            assert browser.post(address, {"covers": "voice"}).status_code == 404
        assert (
            objection.get_covers_display().lower()
            not in browser.get(reverse("requests:objections")).content.decode()
        )


@pytest.mark.parametrize(
    "until",
    [("1", "1", "2020"), ("31", "2", "2027"), ("1", "1", "9999"), ("١", "1", "2027"), ("1", "", "2027")],
)
def test_a_day_that_cannot_be_is_asked_again(
    signed_in: Any, student: Any, until: tuple[str, str, str]
) -> None:
    day, month, year = until
    posted = {"covers": "image", "until_on_day": day, "until_on_month": month, "until_on_year": year}
    answer = signed_in(student).post(reverse("requests:objections"), posted)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not StaffObjection.objects.exists()

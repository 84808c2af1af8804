"""Two colleagues log the same request: the second is offered the first, and nothing typed is lost."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.pages.models import Draft
from requests_app import same_request
from requests_app.joining import join
from requests_app.models import RecordingRequest, RequestStatus, StaffAnswer
from tests.requests_app.scanning import save

Log = Callable[..., RecordingRequest]
OFFER = "A colleague logged this already"


@pytest.fixture
def browser(signed_in: Any, colleague: Any, policy: Any) -> Any:
    return signed_in(colleague)


def test_the_second_colleague_is_offered_the_first_request_and_keeps_what_was_typed(
    log: Log, browser: Any, radiographer: Any
) -> None:
    first = log()
    answered = save(browser, outcome_reason="Their words stay", reason=["hearing"])
    page = answered.content.decode()
    assert answered.status_code == 422
    assert OFFER in page
    assert first.reference in page
    assert "Their words stay" in page
    offer = page.partition('id="already-logged"')[2].partition("</div>")[0]
    assert radiographer.name not in offer
    assert RecordingRequest.objects.count() == 1


def test_another_one_is_logged_with_a_tap(log: Log, browser: Any) -> None:
    first = log()
    assert save(browser, another=f"{first.reference} ").status_code == 302
    assert RecordingRequest.objects.count() == 2


def test_a_third_that_nobody_saw_is_offered_too(log: Log, browser: Any) -> None:
    first = log()
    second = log()
    page = save(browser, another=first.reference)
    assert page.status_code == 422
    assert second.reference in page.content.decode()


@pytest.mark.parametrize(
    ("logged", "typed", "is_offered"),
    [
        ({}, {}, True),
        ({"room": "ct 2"}, {}, True),
        ({"room": ""}, {}, True),
        ({}, {"room": "CT 3"}, False),
        ({}, {"patient": "7654321"}, False),
        ({"patient": None, "number_as_typed": "76 54 321"}, {"patient": "7654321"}, True),
        ({"patient": None, "number_as_typed": "7654322"}, {"patient": "7654321"}, False),
    ],
)
def test_the_same_is_the_same_patient_in_the_same_room(
    log: Log, browser: Any, logged: dict[str, Any], typed: dict[str, Any], is_offered: bool
) -> None:
    log(**logged)
    assert (OFFER in save(browser, **typed).content.decode()) is is_offered


def test_an_hour_later_it_is_another_request(log: Log, browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    log()
    monkeypatch.setattr(same_request, "WITHIN", timedelta(0))
    assert save(browser).status_code == 302


def test_ones_own_second_request_and_another_departments_are_not_asked_about(
    log: Log, signed_in: Any, radiographer: Any, other_radiographer: Any
) -> None:
    log()
    assert save(signed_in(radiographer)).status_code == 302
    assert save(signed_in(other_radiographer)).status_code == 302


def test_who_joins_is_there_with_their_own_answer_and_their_draft_goes(
    log: Log, browser: Any, colleague: Any
) -> None:
    first = log()
    join_page = reverse("requests:request-join", kwargs={"reference": first.reference})
    browser.post(
        reverse("pages:draft"), {"draft_form": "requests.log", "draft_key": "", "patient": "999 000 1073"}
    )
    assert browser.post(join_page, {"says": "yes"}).url == first.get_absolute_url()
    assert not Draft.objects.exists()
    answer = StaffAnswer.objects.get(request=first, person=colleague)
    assert (answer.answer, answer.said_by) == ("yes", colleague)
    assert Event.objects.filter(action="recordingrequest.join", actor=colleague).count() == 1
    assert RecordingRequest.objects.count() == 1


@pytest.mark.rule("R-056", "E")
def test_who_joins_and_takes_no_part_reopens_what_waits(log: Log, colleague: Any) -> None:
    first = log()
    join(first, by=colleague, says="no")
    first.refresh_from_db()
    assert first.status == RequestStatus.REOPENED
    join(first, by=colleague, says="no")
    assert StaffAnswer.objects.filter(request=first).count() == 1


def test_who_joins_may_say_yes_themselves_where_a_colleague_said_no_for_them(
    log: Log, colleague: Any
) -> None:
    first = log(answers={colleague: "no"})
    join(first, by=colleague, says="yes")
    assert StaffAnswer.objects.get(request=first).answer == "yes"


def test_nobody_joins_elsewhere_or_without_an_answer(
    log: Log, signed_in: Any, other_radiographer: Any, medical_records: Any, colleague: Any
) -> None:
    first = log()
    page = reverse("requests:request-join", kwargs={"reference": first.reference})
    assert signed_in(other_radiographer).post(page, {"says": "yes"}).status_code == 404
    assert signed_in(medical_records).post(page, {"says": "yes"}).status_code == 403
    assert signed_in(colleague).post(page, {"says": "maybe"}).status_code == 302
    with pytest.raises(PermissionDenied):
        join(first, by=medical_records, says="yes")
    assert not StaffAnswer.objects.exists()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_the_second_is_offered_the_first(
    policy: Any, usual: dict[str, Any], radiographer: Any, colleague: Any, patient: Any
) -> None:
    start = threading.Barrier(2)
    ended: list[str] = []

    def tap(by: Any) -> None:
        try:
            start.wait(timeout=60)
            with transaction.atomic():
                same_request.refuse_a_second(
                    by=by, department=usual["department"], patient=patient, number="", room="CT 2"
                )
                RecordingRequest.log(by=by, **usual)
            ended.append("logged")
        except same_request.AlreadyLogged:
            ended.append("offered")
        finally:
            connection.close()

    tablets = [threading.Thread(target=tap, args=(by,)) for by in (radiographer, colleague)]
    for tablet in tablets:
        tablet.start()
    for tablet in tablets:
        tablet.join(timeout=60)
    assert sorted(ended) == ["logged", "offered"]
    assert RecordingRequest.objects.filter(logged_at__lte=clock.now()).count() == 1

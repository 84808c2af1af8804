"""A code from home fills in the scanner page and is claimed by one request."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from recordings_gov import clock, references
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from requests_app.models import HomeCode, RecordingRequest
from tests.requests_app.scanning import save, tapped

Log = Callable[..., RecordingRequest]
CHOSEN = {"medium": ["video"], "why": ["show_others"], "needs": ["worry"], "language": "pl"}
UNTAPPED: dict[str, Any] = {"medium": None, "reason": None, "told": None, "outcome": None}


@pytest.fixture
def code(db: None) -> HomeCode:
    given: HomeCode = HomeCode.objects.give("a page", CHOSEN)
    return given


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


def filled(browser: Any, typed: str, **other: Any) -> str:
    given = {"step": "home", **UNTAPPED, **other}
    response = browser.post(reverse("requests:log"), tapped(home_code=typed, **given))
    assert response.status_code == 200
    return str(response.content.decode())


def ticked(page: str, name: str) -> set[str]:
    boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    found = (re.search(r'value="([^"]+)"', box) for box in boxes if "checked" in box)
    return {match[1] for match in found if match}


@pytest.mark.parametrize("step", ["home", "find"])
def test_a_code_fills_in_what_the_patient_chose(browser: Any, code: HomeCode, step: str) -> None:
    loosely = code.code.removeprefix("HC-").lower().replace("-", " ")
    page = filled(browser, loosely, step=step)
    assert ticked(page, "medium") == {"video"}
    assert ticked(page, "reason") == {"show_others", "worry", "another_language"}
    assert "speaks Polish" in page
    assert not ticked(page, "told")
    assert not ticked(page, "outcome")
    assert HomeCode.objects.get().claimed_at is None


def test_what_staff_change_afterwards_stays_changed(browser: Any, code: HomeCode) -> None:
    page = filled(browser, code.code, step="answer", medium=["audio"], home_filled=code.code)
    assert ticked(page, "medium") == {"audio"}


def test_saving_claims_the_code_and_keeps_what_was_chosen(browser: Any, code: HomeCode) -> None:
    assert save(browser, home_code=code.code, home_filled=code.code).status_code == 302
    request = RecordingRequest.objects.get()
    assert (request.home_code, request.home_choices) == (code.code, CHOSEN)
    assert request.media == ["audio"]
    code.refresh_from_db()
    assert code.claimed_at is not None
    assert (
        Event.objects.about(request).get(action="recordingrequest.log").payload.body["home_code"] == code.code
    )
    page = browser.get(request.get_absolute_url()).content.decode()
    assert "Film a video" in page


def test_the_same_save_sent_twice_claims_once_and_answers_alike(browser: Any, code: HomeCode) -> None:
    first = save(browser, home_code=code.code, idempotency_key="k" * 24)
    again = browser.post(reverse("requests:log"), dict(first.wsgi_request.POST.lists()))
    assert (first.status_code, again.status_code) == (302, 302)
    assert first.url == again.url
    assert RecordingRequest.objects.count() == 1


def test_a_code_is_claimed_once(log: Log, code: HomeCode, browser: Any) -> None:
    log(home_code=code.code)
    with pytest.raises(ValidationError, match="used for a request already"):
        log(home_code=code.code)
    assert RecordingRequest.objects.count() == 1
    assert "used for a request already" in filled(browser, code.code)
    refused = save(browser, home_code=code.code)
    assert refused.status_code == 422
    assert "used for a request already" in refused.content.decode()


def test_the_database_keeps_a_code_to_one_request_too(log: Log, code: HomeCode, radiographer: Any) -> None:
    log(home_code=code.code)
    again = log()
    again.home_code = code.code
    with (
        acting_as(radiographer),
        pytest.raises(ValidationError, match="request_claims_a_home_code_of_its_own"),
    ):
        again.save()


def test_a_code_that_lapsed_or_never_was_is_said_so(
    browser: Any, code: HomeCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No such code is kept" in filled(browser, references.new("HC"))
    moment = clock.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr("requests_app.models.home_code.clock.now", lambda: moment)
    with pytest.raises(ValidationError, match="Home codes last 7 days"):
        HomeCode.objects.claim(code.code)


@pytest.mark.parametrize(
    "typed", ["HC-0000-0000-1", "REQ-0000-0000-X", "x" * 39, "\u0661" * 9, "<b>", "9990001073"]
)
def test_what_is_no_code_is_said_so_and_fills_nothing(browser: Any, code: HomeCode, typed: str) -> None:
    page = filled(browser, typed)
    assert 'id="id_home_code-error"' in page
    assert not ticked(page, "medium")
    assert save(browser, home_code=typed).status_code == 422
    assert not RecordingRequest.objects.exists()


def test_one_wrong_character_is_told_from_no_code(code: HomeCode) -> None:
    wrong = "0" if code.code[3] != "0" else "1"
    with pytest.raises(ValidationError, match="One character of that code is wrong"):
        HomeCode.objects.waiting(code.code[:3] + wrong + code.code[4:])


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_a_code_at_once_one_gets_it() -> None:
    for number in range(3):
        code = HomeCode.objects.give(f"page {number}", CHOSEN).code
        start = threading.Barrier(2)
        ended: list[str] = []

        def claim(code: str = code, start: Any = start, ended: list[str] = ended) -> None:
            try:
                start.wait(timeout=60)
                HomeCode.objects.claim(code)
                ended.append("claimed")
            except ValidationError:
                ended.append("refused")
            finally:
                connection.close()

        tablets = [threading.Thread(target=claim) for _ in range(2)]
        for tablet in tablets:
            tablet.start()
        for tablet in tablets:
            tablet.join(timeout=60)
        assert sorted(ended) == ["claimed", "refused"]

"""One form, one record, however often it is sent; a half-filled form comes back to its writer alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.pages.models import Draft, IdempotencyKey
from recordings_gov.pages.models.idempotency import KeyReused

BODY = QueryDict("name=a&csrfmiddlewaretoken=1")


class Acts:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"/made/{self.count}/"


def test_the_same_key_and_body_get_the_same_answer(radiographer: Any) -> None:
    act = Acts()
    first = IdempotencyKey.answer_once(radiographer, "k1", BODY, act)
    again = IdempotencyKey.answer_once(radiographer, "k1", QueryDict("csrfmiddlewaretoken=2&name=a"), act)
    assert (first, again, act.count) == ("/made/1/", "/made/1/", 1)


def test_another_body_under_the_same_key_is_refused(radiographer: Any) -> None:
    act = Acts()
    IdempotencyKey.answer_once(radiographer, "k1", BODY, act)
    with pytest.raises(KeyReused):
        IdempotencyKey.answer_once(radiographer, "k1", QueryDict("name=b"), act)
    assert act.count == 1


def test_another_persons_key_is_a_key_of_their_own(radiographer: Any, colleague: Any) -> None:
    act = Acts()
    IdempotencyKey.answer_once(radiographer, "k1", BODY, act)
    assert IdempotencyKey.answer_once(colleague, "k1", BODY, act) == "/made/2/"


def test_a_failed_act_leaves_the_key_free(radiographer: Any) -> None:
    def failing() -> str:
        raise ValueError("not yet")

    with pytest.raises(ValueError, match="not yet"):
        IdempotencyKey.answer_once(radiographer, "k1", BODY, failing)
    assert IdempotencyKey.answer_once(radiographer, "k1", BODY, Acts()) == "/made/1/"


def test_an_expired_key_is_a_new_key(radiographer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    act = Acts()
    IdempotencyKey.answer_once(radiographer, "k1", BODY, act)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(hours=25)).isoformat())
    assert IdempotencyKey.answer_once(radiographer, "k1", BODY, act) == "/made/2/"


def test_a_draft_comes_back_to_its_writer_alone(radiographer: Any, colleague: Any) -> None:
    Draft.objects.keep(
        owner=radiographer, form="f", key="", fields=QueryDict("reason=because&idempotency_key=x")
    )
    kept = Draft.objects.kept_for(radiographer, "f", "")
    assert kept is not None
    assert kept.dict() == {"reason": "because"}
    assert Draft.objects.kept_for(colleague, "f", "") is None


def test_a_draft_is_not_readable_in_the_database(radiographer: Any) -> None:
    draft = Draft.objects.keep(owner=radiographer, form="f", key="", fields=QueryDict("name=Marigold"))
    assert "Marigold" not in draft.body


def test_a_draft_ends_with_the_shift(radiographer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Draft.objects.keep(owner=radiographer, form="f", key="", fields=QueryDict("a=1"))
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(hours=12, minutes=1)).isoformat())
    assert Draft.objects.kept_for(radiographer, "f", "") is None
    assert Draft.objects.expired().count() == 1


def test_a_page_posts_its_draft(signed_in: Any, radiographer: Any) -> None:
    client = signed_in(radiographer)
    posted = client.post(reverse("pages:draft"), {"draft_form": "f", "draft_key": "", "reason": "because"})
    assert posted.status_code == 204
    kept = Draft.objects.kept_for(radiographer, "f", "")
    assert kept is not None
    assert kept["reason"] == "because"
    assert client.post(reverse("pages:draft"), {"reason": "x"}).status_code == 400


def test_a_page_learns_whether_its_session_lives(
    client: Any, signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(reverse("pages:session")).json() == {"alive": False}
    browser = signed_in(radiographer)
    assert browser.get(reverse("pages:session")).json()["alive"] is True
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(minutes=11)).isoformat())
    assert browser.get(reverse("pages:session")).json() == {"alive": False}


def test_asking_does_not_keep_a_session_alive(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, start = signed_in(radiographer), clock.now()
    for minutes in (4, 8):
        monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(minutes=minutes)).isoformat())
        assert browser.get(reverse("pages:session")).json()["alive"] is True
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(minutes=10, seconds=5)).isoformat())
    assert browser.get(reverse("pages:session")).json() == {"alive": False}


def test_staying_signed_in_is_said_by_a_post(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, start = signed_in(radiographer), clock.now()
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(minutes=9)).isoformat())
    browser.post(reverse("pages:session"))
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(minutes=18)).isoformat())
    assert browser.get(reverse("pages:session")).json()["alive"] is True


def test_work_ends_after_the_absolute_limit(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, start = signed_in(radiographer), clock.now()
    for minutes in range(9, 12 * 60, 9):
        monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(minutes=minutes)).isoformat())
        browser.get(reverse("account_reauthenticate"))
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (start + timedelta(hours=12, minutes=1)).isoformat())
    assert browser.get(reverse("pages:session")).json() == {"alive": False}


def test_a_deactivated_person_is_out_at_the_next_request(signed_in: Any, radiographer: Any) -> None:
    browser = signed_in(radiographer)
    radiographer.is_active = False
    radiographer.save()
    assert browser.get(reverse("pages:session")).json() == {"alive": False}


def test_pages_of_signed_in_people_are_never_stored(signed_in: Any, radiographer: Any) -> None:
    answer = signed_in(radiographer).get(reverse("pages:session"))
    assert "no-store" in answer["Cache-Control"]

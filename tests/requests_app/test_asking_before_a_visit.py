"""The page for home: it knows nobody, takes fixed choices, and gives one code for one page."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit.models import Event
from requests_app import limiting
from requests_app.forms import home
from requests_app.forms.home import new_token
from requests_app.models import HomeCode
from requests_app.tasks import forget_home_codes

PAGE = "/public/before-your-visit/"
CHOSEN = {"medium": ["audio"], "why": ["remember"], "needs": ["hearing"], "language": "pl"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(client: Client, **other: Any) -> Any:
    return client.post(PAGE, {"token": new_token(), **CHOSEN, **other})


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_code_is_given_for_fixed_choices_and_shown_large_with_a_picture(client: Client) -> None:
    answer = ask(client)
    kept = HomeCode.objects.get()
    assert answer.status_code == 200
    assert re.fullmatch(r"HC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", kept.code)
    assert kept.chosen == CHOSEN
    assert kept.lapses_at - clock.now() > timedelta(days=6, hours=23)
    assert f'app-home-code__text">{kept.code}<' in text(answer)
    assert "<svg" in text(answer)
    assert "style=" not in text(answer)


def test_neither_page_knows_who_reads_it(client: Client, radiographer: Any) -> None:
    client.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    before = list(Session.objects.values_list("session_key", "session_data"))
    with CaptureQueriesContext(connection) as asked:
        pages = [client.get(PAGE), ask(client), ask(client, medium=[])]
    for page in pages:
        assert not page.cookies
        assert page.headers["Cache-Control"] == "no-store"
        assert radiographer.name not in text(page)
        assert "csrf" not in text(page)
    assert list(Session.objects.values_list("session_key", "session_data")) == before
    assert not [query for query in asked if "session" in query["sql"]]
    assert not Event.objects.filter(object_type__contains="homecode").exists()


def test_nothing_but_the_choices_is_kept_with_a_code(client: Client) -> None:
    client.post(PAGE, {"token": new_token(), **CHOSEN, "name": "Marigold Test", "nhs_number": "9990001073"})
    kept = HomeCode.objects.get()
    assert {field.name for field in HomeCode._meta.fields} == {
        "id", "code", "form", "chosen", "lapses_at", "claimed_at",
    }  # fmt: skip
    assert set(kept.chosen) == {"medium", "why", "needs", "language"}
    assert "Marigold" not in str(vars(kept))


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"medium": []}, "Choose how you would like to record"),
        ({"medium": ["hologram"]}, "Choose from the list"),
        ({"why": ["<script>"]}, "Choose from the list"),
        ({"needs": ["audio"]}, "Choose from the list"),
        ({"language": ""}, "Choose a language"),
        ({"language": "kl\0ingon"}, "Choose a language from the list"),
        ({"token": ""}, "could not be checked"),
        ({"token": "forged:1tZ:abc"}, "could not be checked"),
        ({"token": "\0" * 5000}, "could not be checked"),
    ],
)
def test_what_is_not_on_the_page_is_said_plainly_and_keeps_nothing(
    client: Client, posted: dict[str, Any], said: str
) -> None:
    answer = ask(client, **posted)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "There is a problem" in text(answer)
    assert not HomeCode.objects.exists()


def test_a_page_older_than_half_an_hour_is_sent_again_with_its_choices(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, moment = new_token(), clock.now()
    monkeypatch.setattr(home.clock, "now", lambda: moment + timedelta(minutes=31))
    answer = ask(client, token=token)
    assert answer.status_code == 422
    assert "more than 30 minutes old" in text(answer)
    assert re.search(r'value="audio"[^>]*checked', text(answer))
    fresh = re.search(r'name="token" value="([^"]+)"', text(answer))
    assert fresh
    assert ask(client, token=fresh[1]).status_code == 200


def test_a_token_of_another_purpose_is_no_token(client: Client) -> None:
    from django.core import signing

    assert ask(client, token=signing.dumps(["word", 1], salt="keyset")).status_code == 422


def test_a_page_sent_twice_gives_one_code(client: Client) -> None:
    token = new_token()
    pages = [text(ask(client, token=token)) for _ in range(2)]
    code = HomeCode.objects.get().code
    assert all(code in page for page in pages)
    other = ask(client, token=token, medium=["video"])
    assert other.status_code == 422
    assert "sent before with other choices" in text(other)
    assert HomeCode.objects.count() == 1


def test_one_address_may_not_ask_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiting, "MOST", 2)
    here, there = ({"REMOTE_ADDR": address} for address in ("192.0.2.1", "192.0.2.2"))

    def asked_from(**environ: Any) -> int:
        return int(client.post(PAGE, {"token": new_token(), **CHOSEN}, **environ).status_code)

    assert [asked_from(**here) for _ in range(3)] == [200, 200, 429]
    assert asked_from(**there) == 200
    assert asked_from(**here, HTTP_X_FORWARDED_FOR="198.51.100.7") == 429
    assert HomeCode.objects.count() == 3


def test_behind_the_load_balancer_its_last_word_about_the_address_counts(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(limiting, "MOST", 1)

    def through(forwarded: str) -> int:
        posted = {"token": new_token(), **CHOSEN}
        return int(client.post(PAGE, posted, HTTP_X_FORWARDED_FOR=forwarded).status_code)

    assert [through("203.0.113.5"), through("203.0.113.6"), through("9.9.9.9, 203.0.113.5")] == [
        200,
        200,
        429,
    ]


@pytest.mark.both
def test_codes_are_forgotten_after_seven_days_in_one_statement(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        ask(client)
    assert forget_home_codes.run() == 0
    moment = clock.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    with CaptureQueriesContext(connection) as asked:
        assert forget_home_codes.run() == 3
    assert len([query for query in asked if "homecode" in query["sql"]]) == 1
    assert forget_home_codes.run() == 0


def test_other_ways_of_asking_are_turned_back(client: Client) -> None:
    assert client.put(PAGE).status_code == 405
    assert client.delete(PAGE).status_code == 405
    assert client.get(PAGE + "HC-0000-0000-0/").status_code == 404
    assert reverse("before_visit:start") == PAGE

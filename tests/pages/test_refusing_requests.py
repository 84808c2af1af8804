"""What is out of form is refused in plain words: never a 500, never a detail for an attacker."""

import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from recordings_gov import home
from recordings_gov.audit.models import Event
from recordings_gov.pages.logs import OneLine


def test_a_form_without_its_token_is_refused(radiographer: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    answer = browser.post(reverse("patients:find"), {"number": "9990001073"})
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()
    assert not Event.objects.filter(action="patient.searched").exists()


@pytest.mark.django_db
def test_another_sites_name_is_not_ours(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("after", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(radiographer: Any, client: Client, after: str) -> None:
    posted = {"login": "radiographer", "password": "demo-recordings", "next": after}
    answer = client.post(reverse("account_login"), posted)
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_the_demonstrations_password_opens_nothing_else(
    radiographer: Any, client: Client, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    posted = {"login": "radiographer", "password": "demo-recordings"}
    assert "is wrong" in client.post(reverse("account_login"), posted).content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_wrong_name_and_a_wrong_password_sound_the_same(radiographer: Any, client: Client) -> None:
    pages = [
        client.post(
            reverse("account_login"), {"login": name, "password": "wrong-password-1"}
        ).content.decode()
        for name in ("radiographer", "nobody")
    ]
    assert all("The user name or the password is wrong" in page for page in pages)


@pytest.mark.parametrize("name", ["radi\u043egrapher", "a\x00b", "x" * 10_000, "\u202eadmin"])
@pytest.mark.django_db
def test_odd_user_names_break_nothing(client: Client, name: str) -> None:
    assert client.post(reverse("account_login"), {"login": name, "password": "x"}).status_code == 200


@pytest.mark.django_db
def test_there_is_no_signing_up(client: Client) -> None:
    page = client.get(reverse("account_signup"))
    assert page.status_code == 200
    assert "<form" not in page.content.decode().split("<main")[1].split("</main>")[0]


def test_a_megabyte_of_form_is_refused(signed_in: Any, radiographer: Any) -> None:
    answer = signed_in(radiographer).post(reverse("patients:find"), {"family_name": "x" * 3_000_000})
    assert answer.status_code == 413


def test_a_missing_page_says_so(signed_in: Any, radiographer: Any) -> None:
    answer = signed_in(radiographer).get("/nowhere/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_page_of_another_role_says_so(signed_in: Any, outsider: Any) -> None:
    answer = signed_in(outsider).get(reverse("patients:find"))
    assert answer.status_code == 403
    assert "part of your role" in answer.content.decode()


def test_a_database_that_does_not_answer_is_said_and_not_traced(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    browser = signed_in(radiographer)
    browser.raise_request_exception = False
    monkeypatch.setattr(home, "needs_of", silent)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "OperationalError" not in answer.content.decode()


def test_a_fault_of_ours_shows_no_trace(
    signed_in: Any, radiographer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(radiographer)
    browser.raise_request_exception = False
    monkeypatch.setattr(home, "needs_of", lambda *_: 1 / 0)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.content.decode()


def test_every_page_forbids_what_it_does_not_need(signed_in: Any, radiographer: Any) -> None:
    answer = signed_in(radiographer).get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_signing_out_clears_the_browser(signed_in: Any, radiographer: Any) -> None:
    browser = signed_in(radiographer)
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/").status_code == 302


def test_a_log_line_stays_one_line() -> None:
    record = logging.makeLogRecord(
        {"name": "x", "levelname": "INFO", "msg": "from %s", "args": ("a\r\nforged: b",)}
    )
    assert "\n" not in OneLine().format(record)


def test_the_process_says_whether_it_is_ready(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").json() == {"ready": True}
    monkeypatch.setattr(home.triggers, "missing", lambda: ["audit_event_no_update"])
    assert client.get("/readyz").status_code == 503

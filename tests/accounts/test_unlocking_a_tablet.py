"""Quick unlock: a PIN opens one's own session again, at one device, and never anything else."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as live
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.accounts.models import Membership, QuickUnlock, User
from recordings_gov.accounts.models.quick_unlock import MOST_WRONG
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.jobs.tasks import forget_expired
from recordings_gov.pages.models import Draft
from tests.conftest import PASSWORD

PIN, OTHERS, WRONG = "482915", "903174", "700416"
IDLE = timedelta(seconds=live.SESSION_IDLE_SECONDS + 1)
HERE = reverse("accounts:unlock")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """``later(IDLE)``: so much time goes by."""
    moment = [datetime(2026, 11, 23, 8, 0, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: moment[0])

    def go_on(by: timedelta) -> None:
        moment[0] += by

    return go_on


@pytest.fixture
def tablet(client: Client, later: Any, db: None) -> Client:
    return client


def sign_in(tablet: Client, username: str) -> None:
    given = {"login": username, "password": PASSWORD}
    assert tablet.post(reverse("account_login"), given).status_code == 302


def set_pin(tablet: Client, pin: str) -> Any:
    tablet.get(reverse("accounts:pin"))
    return tablet.post(reverse("accounts:pin"), {"pin": pin, "again": pin})


def lock(tablet: Client, page: str = "/requests/", **fields: str) -> Any:
    return tablet.post(reverse("accounts:lock"), fields, headers={"Referer": f"http://testserver{page}"})


def unlock(tablet: Client, person: User, pin: str) -> Any:
    row = QuickUnlock.objects.get(user=person)
    return tablet.post(HERE, {"who": row.pk, "pin": pin})


def who_is_in_front(tablet: Client) -> str:
    answer = tablet.get(reverse("home"))
    return str(answer.context["user"].username) if answer.status_code == 200 else ""


@pytest.fixture
def ready(tablet: Client, radiographer: User) -> Client:
    """The radiographer has signed in and set a PIN."""
    sign_in(tablet, "radiographer")
    assert set_pin(tablet, PIN).status_code == 302
    return tablet


def test_a_pin_comes_after_the_password(tablet: Client, radiographer: User, later: Any) -> None:
    assert "/accounts/login/" in tablet.get(reverse("accounts:pin"))["Location"]
    sign_in(tablet, "radiographer")
    later(timedelta(minutes=6))
    assert set_pin(tablet, PIN)["Location"] == reverse("accounts:pin")
    assert tablet.get(reverse("accounts:pin"))["Location"].startswith(reverse("account_reauthenticate"))
    assert not QuickUnlock.objects.exists()
    assert not any(PIN in str(row.get_decoded()) for row in Session.objects.all())


@pytest.mark.parametrize(
    ("pin", "again", "says"),
    [
        ("123456", "123456", "too easy to guess"),
        ("48291", "48291", "Enter 6 digits"),
        ("482915", "482916", "not the same"),
    ],
)
def test_a_pin_that_will_not_do_is_said_and_never_shown(
    tablet: Client, radiographer: User, pin: str, again: str, says: str
) -> None:
    sign_in(tablet, "radiographer")
    tablet.get(reverse("accounts:pin"))
    answer = tablet.post(reverse("accounts:pin"), {"pin": pin, "again": again})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{pin}"' not in answer.content.decode()
    assert not QuickUnlock.objects.exists()


def test_locking_leaves_no_session_in_the_browser_and_the_pin_brings_page_and_draft_back(
    ready: Client, radiographer: User
) -> None:
    before = ready.cookies["sessionid"].value
    answer = lock(ready, "/requests/log/", draft_form="requests.log", room="CT 2")
    assert answer["Location"] == HERE
    assert not Session.objects.filter(session_key=before).exists()
    page = ready.get(HERE)
    assert radiographer.name in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ready.cookies["sessionid"].value not in Session.objects.filter(
        session_key=QuickUnlock.objects.get().session_key
    ).values_list("session_key", flat=True)
    assert who_is_in_front(ready) == ""
    assert unlock(ready, radiographer, PIN)["Location"] == "/requests/log/"
    assert who_is_in_front(ready) == "radiographer"
    assert Draft.objects.kept_for(radiographer, "requests.log", "")["room"] == "CT 2"


def test_without_a_script_the_form_itself_can_be_kept_and_locked(ready: Client) -> None:
    page = ready.get(reverse("requests:log")).content.decode()
    assert f'formaction="{reverse("accounts:lock")}">Keep what I typed, and lock' in page


@pytest.mark.parametrize("page", ["https://evil.example/x", "//evil.example", "", "/x" * 200])
def test_the_way_back_stays_here(ready: Client, radiographer: User, page: str) -> None:
    ready.post(reverse("accounts:lock"), headers={"Referer": page})
    row = QuickUnlock.objects.get()
    assert ready.post(f"{HERE}?next={page}", {"who": row.pk, "pin": PIN})["Location"] == "/"


def test_after_the_idle_limit_the_names_are_shown_and_what_was_sent_too_late_is_kept(
    ready: Client, radiographer: User, later: Any
) -> None:
    later(IDLE)
    late = {"draft_form": "requests.log", "room": "CT 2"}
    answer = ready.post(reverse("requests:log"), late, headers={"Referer": "http://testserver/requests/log/"})
    assert answer["Location"] == f"{HERE}?next=/requests/log/"
    assert Draft.objects.kept_for(radiographer, "requests.log", "")["room"] == "CT 2"
    assert unlock(ready, radiographer, PIN)["Location"] == "/requests/log/"
    later(IDLE)
    assert ready.get(reverse("pages:session")).json() == {"alive": False}
    assert who_is_in_front(ready) == ""


def test_without_a_pin_the_idle_limit_signs_out_and_keeps_what_was_sent_too_late(
    tablet: Client, radiographer: User, later: Any
) -> None:
    sign_in(tablet, "radiographer")
    later(IDLE)
    late = {"draft_form": "requests.log", "room": "CT 2"}
    assert "/accounts/login/" in tablet.post(reverse("requests:log"), late)["Location"]
    assert Draft.objects.kept_for(radiographer, "requests.log", "")["room"] == "CT 2"
    assert not Session.objects.filter(session_data__contains=radiographer.pk).exists()


def test_a_part_of_a_page_is_not_answered_with_the_lock(
    ready: Client, radiographer: User, later: Any
) -> None:
    part = {"HX-Request": "true", "Referer": "http://testserver/requests/log/"}
    later(IDLE)
    typed = {"draft_form": "requests.log", "room": "CT 2"}
    answer = ready.post(reverse("requests:answer"), typed, headers=part)
    assert (answer.status_code, answer["HX-Trigger"]) == (204, "app:gone")
    assert Draft.objects.kept_for(radiographer, "requests.log", "")["room"] == "CT 2"
    assert ready.get(reverse("requests:list"), headers=part)["HX-Refresh"] == "true"
    assert unlock(ready, radiographer, PIN)["Location"] == "/requests/log/"


def test_a_form_whose_session_is_gone_goes_to_the_door_and_a_forged_one_is_refused(
    radiographer: User,
) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = {"Referer": "http://testserver/requests/log/"}
    gone = strict.post(reverse("requests:log"), {"draft_form": "requests.log"}, headers=page)
    assert gone["Location"] == "/accounts/login/?next=/requests/log/"
    assert strict.post(reverse("account_login"), {"login": "x"}).status_code == 403
    strict.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    assert strict.post(reverse("requests:log"), {}, headers=page).status_code == 403


def test_a_late_form_without_its_token_is_not_kept(radiographer: User, later: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    later(IDLE)
    assert (
        strict.post(reverse("requests:log"), {"draft_form": "requests.log", "room": "x"}).status_code == 403
    )
    assert not Draft.objects.exists()
    assert strict.get(reverse("home")).status_code == 302


def test_two_people_take_turns_each_with_a_session_of_their_own(
    ready: Client, radiographer: User, colleague: User
) -> None:
    lock(ready, "/requests/log/", draft_form="requests.log", room="CT 2")
    sign_in(ready, "colleague")
    set_pin(ready, OTHERS)
    assert "CT 2" not in ready.get(reverse("requests:log")).content.decode()
    lock(ready, "/requests/")
    page = ready.get(HERE).content.decode()
    assert radiographer.name in page
    assert colleague.name in page
    assert unlock(ready, radiographer, OTHERS).status_code == 422
    assert who_is_in_front(ready) == ""
    assert unlock(ready, radiographer, PIN)["Location"] == "/requests/log/"
    assert who_is_in_front(ready) == "radiographer"
    lock(ready)
    assert unlock(ready, colleague, OTHERS)["Location"] == "/requests/"
    assert who_is_in_front(ready) == "colleague"
    assert Session.objects.filter(session_key__in=QuickUnlock.objects.values("session_key")).count() == 2


def test_five_wrong_pins_end_the_session_and_only_the_password_opens_another(
    ready: Client, radiographer: User
) -> None:
    lock(ready, draft_form="requests.log", room="CT 2")
    key = QuickUnlock.objects.get().session_key
    for left in range(MOST_WRONG - 1, 0, -1):
        answer = unlock(ready, radiographer, WRONG)
        assert answer.status_code == 422
        assert f"{left} of 5 tries are left" in answer.content.decode()
    last = unlock(ready, radiographer, WRONG)
    assert last["Location"] == reverse("account_login")
    assert "does not open this tablet any more" in ready.get(last["Location"]).content.decode()
    assert not Session.objects.filter(session_key=key).exists()
    assert not QuickUnlock.objects.exists()
    assert ready.get(HERE)["Location"] == reverse("account_login")
    sign_in(ready, "radiographer")
    assert Draft.objects.kept_for(radiographer, "requests.log", "")["room"] == "CT 2"


def test_a_right_pin_counts_the_tries_anew(ready: Client, radiographer: User) -> None:
    for _ in range(3):
        lock(ready)
        for _ in range(MOST_WRONG - 1):
            unlock(ready, radiographer, WRONG)
        assert unlock(ready, radiographer, PIN).status_code == 302


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_many_pins_at_once_five_are_looked_at(ready: Client, radiographer: User) -> None:
    lock(ready)
    row = QuickUnlock.objects.get()

    def counted(_: int) -> bool:
        try:
            return QuickUnlock.objects.get(pk=row.pk).count_a_try()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        assert sum(hands.map(counted, range(12))) == MOST_WRONG
    assert unlock(ready, radiographer, PIN)["Location"] == reverse("account_login")


def test_another_device_opens_nothing(ready: Client, radiographer: User) -> None:
    lock(ready)
    row = QuickUnlock.objects.get()
    elsewhere = Client()
    elsewhere.cookies["device"] = "c" * 32
    assert elsewhere.get(HERE)["Location"] == reverse("account_login")
    assert elsewhere.post(HERE, {"who": row.pk, "pin": PIN})["Location"] == reverse("account_login")
    assert ready.cookies["device"].value not in str(vars(row))


def test_the_key_of_a_locked_session_opens_nothing(ready: Client) -> None:
    lock(ready)
    thief = Client()
    thief.cookies["sessionid"] = QuickUnlock.objects.get().session_key
    assert thief.get(reverse("home")).status_code == 302
    assert QuickUnlock.objects.at(ready.cookies["device"].value).exists()


def change_password(radiographer: User) -> None:
    radiographer.set_password("correct horse battery staple")
    with acting_as(None, job="arranging a test"):
        radiographer.save()


def disable(radiographer: User) -> None:
    radiographer.is_active = False
    with acting_as(None, job="arranging a test"):
        radiographer.save()


def give_a_role(radiographer: User) -> None:
    with acting_as(None, job="arranging a test"):
        Membership(user=radiographer, role=Role.DPO).save()


@pytest.mark.parametrize("change", [change_password, disable, give_a_role])
def test_another_password_or_role_or_a_closed_account_ends_it(
    ready: Client, radiographer: User, change: Callable[[User], None]
) -> None:
    lock(ready)
    row = QuickUnlock.objects.get()
    change(radiographer)
    answer = ready.post(HERE, {"who": row.pk, "pin": PIN})
    assert answer["Location"] == reverse("account_login")
    assert who_is_in_front(ready) == ""
    assert radiographer.is_active is False or not QuickUnlock.objects.exists()


@pytest.mark.parametrize("change", [change_password, give_a_role])
def test_a_pin_that_does_not_hold_any_more_locks_nothing_and_signs_out(
    ready: Client, radiographer: User, change: Callable[[User], None]
) -> None:
    change(radiographer)
    assert "/accounts/login/" in lock(ready)["Location"]
    assert who_is_in_front(ready) == ""
    assert ready.get(HERE)["Location"] == reverse("account_login")


def test_signing_out_ends_the_pin(ready: Client) -> None:
    ready.post(reverse("account_logout"))
    assert not QuickUnlock.objects.exists()
    assert ready.get(HERE)["Location"] == reverse("account_login")


def test_changing_the_password_by_the_page_ends_every_pin(ready: Client, radiographer: User) -> None:
    new = "correct horse battery staple"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert ready.post(reverse("account_change_password"), given).status_code == 302
    assert not QuickUnlock.objects.exists()
    assert reverse("accounts:lock") not in ready.get(reverse("home")).content.decode()


def test_a_full_sign_in_takes_the_place_of_what_waited(ready: Client, radiographer: User) -> None:
    lock(ready)
    waiting = QuickUnlock.objects.get().session_key
    sign_in(ready, "radiographer")
    assert not QuickUnlock.objects.exists()
    assert not Session.objects.filter(session_key=waiting).exists()


def test_using_no_pin_any_more_leaves_the_session(ready: Client) -> None:
    ready.post(reverse("accounts:pin"), {"stop": "stop"})
    assert not QuickUnlock.objects.exists()
    assert who_is_in_front(ready) == "radiographer"


def test_the_absolute_limit_counts_from_the_password(ready: Client, radiographer: User, later: Any) -> None:
    for _ in range(70):
        later(timedelta(minutes=10))
        lock(ready)
        unlock(ready, radiographer, PIN)
    later(timedelta(minutes=19))
    assert who_is_in_front(ready) == ""
    assert ready.get(HERE).status_code == 200
    later(timedelta(minutes=2))
    assert ready.get(HERE)["Location"] == reverse("account_login")
    forget_expired()
    assert not QuickUnlock.objects.exists()


def test_whoever_is_in_front_is_asked_for_no_pin(ready: Client) -> None:
    assert ready.get(HERE)["Location"] == reverse("home")


def test_tries_at_one_tablet_are_limited(
    ready: Client, radiographer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recordings_gov.accounts.views import quick_unlock

    monkeypatch.setattr(quick_unlock, "MOST_TRIES", 1)
    lock(ready)
    assert unlock(ready, radiographer, WRONG).status_code == 422
    assert unlock(ready, radiographer, PIN).status_code == 429
    assert QuickUnlock.objects.get().wrong == 1


def test_each_step_leaves_an_event_and_none_tells_a_pin(ready: Client, radiographer: User) -> None:
    lock(ready)
    unlock(ready, radiographer, WRONG)
    unlock(ready, radiographer, PIN)
    lock(ready)
    for _ in range(MOST_WRONG):
        unlock(ready, radiographer, WRONG)
    events = Event.objects.filter(action__startswith="user.").order_by("pk").select_related("payload")
    names = [event.action.removeprefix("user.") for event in events]
    assert names == ["pin_set", "locked", "pin_wrong", "unlocked", "locked", *["pin_wrong"] * 4, "pin_ended"]
    assert all(event.object_id == radiographer.pk for event in events)
    by_nobody = {event.action for event in events if event.actor is None}
    assert by_nobody == {"user.pin_wrong", "user.pin_ended"}
    assert not any(PIN in str(event.payload.body) or WRONG in str(event.payload.body) for event in events)


def test_the_pin_is_nowhere_but_in_its_session_and_there_hashed(ready: Client) -> None:
    assert not any(PIN in str(value) for value in vars(QuickUnlock.objects.get()).values())
    kept = [row.get_decoded() for row in Session.objects.all()]
    assert not any(PIN in str(each) for each in kept)
    assert [bool(each.get("quick_unlock", {}).get("pin")) for each in kept] == [True]


def test_the_frame_offers_a_pin_to_who_works_at_the_patient_and_lock_to_who_has_one(
    ready: Client, medical_records: User
) -> None:
    assert reverse("accounts:lock") in ready.get(reverse("home")).content.decode()
    ready.post(reverse("account_logout"))
    sign_in(ready, "medical_records")
    home = ready.get(reverse("home")).content.decode()
    assert reverse("accounts:lock") not in home
    assert reverse("accounts:pin") not in home

"""Secret recording by staff is blocked without a current authorisation, and seen by two offices alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.covert import CovertCase, may_record_covertly
from consent.covert_lapsing import stop_lapsed_covert
from consent.models import CovertAuthorisation
from consent.research_room import waits_for
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.models import Event
from recordings_gov.notifications.models import Message
from tests.conftest import person
from tests.consent.situations import parts

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
GOOD = CovertCase(
    NOON, NOON, NOON + timedelta(hours=1), "serious_harm", "He denies it", "Surveillance commissioner", "S/1"
)
WRONG: dict[str, dict[str, Any]] = {
    "serious crime": {"ground": "convenience"},
    "no other way": {"no_other_way": " "},
    "Give the body": {"reference": ""},
    "has not begun": {"at": NOON - timedelta(seconds=1)},
    "has lapsed": {"at": NOON + timedelta(hours=1)},
}


@pytest.fixture
def lsms(db: None) -> User:
    return person("lsms", Role.LSMS, None)


def entered(by: Any, **words: Any) -> CovertAuthorisation:
    now = clock.now()
    said = {
        "body": "The body that the law names",
        "authorisation": "S/1",
        "begins_at": now - timedelta(hours=1),
        "expires_at": now + timedelta(hours=1),
        "ground": "serious_harm",
        "no_other_way": "Everything else was tried",
    }
    return CovertAuthorisation.enter(by=by, **(said | words))


def page(name: str, row: CovertAuthorisation) -> str:
    return reverse(f"consent:covert-{name}", kwargs={"reference": row.reference})


@pytest.mark.rule("R-093", "E")
def test_it_is_blocked_without_a_current_authorisation(lsms: Any, radiographer: Any) -> None:
    assert may_record_covertly(GOOD).verdict == "yes"
    for says, facts in WRONG.items():
        answer = may_record_covertly(replace(GOOD, **facts))
        assert (answer.verdict, len(answer.obstacles)) == ("no", 1)
        assert says in answer.obstacles[0].says
    with pytest.raises(PermissionDenied):
        entered(radiographer)
    with pytest.raises(ValidationError, match="blank"):
        entered(lsms, no_other_way=" ")
    with pytest.raises(ValidationError, match="lapsed already"):
        entered(lsms, expires_at=clock.now() - timedelta(minutes=1))
    later = entered(lsms, begins_at=clock.now() + timedelta(minutes=30))
    with pytest.raises(ValidationError, match="has not begun"):
        later.start(by=lsms, place="Room 4")
    row = entered(lsms)
    with pytest.raises(PermissionDenied):
        row.start(by=radiographer, place="Room 4")
    row.start(by=lsms, place="Room 4")
    row.stop(by=lsms, kept_where="Sealed, safe 2")
    assert row.recordings.get().kept_where == "Sealed, safe 2"


@pytest.mark.rule("R-093", "E")
def test_a_lapsed_authorisation_stops_what_runs(
    lsms: Any, ig_manager: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, idle = entered(lsms), entered(lsms)
    row.start(by=lsms, place="Room 4")
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", later.isoformat())
    with pytest.raises(ValidationError, match="has lapsed"):
        idle.start(by=lsms, place="Room 4")
    assert (stop_lapsed_covert(), stop_lapsed_covert()) == (2, 0)
    row.refresh_from_db()
    assert (row.status, row.recordings.get().ended_at) == ("lapsed", row.expires_at)
    told = Message.objects.filter(key__startswith=f"lapsed-{row.reference}")
    assert {message.to for message in told} == {lsms, ig_manager}
    assert not [word for word in ("secret", "record", "Room") if word in told[0].subject + told[0].body]
    assert "Act now" in told[0].body
    assert waits_for(ig_manager, clock.today())[0].url == row.get_absolute_url()
    shown = signed_in(lsms).get(row.get_absolute_url()).content.decode()
    assert "Switch it off now" in shown
    with pytest.raises(ValidationError, match="no later than now"):
        row.stop(by=lsms, kept_where="Safe 2", ended_at=later + timedelta(minutes=5))
    row.stop(by=lsms, kept_where="Safe 2", ended_at=later)
    row.refresh_from_db()
    assert (row.status, row.recordings.get().ran_over) == ("lapsed", True)
    assert "It ran on after" in signed_in(ig_manager).get(row.get_absolute_url()).content.decode()
    assert not waits_for(ig_manager, clock.today())
    with pytest.raises(ValidationError, match="written down already"):
        row.stop(by=lsms, kept_where="Safe 3")


@pytest.mark.rule("R-093", "E")
def test_two_offices_alone_see_it_and_every_look_is_logged(
    lsms: Any,
    ig_manager: Any,
    head_of_media_studio: Any,
    governance_lead: Any,
    medical_records: Any,
    media_studio: Any,
    consultant: Any,
    radiographer: Any,
    signed_in: Any,
) -> None:
    client, now = signed_in(lsms), clock.local(clock.now())
    times = parts(now, "00:00", "begins") | parts(now + timedelta(days=1), "23:00", "expires")
    words = {"ground": "serious_crime", "no_other_way": "None", "body": "The court", "authorisation": "S/2"}
    address = client.post(reverse("consent:covert-enter"), words | times).url
    row = CovertAuthorisation.objects.get()
    assert client.post(page("start", row), {"place": "Room 4"}).status_code == 302
    assert "nobody has said yet" in client.get(address).content.decode()
    off = parts(clock.local(clock.now()), f"{clock.local(clock.now()):%H:%M}", "ended")
    assert client.post(page("stop", row), off | {"kept_where": ""}).status_code == 422
    assert client.post(page("stop", row), off | {"kept_where": "Safe 2"}).status_code == 302
    assert "secret" not in address
    client = signed_in(ig_manager)
    before = Event.objects.filter(action="covertauthorisation.read").count()
    assert "Room 4" in client.get(address).content.decode()
    assert Event.objects.filter(action="covertauthorisation.read").count() == before + 1
    listed = reverse("consent:covert-list")
    assert row.reference in client.get(listed).content.decode()
    for user in (
        head_of_media_studio,
        governance_lead,
        medical_records,
        media_studio,
        consultant,
        radiographer,
    ):
        client = signed_in(user)
        assert not CovertAuthorisation.objects.visible_to(user).exists()
        assert {client.get(url).status_code for url in (address, listed)} <= {403, 404}
        assert "Secret recording" not in client.get(reverse("consent:overview")).content.decode()

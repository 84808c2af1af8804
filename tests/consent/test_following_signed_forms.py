"""The way of a signed form into the record, station by station; and the forms that stay somewhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from consent.chasing import chase
from consent.models import ConsentForm, CustodyEvent
from consent.models.form_custody import VERBS
from consent.models.form_signing import HowSigned
from consent.models.signature import SigningMeans
from consent.tasks import chase_forms
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Task
from recordings_gov.workflow import WrongState
from tests.consent.situations import explained, patients_part, signed, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(signed_form: ConsentForm, media_studio: Any, medical_records: Any) -> Any:
    """``way("received", "sent")``: the signed form, moved on by those who do that."""
    who = {
        "received": media_studio,
        "sent": media_studio,
        "scanned": medical_records,
        "filed": medical_records,
    }

    def moved(*steps: str) -> ConsentForm:
        for step in steps:
            getattr(signed_form, VERBS[step])(by=who[step])
        return signed_form

    return moved


@pytest.mark.both
@pytest.mark.rule("R-110", "E")
def test_each_station_is_dated_and_reached_once(way: Any, media_studio: Any) -> None:
    form = way("received", "sent", "scanned", "filed")
    assert (form.station, form.where, form.next_station) == ("filed", "In the record system", "")
    events = CustodyEvent.objects.filter(form=form)
    assert list(events.values_list("step", flat=True)) == ["received", "sent", "scanned", "filed"]
    assert all(event.at <= clock.now() for event in events)
    for verb in VERBS.values():
        with pytest.raises((ValidationError, PermissionDenied)):
            getattr(form, verb)(by=media_studio)
    assert events.count() == 4


def test_the_order_of_the_way_is_kept(way: Any, media_studio: Any, medical_records: Any) -> None:
    form = way()
    with pytest.raises(ValidationError, match="Receive it first"):
        form.send_to_records(by=media_studio)
    with pytest.raises(ValidationError, match="Scan it first"):
        form.file(by=medical_records)
    way("received", "scanned", "sent")
    assert (form.station, form.next_station) == ("scanned", "filed")
    with pytest.raises(ValidationError, match="been there already"):
        form.scan(by=medical_records)


def test_each_step_is_for_those_who_do_it(
    signed_form: ConsentForm, ig_manager: Any, medical_records: Any, media_studio: Any, form: ConsentForm
) -> None:
    for verb in VERBS.values():
        with pytest.raises(PermissionDenied):
            getattr(signed_form, verb)(by=ig_manager)
    for verb in ("receive", "send_to_records"):
        with pytest.raises(PermissionDenied):
            getattr(signed_form, verb)(by=medical_records)
    with pytest.raises(PermissionDenied):
        signed_form.file(by=media_studio)


def test_a_form_that_is_not_signed_goes_nowhere(form: ConsentForm, media_studio: Any) -> None:
    with pytest.raises(WrongState):
        form.receive(by=media_studio)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("consent_form_travels_once_it_is_signed", "station = 'sent'"),
        ("consent_form_travels_once_it_is_signed", "station_since = created_at"),
        (
            "consent_form_travels_once_it_is_signed",
            "station = 'sent', station_since = created_at, signed_at = NULL, status = 'declined'",
        ),
    ],
)
def test_the_database_itself_keeps_the_way(signed_form: ConsentForm, name: str, change: str) -> None:
    statement = f"UPDATE consent_consentform SET {change} WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [signed_form.pk])


@pytest.mark.both
@pytest.mark.rule("R-110", "N")
def test_a_form_that_stays_somewhere_is_chased_once_until_it_moves(
    way: Any, consultant: Any, media_studio: Any, medical_records: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two working days at each station; whoever can move it on is asked, and asked once."""
    form, last = way(), clock.now()
    asked = [
        ("received", "Bring the signed form", consultant),
        ("sent", "Send the signed form", media_studio),
        ("scanned", "Scan the signed form", medical_records),
        ("filed", "Put the signed form", medical_records),
    ]
    for step, words, whose in asked:
        assert form.moves_by(2) > clock.local(last).date()
        monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{form.moves_by(2):%Y-%m-%d}T12:00")
        chase_forms()
        assert not Task.objects.undone().exists(), f"too early to ask: {step}"
        monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{form.moves_by(2) + timedelta(days=1):%Y-%m-%d}T07:00")
        assert chase_forms() == 1
        assert chase_forms() == 0
        (task,) = Task.objects.undone()
        assert task.what.startswith(words)
        assert form.reference in task.what
        assert "Marigold" not in task.what
        assert task.due_on == form.moves_by(2)
        assert list(Task.objects.visible_to(whose).undone()) == [task]
        way(step)
        assert not Task.objects.undone().exists()
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2036-01-02T07:00")
    chase_forms()
    assert Task.objects.count() == 4


def test_whoever_left_is_not_asked_and_a_department_has_its_own_patience(
    signed_form: ConsentForm, consultant: Any, media_studio: Any, department: Any, setting_up: None
) -> None:
    from recordings_gov.accounts.models import Setting

    consultant.is_active = False
    consultant.save()
    day = signed_form.moves_by(2) + timedelta(days=1)
    Setting(
        department=department, name="custody_days", value=5, reason="Far away.", set_by=media_studio
    ).save()
    assert chase(day) == 0
    with acting_as(None, job="test"):
        assert chase(signed_form.moves_by(5) + timedelta(days=1)) == 1
    assert Task.objects.get().role == "media_studio"


def test_many_forms_move_on_together_and_one_that_cannot_stops_no_other(
    signed_in: Any, consultant: Any, department: Any, patient: Any, media_studio: Any
) -> None:
    made = [
        signed(explained(started(consultant, department, patient), consultant), consultant) for _ in "123"
    ]
    client, address = signed_in(media_studio), reverse("consent:custody")
    page = client.get(address).content.decode()
    assert all(form.reference in page for form in made)
    assert "Marigold" not in page
    assert client.post(f"{address}?at=signed", {}).status_code == 422
    stolen = {"forms": [made[0].reference, made[1].reference]}
    answer = client.post(f"{address}?at=signed", stolen, follow=True).content.decode()
    assert "2 forms moved on" in answer
    assert made[2].reference in answer
    assert client.post(f"{address}?at=signed", stolen).status_code == 422
    received = client.get(f"{address}?at=received").content.decode()
    assert made[0].reference in received
    assert made[2].reference not in received


def test_the_list_is_for_ones_own_department_and_steps_for_those_who_do_them(
    signed_in: Any, radiographer: Any, other_radiographer: Any, medical_records: Any, signed_form: ConsentForm
) -> None:
    address = f"{reverse('consent:custody')}?at=signed"
    page = signed_in(radiographer).get(address).content.decode()
    assert signed_form.reference in page
    assert "Mark as received" not in page
    answer = signed_in(radiographer).post(address, {"forms": [signed_form.reference]}, follow=True)
    assert "not part of your role" in answer.content.decode()
    signed_form.refresh_from_db()
    assert signed_form.station == ""
    assert signed_form.reference not in signed_in(other_radiographer).get(address).content.decode()
    assert "Mark as in the record system" not in signed_in(medical_records).get(address).content.decode()


def test_each_step_has_its_page_and_the_form_shows_the_way(
    signed_in: Any, way: Any, media_studio: Any, medical_records: Any
) -> None:
    form = way()
    steps = (
        ("receive", media_studio),
        ("send", media_studio),
        ("scan", medical_records),
        ("file", medical_records),
    )
    for step, who in steps:
        client = signed_in(who)
        address = reverse(f"consent:form-{step}", kwargs={"reference": form.reference})
        assert client.get(address).status_code == 200
        assert client.post(address)["Location"] == form.get_absolute_url()
    page = signed_in(medical_records).get(form.get_absolute_url()).content.decode()
    for words in ("Received by Media Studio", "Sent to medical records", "Scanned", "In the record system"):
        assert words in page


def test_the_list_asks_few_questions_however_many_there_are(
    signed_in: Any, consultant: Any, department: Any, patient: Any, media_studio: Any, at_most_queries: Any
) -> None:
    for _ in range(8):
        signed(explained(started(consultant, department, patient), consultant), consultant)
    client = signed_in(media_studio)
    with at_most_queries(14):
        client.get(reverse("consent:custody"))
    home = client.get("/").content.decode()
    assert "Receive 8 signed forms" in home


@pytest.mark.rule("R-110", "E")
def test_a_form_signed_on_the_screen_has_no_paper_to_bring(
    form: ConsentForm, consultant: Any, media_studio: Any, medical_records: Any
) -> None:
    part = patients_part(form) | {"signing": HowSigned(SigningMeans.TYPED)}
    form.answer(by=consultant, **part)
    form.countersign(by=consultant, means=SigningMeans.SIGN_IN)
    assert (form.status, form.station, form.next_station) == ("signed", "scanned", "filed")
    with pytest.raises(ValidationError, match="has moved on"):
        form.receive(by=media_studio)
    form.file(by=medical_records)
    assert form.station == "filed"

"""A photo with the approved app has its own evidence, and is for the health record and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.app_route import AppCase, MadeWith, SentBy, may_use_app
from consent.asking_use import Wanted, answer_for
from consent.models import AppDevice, ConsentForm, Recording
from consent.using import Use, UseCase, may_use
from consent.using.words import RESTS_ON, Aim, Said
from recordings_gov import clock
from recordings_gov.incidents.models import Incident
from tests.consent.situations import TEACHING, parts, started

GOOD = AppCase(MadeWith.APP, True, "Sam Example", "out_of_hours", SentBy.APP, True, True)
WRONG: dict[str, dict[str, Any]] = {
    "not registered": {"device_is_registered": False},
    "chaperone": {"chaperone": " "},
    "why Media Studio": {"why": ""},
    "by the app alone": {"sent_by": SentBy.OTHER},
    "Explain first": {"explained": False},
    "nothing else": {"is_for_care": False},
}
DEVICE = {
    "asset_number": "TAB-7",
    "record_registration": "EPR 12",
    "app_name": "The approved app",
    "kept_by": "Ward 4",
}


@pytest.fixture
def device(ig_manager: Any) -> AppDevice:
    return AppDevice.register(by=ig_manager, **DEVICE)


def words(device: AppDevice | None, **more: Any) -> dict[str, Any]:
    return {
        "shows": "Wound, left shin",
        "captured_at": clock.now(),
        "device": device,
        "no_photographer": "out_of_hours",
        "chaperone": "Sam Example",
        "explained": True,
        "sent_by": "app",
    } | more


@pytest.mark.rule("R-196", "E")
@pytest.mark.rule("R-199", "E")
def test_each_thing_that_is_missing_refuses_the_app() -> None:
    assert may_use_app(GOOD).verdict == "yes"
    for says, facts in WRONG.items():
        answer = may_use_app(replace(GOOD, **facts))
        assert (answer.verdict, len(answer.obstacles)) == ("no", 1)
        assert says in answer.obstacles[0].says
    assert may_use_app(replace(GOOD, made_with=MadeWith.PHONE)).verdict == "phone"
    sent = may_use_app(replace(GOOD, sent_by=SentBy.MESSAGE))
    assert (sent.verdict, "Picture messages" in sent.obstacles[0].says) == ("message", True)


@pytest.mark.rule("R-196", "E")
@pytest.mark.rule("R-199", "E")
@pytest.mark.rule("R-199", "R")
def test_only_a_registered_device_after_both_signatures_makes_an_entry(
    device: AppDevice,
    signed_form: ConsentForm,
    consultant: Any,
    ig_manager: Any,
    department: Any,
    patient: Any,
) -> None:
    with pytest.raises(PermissionDenied):
        AppDevice.register(by=consultant, **DEVICE | {"asset_number": "TAB-8"})
    draft = started(consultant, department, patient)
    with pytest.raises(ValidationError, match="Both sign before"):
        Recording.capture_by_app(by=consultant, form=draft, **words(device))
    for wrong in ({"device": None}, {"chaperone": ""}, {"sent_by": "message"}, {"explained": False}):
        with pytest.raises(ValidationError):
            Recording.capture_by_app(by=consultant, form=signed_form, **(words(device) | wrong))
    made = Recording.capture_by_app(by=consultant, form=signed_form, **words(device))
    assert (made.app_device, made.app_chaperone, made.app_explained) == (device, "Sam Example", True)
    device.withdraw(by=ig_manager, because="Lost its app")
    with pytest.raises(ValidationError, match="not registered"):
        Recording.capture_by_app(by=consultant, form=signed_form, **words(device))


@pytest.mark.rule("R-197", "E")
def test_an_app_photo_is_for_the_record_alone_whatever_was_signed(
    device: AppDevice,
    signed_form: ConsentForm,
    consultant: Any,
    media_studio: Any,
    department: Any,
    patient: Any,
) -> None:
    for use in Use:
        rests_on = RESTS_ON.get(use, Aim.RECORD)
        case = UseCase(use=use, teaching=Said.GIVEN, named=Said.GIVEN, is_of_an_app=True)
        if use != Use.DISCLOSE:
            assert (may_use(case).verdict == "yes") == (rests_on == Aim.RECORD)
    made = Recording.capture_by_app(by=consultant, form=signed_form, **words(device))
    assert answer_for(made, consultant, Wanted("view")).verdict == "yes"
    assert answer_for(made, consultant, Wanted("teach")).verdict == "no"
    assert made.off_camera_due_on is made.library_due_on is None
    assert "stays out of the library" in made.upload_answer().obstacles[0].says
    with pytest.raises(ValidationError, match="record alone"):
        started(consultant, department, patient, TEACHING, made_for="secondary", further_to=made)


@pytest.mark.rule("R-198", "E")
@pytest.mark.rule("R-199", "E")
@pytest.mark.rule("R-208", "P")
def test_a_staff_phone_outside_the_app_is_refused_and_an_incident(
    device: AppDevice, signed_form: ConsentForm, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    client = signed_in(consultant)
    address = reverse("consent:form-app-photo", kwargs={"reference": signed_form.reference})
    capture = reverse("consent:form-capture", kwargs={"reference": signed_form.reference})
    assert address in client.get(capture).content.decode()
    assert client.get(address).status_code == 200
    when = parts(clock.local(clock.now()), f"{clock.local(clock.now()):%H:%M}", "captured")
    sent = when | {"made_with": "phone", "shows": "Wound"}
    refused = client.post(address, sent)
    incident = Incident.objects.get()
    assert refused.url == incident.get_absolute_url()
    assert (incident.kind, incident.about_reference) == ("staff_unregistered", signed_form.reference)
    assert not Recording.objects.exists()
    assert client.post(address, sent | {"made_with": "app"}).status_code == 422
    rest = {
        "device": device.reference,
        "no_photographer": "not_in_time",
        "chaperone": "Sam",
        "explained": "on",
    }
    assert client.post(address, sent | {"made_with": "app", "sent_by": "other"} | rest).status_code == 422
    messaged = client.post(address, sent | {"made_with": "app", "sent_by": "message"}, follow=True)
    assert "Picture messages are not safe" in messaged.content.decode()
    assert Incident.objects.latest("pk").kind == "unauthorised_copy"
    assert not Recording.objects.exists()
    made = client.post(address, sent | {"made_with": "app", "sent_by": "app"} | rest)
    assert made.url == Recording.objects.get().get_absolute_url()
    assert "The approved app, device TAB-7" in client.get(made.url).content.decode()
    client = signed_in(media_studio)
    assert "The approved app, device TAB-7" in client.get(reverse("consent:quality-list")).content.decode()
    check = reverse("consent:recording-quality", kwargs={"reference": Recording.objects.get().reference})
    good = {"resolution": "yes", "colour_depth": "yes", "offer": "not_needed"}
    assert client.post(check, good).status_code == 302
    assert "The approved app" not in client.get(reverse("consent:quality-list")).content.decode()


def test_devices_are_kept_on_their_page(
    ig_manager: Any, consultant: Any, outsider: Any, signed_in: Any
) -> None:
    client = signed_in(ig_manager)
    address = client.post(reverse("consent:app-device-register"), DEVICE).url
    assert "TAB-7" in client.get(reverse("consent:app-device-list")).content.decode()
    assert "End its registration" in client.get(address).content.decode()
    assert client.post(address + "withdraw/", {"because": "Lost its app"}).status_code == 302
    assert "Lost its app" in client.get(address).content.decode()
    shown = signed_in(consultant).get(address).content.decode()
    assert "End its registration" not in shown
    assert signed_in(outsider).get(address).status_code == 403

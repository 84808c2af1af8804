"""Prints: exceptional, Media Studio's alone, with both checks; counted, so that too many are seen."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import Recording
from consent.print_watch import TOO_MANY, counted, months_up_to, ordered_in
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.workflow import WrongState
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import article_of, ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    return recorded(signed_form, media_studio)


@pytest.mark.rule("R-193", "E")
def test_only_media_studio_prints_with_a_reason_and_both_checks(
    recording: Recording, consultant: Any, media_studio: Any, outsider: Any
) -> None:
    with pytest.raises(ValidationError, match="cannot be blank"):
        ordered(recording, consultant, reason=" ")
    with pytest.raises(PermissionDenied):
        ordered(recording, outsider)
    order = ordered(recording, consultant, copies=2)
    assert (order.check_asked.use, order.check_asked.verdict) == ("print", "yes")
    with pytest.raises(PermissionDenied):
        order.make(by=consultant, colour_checked=True, identity_checked=True)
    for missing in ({"colour_checked": False}, {"identity_checked": False}):
        with pytest.raises(ValidationError, match="Check the colour and the NHS identity"):
            order.make(by=media_studio, **({"colour_checked": True, "identity_checked": True} | missing))
        order.refresh_from_db()
    order.make(by=media_studio, colour_checked=True, identity_checked=True)
    step = recording.custody.get(step="printed")
    assert (order.status, step.to, step.says) == ("printed", str(consultant), f"2 copies, {order.reference}")
    with pytest.raises(WrongState):
        order.decline(by=media_studio, reason="Too late")


@pytest.mark.rule("R-193", "E")
def test_it_is_asked_when_it_is_ordered_and_once_more_when_it_is_printed(
    recording: Recording, consultant: Any, media_studio: Any
) -> None:
    order = ordered(recording, consultant, aim="named_purpose", permission=article_of(recording))
    taken_back(recording.form, consultant, permissions=[article_of(recording).pk])
    order.refresh_from_db()
    assert order.status == "stopped"
    with pytest.raises(ValidationError, match="taken back"):
        ordered(recording, consultant, aim="named_purpose", permission=article_of(recording))
    for_care = ordered(recording, consultant)
    for_care.decline(by=media_studio, reason="It is on every screen in theatre")
    assert for_care.status == "declined"


@pytest.mark.rule("R-209", "P")
def test_too_many_orders_of_one_person_in_a_month_are_marked(
    recording: Recording, consultant: Any, media_studio: Any, ig_manager: Any, signed_in: Any
) -> None:
    Setting.choose(by=ig_manager, name=TOO_MANY.name, department=None, value="2", reason="A pilot")
    ordered(recording, consultant)
    ordered(recording, media_studio, copies=3)
    month = clock.today()
    assert [(row.orders, row.is_too_many) for row in ordered_in(month)] == [(1, False), (1, False)]
    ordered(recording, consultant)
    assert {row.who: row.is_too_many for row in ordered_in(month)} == {
        consultant.name: True,
        media_studio.name: False,
    }
    assert counted(months_up_to(month))[-1] == (month.replace(day=1), 3)
    page = signed_in(media_studio).get(reverse("consent:print-months")).content.decode()
    assert "1 person to ask about their prints" in page
    assert page.count("Ask about them") == 1
    address = reverse("consent:recording-print", kwargs={"reference": recording.reference})
    said = signed_in(consultant).get(address).content.decode()
    assert "You have ordered 2 prints this month" in said
    assert "From 2 on you are asked about them" in said


@pytest.mark.rule("R-100", "E")
def test_it_is_ordered_and_printed_on_the_page(
    recording: Recording, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    client = signed_in(consultant)
    entry = client.get(recording.get_absolute_url()).content.decode()
    address = reverse("consent:recording-print", kwargs={"reference": recording.reference})
    assert address in entry
    said = {"aim": "record", "reason": "For theatre", "copies": "1"}
    order_url = client.post(address, said).headers["Location"]
    order = recording.print_orders.get()
    assert order_url == order.get_absolute_url()
    made = reverse("consent:print-make", kwargs={"reference": order.reference})
    assert client.get(made).status_code == 403
    client = signed_in(media_studio)
    assert f"Print {order.reference}" in client.get(reverse("home")).content.decode()
    assert client.post(made, {"colour_checked": "on"}).status_code == 422
    client.post(made, {"colour_checked": "on", "identity_checked": "on"})
    assert "Colour and NHS identity" in client.get(order.get_absolute_url()).content.decode()
    teaching = recording.form.permissions.get(kind="teaching")
    taken_back(recording.form, consultant, permissions=[teaching.pk])
    refused = signed_in(consultant).post(address, said | {"aim": "teaching"})
    assert "What to do: use another recording" in refused.content.decode()
    kept = Event.objects.get(action="recording.use_refused")
    assert (refused.status_code, kept.actor, kept.object_id) == (422, consultant, recording.pk)
    assert (kept.payload.body["use"], kept.payload.body["answer"]) == ("print", "no")


@pytest.mark.rule("R-209", "P")
def test_two_people_of_one_name_are_counted_apart(
    recording: Recording, consultant: Any, media_studio: Any
) -> None:
    with acting_as(None, job="arranging a test"):
        media_studio.name = consultant.name
        media_studio.save()
    ordered(recording, consultant)
    ordered(recording, media_studio)
    assert [row.orders for row in ordered_in(clock.today())] == [1, 1]

"""A picture in use that somebody no longer agrees to: who hears, what stops, what cannot be called back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.models import Picture
from recordings_gov import clock
from recordings_gov.notifications.models import Message, Task
from requests_app.models import StaffObjection
from tests.consent.releases import EVENING_NEWS, LEAFLET, TYPED, kept, released, staff_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_use(communications: Any, radiographer: Any) -> Picture:
    """Of Kim, and of a radiographer at their own machine; in the leaflet and in the evening news."""
    by = communications
    picture = kept(by)
    picture.add_person(by=by, shown_as="patient", name="Kim Visitor", release=released(by))
    picture.add_person(by=by, shown_as="staff", staff=radiographer, normally_operates=True)
    picture.say_complete(by=by)
    picture.use(by=by, use=LEAFLET)
    picture.ask_for_release(by=by, person=picture.people.get(name="Kim Visitor"), uses=[EVENING_NEWS])
    kims(picture, further=True).sign(by=by, name="Kim Visitor", signing=TYPED)
    picture.use(by=by, use=EVENING_NEWS)
    return picture


def kims(picture: Picture, *, further: bool = False) -> Any:
    release = picture.people.get(name="Kim Visitor").release
    return release.further.get() if further else release


@pytest.mark.rule("R-168", "E")
@pytest.mark.rule("R-169", "E")
def test_a_release_taken_back_stops_its_own_uses_and_what_is_out_is_said(
    in_use: Picture, communications: Any, media_studio: Any, head_of_media_studio: Any, signed_in: Any
) -> None:
    release = kims(in_use)
    page = signed_in(media_studio).get(f"{release.get_absolute_url()}withdraw/").content.decode()
    assert "Used so far for" in page
    assert kims(in_use, further=True).reference in page  # each is taken back by itself
    release.withdraw(by=media_studio, words="Mrs Private saw it on a bus.")
    task, message = Task.objects.undone().get(), Message.objects.get()
    assert (task.role, task.due_on, task.about_reference) == (
        "communications",
        clock.today(),
        in_use.reference,
    )
    assert (message.to, "Private" in message.body) == (communications, False)
    leaflet, bulletin = (in_use.uses.get(named=use.named) for use in (LEAFLET, EVENING_NEWS))
    assert in_use.not_agreed_any_more() == [leaflet]
    client = signed_in(communications)
    page = client.get(in_use.get_absolute_url()).content.decode()
    assert "Stop now: 1 use not agreed to any more" in page
    assert page.count("To be stopped") == 1
    address = reverse("consent:picture-end-use", kwargs={"reference": in_use.reference, "number": leaflet.pk})
    assert client.post(address, {"says": "", "is_beyond_recall": "yes"}).status_code == 422
    said = {"says": "The rest of the leaflets are destroyed", "is_beyond_recall": "yes"}
    assert client.post(address, said).status_code == 302
    leaflet.refresh_from_db()
    assert (leaflet.ended_by, leaflet.is_beyond_recall) == (communications, True)
    assert not Task.objects.undone().exists()
    page = client.get(in_use.get_absolute_url()).content.decode()
    assert ("Cannot be called back" in page, "To be stopped" in page) == (True, False)
    page = client.get(release.get_absolute_url()).content.decode()
    assert "The rest of the leaflets are destroyed" in page
    with pytest.raises(ValidationError, match="written down already"):
        in_use.end_use(by=communications, use=leaflet, says="Again", is_beyond_recall=False)
    other = kept(communications)
    strange = reverse("consent:picture-end-use", kwargs={"reference": other.reference, "number": bulletin.pk})
    assert client.get(strange).status_code == 404
    assert in_use.not_agreed_any_more() == []


@pytest.mark.rule("R-172", "E")
@pytest.mark.rule("R-172", "W")
def test_an_objection_raised_after_the_picture_was_cleared_is_told_and_shuts_every_use(
    in_use: Picture, communications: Any, radiographer: Any, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    objection = StaffObjection.register(by=radiographer, covers="voice", reason="A private matter")
    assert not Task.objects.exists()  # a photo has no sound
    objection.vary(by=radiographer, covers="both", reason="A private matter")
    assert Task.objects.undone().count() == in_use.uses.count() == 2
    assert {row.to for row in Message.objects.all()} == {communications}
    assert not [row for row in Message.objects.all() if radiographer.name in row.body + row.subject]
    with pytest.raises(ValidationError, match="asked not to be recorded"):
        in_use.use(by=communications, use=LEAFLET)
    client = signed_in(communications)
    page = client.get(in_use.get_absolute_url()).content.decode()
    assert "Stop now: 2 uses not agreed to any more" in page
    assert "Use this picture" not in page
    # Their own written yes, later than the objection, opens it again, on the page too.
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(minutes=2)).isoformat())
    row = in_use.people.get(staff=radiographer)
    release = staff_release(communications, radiographer, LEAFLET)
    in_use.take_release(by=communications, person=row, release=release)
    page = client.get(in_use.get_absolute_url()).content.decode()
    assert "Stop now: 1 use not agreed to any more" in page
    assert "Has asked not to be recorded" not in page
    in_use.use(by=communications, use=LEAFLET)
    assert Task.objects.undone().count() == 1  # the leaflet is agreed to again; the bulletin is not
    # What they object to is said again, later than the release: that counts more.
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(minutes=2)).isoformat())
    objection.vary(by=radiographer, covers="image")
    with pytest.raises(ValidationError, match="since they signed"):
        in_use.use(by=communications, use=LEAFLET)
    assert Task.objects.undone().count() == 3
    objection.lift(by=radiographer)
    assert not Task.objects.undone().exists()
    assert in_use.not_agreed_any_more() == []


@pytest.mark.rule("R-171", "E")
def test_somebody_found_in_a_picture_that_is_in_use_stops_every_use(
    in_use: Picture, communications: Any, media_studio: Any
) -> None:
    in_use.find_bystander(by=media_studio, says="A visitor behind the glass")
    assert Task.objects.undone().count() == 2
    assert Message.objects.count() == 2
    for row in in_use.uses.all():
        in_use.end_use(by=communications, use=row, says="Off the website", is_beyond_recall=False)
    assert in_use.status == "quarantined"
    assert not Task.objects.undone().exists()

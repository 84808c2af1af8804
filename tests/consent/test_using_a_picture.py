"""Pictures of wards, equipment and staff: used once everybody who can be recognised has agreed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import ModelRelease, Picture
from recordings_gov import clock
from recordings_gov.workflow import WrongState
from requests_app.models import StaffObjection
from tests.consent.releases import EVENING_NEWS, LEAFLET, TYPED, kept, prepared, released, staff_release

pytestmark = pytest.mark.django_db


def url(name: str, picture: Picture, **more: Any) -> str:
    return reverse(f"consent:picture-{name}", kwargs={"reference": picture.reference, **more})


@pytest.fixture
def picture(communications: Any) -> Picture:
    """Of the new scanner; nobody is named yet."""
    return kept(communications)


@pytest.mark.rule("R-167", "E")
def test_each_person_who_appears_has_a_release_of_their_own(picture: Picture, communications: Any) -> None:
    by = communications
    kims = released(by)
    picture.add_person(by=by, shown_as="patient", name="Kim Visitor", release=kims)
    picture.add_person(by=by, shown_as="public", name="Lee Walker")
    lee = picture.people.get(name="Lee Walker")
    with pytest.raises(ValidationError, match="is somebody else's"):
        picture.take_release(by=by, person=lee, release=released(by, "Ash Porter"))
    with pytest.raises(ValidationError, match="Somebody else in this picture has"):
        picture.add_person(by=by, shown_as="public", name="Kim Visitor", release=kims)
    picture.say_complete(by=by)
    with pytest.raises(ValidationError, match="Lee Walker: They have not signed our release"):
        picture.use(by=by, use=LEAFLET)
    picture.take_release(by=by, person=lee, release=released(by, "Lee Walker"))
    picture.use(by=by, use=LEAFLET)
    assert [str(row) for row in picture.uses.all()] == ["Leaflet, poster or report: Open day leaflet 2027"]


@pytest.mark.rule("R-167", "E")
def test_nothing_is_used_before_everybody_is_named(picture: Picture, communications: Any) -> None:
    with pytest.raises(WrongState):
        picture.use(by=communications, use=LEAFLET)
    picture.say_complete(by=communications)
    picture.add_person(by=communications, shown_as="public", name="Lee Walker")
    assert picture.status == "open"


@pytest.mark.rule("R-168", "E")
@pytest.mark.rule("R-169", "E")
def test_a_new_use_waits_for_a_further_release(picture: Picture, communications: Any) -> None:
    by = communications
    picture.add_person(by=by, shown_as="patient", name="Kim Visitor", release=released(by))
    picture.say_complete(by=by)
    picture.use(by=by, use=LEAFLET)
    with pytest.raises(ValidationError, match="does not name this use"):
        picture.use(by=by, use=EVENING_NEWS)
    kim = picture.people.get()
    picture.ask_for_release(by=by, person=kim, uses=[EVENING_NEWS])
    further = ModelRelease.objects.get(further_to=kim.release)
    with pytest.raises(ValidationError):
        picture.use(by=by, use=EVENING_NEWS)
    further.sign(by=by, name="Kim Visitor", signing=TYPED)
    picture.use(by=by, use=EVENING_NEWS)
    kim.release.withdraw(by=by)
    with pytest.raises(ValidationError):
        picture.use(by=by, use=LEAFLET)
    picture.use(by=by, use=EVENING_NEWS)


@pytest.mark.rule("R-172", "E")
@pytest.mark.rule("R-172", "W")
def test_deemed_consent_ends_where_the_register_of_objections_begins(
    picture: Picture, communications: Any, radiographer: Any, signed_in: Any
) -> None:
    by = communications
    picture.add_person(by=by, shown_as="staff", staff=radiographer, normally_operates=True)
    picture.say_complete(by=by)
    client = signed_in(communications)
    assert "Deemed to agree" in client.get(picture.get_absolute_url()).content.decode()
    picture.use(by=by, use=LEAFLET)
    objection = StaffObjection.register(by=radiographer, covers="voice")
    picture.use(by=by, use=LEAFLET)
    objection.vary(by=radiographer, covers="image", reason="A private matter")
    page = client.get(picture.get_absolute_url()).content.decode()
    assert "Has asked not to be recorded" in page
    assert "A private matter" not in page
    with pytest.raises(ValidationError, match="asked not to be recorded"):
        picture.use(by=by, use=LEAFLET)
    objection.vary(by=radiographer, covers="voice")
    film = kept(by, kind="film")
    film.add_person(by=by, shown_as="staff", staff=radiographer, normally_operates=True)
    film.say_complete(by=by)
    with pytest.raises(ValidationError, match="asked not to be recorded"):
        film.use(by=by, use=LEAFLET)
    objection.lift(by=radiographer)
    picture.use(by=by, use=LEAFLET)


@pytest.mark.rule("R-172", "E")
def test_staff_away_from_their_own_equipment_sign_a_release(
    picture: Picture, communications: Any, radiographer: Any, colleague: Any
) -> None:
    by = communications
    picture.add_person(by=by, shown_as="staff", staff=radiographer)
    picture.say_complete(by=by)
    with pytest.raises(ValidationError, match="need a staff release"):
        picture.use(by=by, use=LEAFLET)
    row = picture.people.get()
    with pytest.raises(ValidationError, match="somebody else"):
        picture.take_release(by=by, person=row, release=staff_release(by, colleague, LEAFLET))
    picture.take_release(by=by, person=row, release=staff_release(by, radiographer, LEAFLET))
    picture.use(by=by, use=LEAFLET)
    bare = kept(by, equipment="")
    with pytest.raises(ValidationError, match="which equipment"):
        bare.add_person(by=by, shown_as="staff", staff=radiographer, normally_operates=True)


@pytest.mark.rule("R-171", "E")
def test_somebody_in_it_by_accident_shuts_it_whatever_they_sign_later(
    picture: Picture, communications: Any
) -> None:
    by = communications
    picture.say_complete(by=by)
    picture.find_bystander(by=by, says="A visitor behind the glass")
    assert (picture.status, picture.publish_locked) == ("quarantined", True)
    released(by, "The Visitor")
    for step in (
        lambda: picture.use(by=by, use=LEAFLET),
        lambda: picture.add_person(by=by, shown_as="public", name="The Visitor"),
        lambda: picture.say_complete(by=by),
    ):
        with pytest.raises(WrongState):
            step()


def test_only_those_who_keep_releases_keep_pictures(
    picture: Picture, radiographer: Any, outsider: Any, signed_in: Any
) -> None:
    with pytest.raises(PermissionDenied):
        kept(radiographer)
    with pytest.raises(ValidationError, match="in the future"):
        kept(picture.kept_by, made_on=clock.today() + timedelta(days=1))
    for who in (radiographer, outsider):
        assert signed_in(who).get(picture.get_absolute_url()).status_code in (403, 404)


def test_from_the_list_to_a_use_on_the_page(
    communications: Any, radiographer: Any, signed_in: Any, at_most_queries: Any
) -> None:
    client = signed_in(communications)
    today = clock.today()
    given = {
        "kind": "film",
        "title": "The new scanner at work",
        "place": "Imaging, room 1",
        "made_on_day": today.day,
        "made_on_month": today.month,
        "made_on_year": today.year,
        "made_by": "Media Studio",
        "equipment": "The new scanner",
    }
    assert client.post(reverse("consent:picture-new"), given).status_code == 302
    picture = Picture.objects.get()
    add = url("add-person", picture)
    assert client.post(add, {"shown_as": "staff", "staff": radiographer.username}).status_code == 422
    client.post(add, {"shown_as": "staff", "staff": radiographer.username, "normally_operates": "yes"})
    client.post(add, {"shown_as": "patient", "name": "Kim Visitor"})
    person = picture.people.get(name="Kim Visitor")
    assert "1 person has not agreed" in client.get(picture.get_absolute_url()).content.decode()
    asked = {"person_is": "adult", "purpose_1": "printed", "named_1": LEAFLET.named}
    assert client.post(url("ask", picture, number=person.pk), asked).status_code == 302
    release = ModelRelease.objects.get()
    assert (release.kind, release.person_name) == ("general", "Kim Visitor")
    assert client.post(url("complete", picture)).status_code == 302
    use = {"purpose_1": "printed", "named_1": LEAFLET.named}
    refused = client.post(url("use", picture), use)
    assert refused.status_code == 422
    assert "Kim Visitor: Their release is not signed yet" in refused.content.decode()
    release.sign(by=communications, name="Kim Visitor", signing=TYPED)
    assert client.post(url("use", picture), use).status_code == 302
    for number in range(4):
        picture.add_person(by=communications, shown_as="public", name=f"Visitor {number}")
        row = picture.people.get(name=f"Visitor {number}")
        picture.take_release(
            by=communications, person=row, release=prepared(communications, f"Visitor {number}")
        )
    with at_most_queries(24):
        client.get(picture.get_absolute_url())
    with at_most_queries(10):
        assert "The new scanner at work" in client.get(reverse("consent:picture-list")).content.decode()
    other = kept(communications)
    assert client.get(url("ask", other, number=person.pk)).status_code == 404

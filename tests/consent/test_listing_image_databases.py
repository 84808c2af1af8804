"""No database holds a patient's image before information governance agreed, this product among them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import ImageDatabase
from consent.places import Place
from consent.reviewing import image_databases
from recordings_gov import clock
from recordings_gov.pages.needs import needs_of
from tests.consent.endings import recorded

WORDS = {
    "name": "Dermatology atlas",
    "owner": "Dermatology",
    "place": "Server 4",
    "holds": "Skin photos, for teaching",
}


@pytest.fixture
def database(consultant: Any) -> ImageDatabase:
    """Asked for, and not decided on."""
    return ImageDatabase.propose(by=consultant, **WORDS)


def page(name: str, row: ImageDatabase) -> str:
    return reverse(f"consent:image-database-{name}", kwargs={"reference": row.reference})


def days(number: int) -> Any:
    return clock.today() + timedelta(days=number)


@pytest.mark.rule("R-247", "E")
@pytest.mark.rule("R-185", "E")
def test_nothing_goes_into_a_database_that_is_not_authorised_now(
    database: ImageDatabase, signed_form: Any, media_studio: Any, ig_manager: Any, consultant: Any,
    monkeypatch: Any,
) -> None:  # fmt: skip
    recording = recorded(signed_form, media_studio)
    where = {
        "place_kind": Place.DATABASE,
        "place": "Atlas",
        "custodian": "department",
        "image_database": database,
    }
    for missing in (where, where | {"image_database": None}):
        with pytest.raises(ValidationError, match="authorises every image database"):
            recording.store(by=media_studio, **missing)
    with pytest.raises(PermissionDenied):
        database.authorise(by=consultant, because="It is mine", review_due=days(365))
    with pytest.raises(ValidationError, match="still to come"):
        database.authorise(by=ig_manager, because="Safe", review_due=days(0))
    database.authorise(by=ig_manager, because="Safe", review_due=days(365))
    recording.store(by=media_studio, **where)
    assert recording.image_database == database
    with monkeypatch.context() as overdue:
        overdue.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(days=366)).isoformat())
        with pytest.raises(ValidationError, match="authorises every image database"):
            recording.store(by=media_studio, **where)
    database.close(by=ig_manager, because="Moved to the library")
    with pytest.raises(ValidationError, match="authorises every image database"):
        recording.store(by=media_studio, **where)


@pytest.mark.rule("R-247", "E")
def test_another_person_than_who_asked_decides(ig_manager: Any, setting_up: None) -> None:
    row = ImageDatabase(proposed_by=ig_manager, **WORDS)
    row.save()
    with pytest.raises(ValidationError, match="Somebody else"):
        row.authorise(by=ig_manager, because="Mine", review_due=days(30))


@pytest.mark.rule("R-247", "P")
def test_the_register_lists_and_prints_every_database_and_this_product(
    database: ImageDatabase, ig_manager: Any, consultant: Any, outsider: Any, signed_in: Any
) -> None:
    client = signed_in(ig_manager)
    listed = reverse("consent:image-database-list")
    for form in ("", "?format=print", "?format=csv"):
        shown = client.get(listed + form).content.decode()
        assert "Dermatology atlas" in shown
        assert "Recording governance" in shown
    assert ImageDatabase.objects.filter(is_own=True).count() == 1
    assert signed_in(outsider).get(listed).status_code == 403


def test_it_is_asked_for_decided_on_and_joins_what_is_due(
    ig_manager: Any, consultant: Any, signed_in: Any
) -> None:
    client = signed_in(consultant)
    address = client.post(reverse("consent:image-database-propose"), WORDS).url
    row = ImageDatabase.objects.get(name=WORDS["name"])
    assert address == row.get_absolute_url()
    assert page("authorise", row) not in client.get(address).content.decode()
    assert address in [need.url for need in needs_of(ig_manager, clock.today())]
    client = signed_in(ig_manager)
    assert page("authorise", row) in client.get(address).content.decode()
    due = days(300)
    day = {"review_due_day": due.day, "review_due_month": due.month, "review_due_year": due.year}
    assert client.post(page("authorise", row), {"because": "Safe"} | day).status_code == 302
    assert [found.r_due for found in image_databases(ig_manager)] == [due]
    assert client.post(page("close", row), {"because": "Not needed"}).status_code == 302
    assert not image_databases(ig_manager).exists()

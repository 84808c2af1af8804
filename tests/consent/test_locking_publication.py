"""Somebody who did not consent is in it: never published, and in quarantine unless care needs it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from consent.asking_use import Wanted, case_of
from consent.models import Recording
from consent.using import Aim, Use, may_use
from tests.consent.endings import recorded
from tests.consent.releases import kept, released

pytestmark = pytest.mark.django_db
SAYS = "A second patient in the bed behind"


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    """Made by Media Studio under the signed form."""
    return recorded(signed_form, media_studio)


@pytest.mark.rule("R-171", "E")
def test_it_goes_into_quarantine_and_is_locked(recording: Recording, radiographer: Any) -> None:
    assert not recording.publish_locked
    recording.find_bystander(by=radiographer, says=SAYS)
    assert recording.publish_locked
    assert recording.status == "quarantined"
    assert recording.publish_locked_by == radiographer
    assert not Recording.objects.visible_to(radiographer).exists()
    assert recording.custody.filter(step="quarantined").exists()


@pytest.mark.rule("R-171", "E")
def test_only_a_clinician_keeps_it_for_care_and_the_lock_stays(
    recording: Recording, media_studio: Any, consultant: Any, other_radiographer: Any
) -> None:
    care = {"says": SAYS, "care_needs_it": "It is the only picture of the wound before surgery."}
    for who in (media_studio, other_radiographer):
        with pytest.raises(PermissionDenied):
            recording.find_bystander(by=who, **care)
    recording.refresh_from_db()
    assert not recording.publish_locked
    recording.find_bystander(by=consultant, **care)
    assert recording.status == "captured"
    assert recording.publish_locked
    assert recording.care_needs_it_by == consultant
    recording.find_bystander(by=media_studio, says="A third person")
    assert recording.status == "quarantined"
    assert recording.publish_locked_because == SAYS


def test_it_says_who_else_is_in_it(recording: Recording, media_studio: Any) -> None:
    with pytest.raises(ValidationError, match="who else is in it"):
        recording.find_bystander(by=media_studio, says=" ")


def refused(statement: str) -> None:
    says = pytest.raises(DatabaseError, match=r"locked for good|permission denied|insert-only")
    with says, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.both
@pytest.mark.rule("R-171", "E")
def test_no_hand_lifts_a_lock_not_even_in_sql(
    recording: Recording, radiographer: Any, communications: Any
) -> None:
    recording.find_bystander(by=radiographer, says=SAYS)
    picture = kept(communications)
    released(communications)
    picture.find_bystander(by=communications, says="A visitor behind the glass")
    unlocked = "publish_locked_at = NULL, publish_locked_by_id = NULL, publish_locked_because = ''"
    later = "publish_locked_at = '2099-01-01'"
    for table in ("consent_recording", "consent_picture"):
        for change in (unlocked, later):
            refused(f"UPDATE {table} SET {change}")  # noqa: S608  ours
        refused(f"DELETE FROM {table}")  # noqa: S608  ours
        if connection.vendor == "sqlite":
            again = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608  ours
            refused(again)
            try:  # another's connection, that tells no trigger of what it replaces
                connection.cursor().execute("PRAGMA recursive_triggers = OFF")
                refused(again)
            finally:
                connection.cursor().execute("PRAGMA recursive_triggers = ON")
        else:
            refused(f"TRUNCATE {table} CASCADE")
    recording.refresh_from_db()
    picture.refresh_from_db()
    assert recording.publish_locked
    assert picture.publish_locked


@pytest.mark.rule("R-171", "E")
def test_may_i_publish_it_is_no_whatever_is_signed(recording: Recording, consultant: Any) -> None:
    article = recording.form.permissions.get(kind="named_purpose")
    wanted = Wanted(Use.PUBLISH, Aim.NAMED_PURPOSE, article)
    assert may_use(case_of(recording, consultant, wanted)).verdict == "yes"
    recording.find_bystander(by=consultant, says=SAYS, care_needs_it="The only picture of the wound.")
    answer = may_use(case_of(recording, consultant, wanted))
    assert answer.verdict == "no"
    assert "never published" in answer.obstacles[0].says
    assert may_use(case_of(recording, consultant, Wanted(Use.TEACH, Aim.TEACHING))).verdict == "yes"


def test_saying_so_on_the_page(
    recording: Recording, radiographer: Any, other_radiographer: Any, consultant: Any, signed_in: Any
) -> None:
    address = reverse("consent:recording-bystander", kwargs={"reference": recording.reference})
    assert signed_in(other_radiographer).get(address).status_code == 404
    client = signed_in(radiographer)
    page = client.get(recording.get_absolute_url()).content.decode()
    assert address in page
    assert client.post(address, {"says": ""}).status_code == 422
    kept = client.post(address, {"says": SAYS, "care_needs_it": "The only picture of the wound."})
    assert kept.url == recording.get_absolute_url()
    page = client.get(kept.url).content.decode()
    assert "It is never published" in page
    assert SAYS in page
    assert client.post(address, {"says": "A third person"}).url == reverse("consent:overview")
    assert client.get(recording.get_absolute_url()).status_code == 404

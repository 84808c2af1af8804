"""What releases and pictures promise holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import Appearance, ModelRelease, Picture, PictureUse, Recording, ReleaseUse
from consent.models.publish_lock import LOCK_CONSTRAINTS
from tests.consent.endings import recorded
from tests.consent.releases import LEAFLET, kept, released

pytestmark = pytest.mark.django_db

BROKEN: dict[type, dict[str, str]] = {
    ModelRelease: {
        "release_says_what_is_pictured": "pictured = ''",
        "release_without_a_name_is_a_blank_nobody_signed": "person_name = ''",
        "release_of_staff_names_the_member_of_staff": "kind = 'staff'",
        "release_is_signed_by_somebody_at_a_time_by_a_means": "signer_name = ''",
        "release_is_not_signed_in_the_future": "signed_at = '2999-01-01'",
        "release_drawn_on_screen_has_its_strokes": "drawn = 'M1 1L300 1'",
        "release_of_staff_is_of_an_adult_who_can_decide": (
            "kind = 'staff', staff_id = taken_by_id, person_is = 'child'"
        ),
        "release_is_signed_by_whoever_decides": "signed_as = 'parent'",
        "release_by_mark_names_who_saw_it": "witness = 'Lee'",
        "release_that_ended_says_when_and_by_whom": "status = 'withdrawn'",
    },
    ReleaseUse: {"release_use_says_exactly_which": "named = ''"},
    Picture: {
        "picture_locked_for_good_says_since_when_by_whom_and_why": "publish_locked_because = 'x'",
        "picture_says_what_where_and_by_whom": "title = ''",
        "picture_locked_for_good_is_in_quarantine": "status = 'quarantined'",
    },
    Appearance: {
        "appearance_has_a_name": "name = ''",
        "appearance_of_staff_names_the_member_of_staff": "normally_operates = TRUE",
    },
    PictureUse: {
        "picture_use_is_not_dated_in_the_future": "used_at = '2999-01-01'",
        "picture_use_that_ended_says_by_whom_and_what_was_done": "ended_at = '2999-01-01'",
    },
    Recording: {
        "recording_locked_for_good_says_since_when_by_whom_and_why": "publish_locked_because = 'x'",
        "recording_that_care_needs_names_the_clinician": "care_needs_it = 'x'",
    },
}


@pytest.mark.rule("R-167", "E")
@pytest.mark.both
def test_the_database_itself_refuses(signed_form: Any, media_studio: Any, communications: Any) -> None:
    recorded(signed_form, media_studio)
    release, picture = released(communications), kept(communications)
    picture.add_person(by=communications, shown_as="patient", name="Kim Visitor", release=release)
    picture.say_complete(by=communications)
    picture.use(by=communications, use=LEAFLET)
    for model, breaks in BROKEN.items():
        for name, broken in breaks.items():
            _refused(name, f"UPDATE {model._meta.db_table} SET {broken}")  # noqa: S608  ours
    columns = "created_at, changed_at, picture_id, shown_as, name, normally_operates, release_id, said_by_id"
    again = f"SELECT {columns} FROM consent_appearance"  # noqa: S608  ours
    statement = f"INSERT INTO consent_appearance ({columns}) {again}"
    _refused("release", statement)


def _refused(name: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_promise_is_broken_once_above() -> None:
    for model in (ModelRelease, ReleaseUse, Picture, Appearance, PictureUse):
        promised = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(BROKEN[model]) == promised
    assert {each.name for each in LOCK_CONSTRAINTS} == set(BROKEN[Recording])

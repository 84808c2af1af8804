"""Media Studio trains, and looks at what was made outside the studio."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from consent.asking_use import Wanted, answer_for
from consent.models import QualityCheck, Recording, Training
from consent.quality import newest_check, quality_warnings, unchecked
from consent.registration_calendar import end_and_remind
from recordings_gov import clock
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState
from tests.consent.situations import active

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
GOOD = {"resolution": True, "colour_depth": True, "offer": "not_needed"}
POOR = {
    "resolution": False,
    "colour_depth": True,
    "not_for": ["teaching", "named_purpose"],
    "words": "Blurred at the edges.",
    "offer": "offered",
}


@pytest.fixture
def made_outside(signed_form: Any, consultant: Any, head_of_media_studio: Any, ig_manager: Any) -> Recording:
    """A photo that the consultant took with a registered camera."""
    own = active(consultant, head_of_media_studio, ig_manager)
    return Recording.capture(
        by=consultant,
        form=signed_form,
        captured_at=clock.now(),
        kind="photograph",
        shows="The hand.",
        registration=own,
    )


@pytest.fixture
def made_in_the_studio(signed_form: Any, media_studio: Any) -> Recording:
    """A photo that Media Studio took."""
    return Recording.capture(
        by=media_studio, form=signed_form, captured_at=clock.now(), kind="photograph", shows="The hand."
    )


@pytest.mark.rule("R-200", "R")
def test_each_training_and_who_gave_it_is_kept_and_when_it_is_due_again(
    radiographer: Any, media_studio: Any, head_of_media_studio: Any
) -> None:
    offered = Training.offer(by=media_studio, person=radiographer, topic="recording", why="New camera")
    assert Message.objects.get().to == radiographer
    day = clock.today() - DAY
    offered.give(by=head_of_media_studio, given_on=day, words="Consent, cards, cupboards.")
    kept = Training.objects.get()
    assert (kept.status, kept.given_by, kept.given_on) == ("given", head_of_media_studio, day)
    assert kept.renew_on == day + timedelta(days=1095)
    with pytest.raises(WrongState):
        offered.give(by=media_studio, given_on=day)
    again = Training.offer(by=media_studio, person=radiographer, topic="recording")
    with pytest.raises(ValidationError, match="today or in the past"):
        again.give(by=media_studio, given_on=clock.today() + DAY)
    assert Training.objects.due_by(kept.renew_on).get() == kept
    assert end_and_remind(kept.renew_on - timedelta(days=30)) == 1
    assert end_and_remind(kept.renew_on - timedelta(days=29)) == 0
    again.give(by=media_studio, given_on=clock.today(), given_by=head_of_media_studio)
    again.refresh_from_db()
    assert again.given_by == head_of_media_studio
    assert not Training.objects.due_by(kept.renew_on).exists()


@pytest.mark.rule("R-200", "R")
def test_for_a_doctor_in_training_the_talk_with_the_caldicott_guardian_is_kept(
    consultant: Any, head_of_media_studio: Any
) -> None:
    offered = Training.offer(by=head_of_media_studio, person=consultant, topic="recording", in_training=True)
    offered.give(by=head_of_media_studio, given_on=clock.today(), caldicott_told_on=clock.today() - DAY)
    assert Training.objects.get().caldicott_told_on == clock.today() - DAY


def test_only_media_studio_trains_and_nobody_themselves(
    radiographer: Any, ig_manager: Any, media_studio: Any
) -> None:
    for wrong in (radiographer, ig_manager):
        with pytest.raises(PermissionDenied):
            Training.offer(by=wrong, person=radiographer, topic="recording")
    own = Training.offer(by=media_studio, person=media_studio, topic="storing")
    with pytest.raises(IntegrityError, match="training_is_not_given_to_oneself"):
        own.give(by=media_studio, given_on=clock.today())


@pytest.mark.rule("R-208", "R")
@pytest.mark.rule("R-177", "R")
def test_the_result_and_the_offer_of_training_are_kept_together(
    made_outside: Recording, media_studio: Any, consultant: Any
) -> None:
    check = QualityCheck.make(by=media_studio, recording=made_outside, **POOR)
    assert (check.resolution, check.is_good, check.not_for) == (False, False, ["teaching", "named_purpose"])
    assert check.training == Training.objects.get(person=consultant, topic="quality")
    assert Message.objects.filter(to=consultant, subject__contains="Training is offered").exists()


@pytest.mark.rule("R-177", "W")
def test_poor_quality_warns_for_the_purposes_that_were_named_and_no_other(
    made_outside: Recording, media_studio: Any
) -> None:
    assert quality_warnings(newest_check(made_outside)) == ()
    QualityCheck.make(by=media_studio, recording=made_outside, **POOR)
    check = newest_check(made_outside)
    assert "teaching; print, online" in quality_warnings(check)[0].says
    assert "not good enough for: teaching. Blurred" in quality_warnings(check, "teaching")[0].says
    assert quality_warnings(check, "record") == ()
    asked = {use: answer_for(made_outside, media_studio, Wanted(use)) for use in ("teach", "view")}
    assert asked["teach"].verdict == asked["view"].verdict == "yes"
    assert "not good enough for: teaching" in " ".join(one.says for one in asked["teach"].conditions)
    assert "not good enough" not in " ".join(one.says for one in asked["view"].conditions)
    QualityCheck.make(by=media_studio, recording=made_outside, **GOOD)
    assert quality_warnings(newest_check(made_outside)) == ()


@pytest.mark.rule("R-208", "P")
def test_images_nobody_checked_are_listed_and_those_of_the_studio_never(
    signed_in: Any, made_outside: Recording, made_in_the_studio: Recording, media_studio: Any
) -> None:
    assert list(unchecked(Recording.objects.all())) == [made_outside]
    client = signed_in(media_studio)
    page = client.get("/consent/recordings/to-check/").content.decode()
    assert made_outside.reference in page
    assert made_in_the_studio.reference not in page
    assert "Check the quality of 1 image" in client.get("/").content.decode()
    address = f"/consent/recordings/{made_outside.reference}/quality/"
    told = {"resolution": "yes", "colour_depth": "no", "offer": "has", "words": "Too few colours."}
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert "for which purposes" in refused.content.decode()
    assert client.post(address, told | {"not_for": ["named_purpose"]}).status_code == 302
    assert made_outside.reference not in client.get("/consent/recordings/to-check/").content.decode()
    entry = client.get(made_outside.get_absolute_url()).content.decode()
    assert "not good enough for: print, online" in entry


def test_nobody_checks_their_own_and_nobody_checks_the_studio(
    made_outside: Recording, made_in_the_studio: Recording, consultant: Any, media_studio: Any
) -> None:
    with pytest.raises(PermissionDenied):
        QualityCheck.make(by=consultant, recording=made_outside, **GOOD)
    with pytest.raises(ValidationError, match="outside the studio"):
        QualityCheck.make(by=media_studio, recording=made_in_the_studio, **GOOD)
    for broken, name in (
        ({"not_for": []}, "quality_is_good_only_with_resolution_and_colour"),
        ({"words": ""}, "quality_that_is_poor_offers_training_and_says_why"),
        ({"offer": "not_needed"}, "quality_that_is_poor_offers_training_and_says_why"),
    ):
        with pytest.raises(IntegrityError, match=name):
            QualityCheck.make(by=media_studio, recording=made_outside, **POOR | broken)
    assert not Training.objects.exists()


BROKEN: dict[type[Any], dict[str, str]] = {
    QualityCheck: {
        "quality_is_not_checked_by_who_made_it": "checked_by_id = made_by_id",
        "quality_training_that_was_offered_is_kept": "training_id = NULL",
        "quality_is_good_only_with_resolution_and_colour": "is_good = TRUE",
        "quality_that_is_poor_offers_training_and_says_why": "words = ''",
    },
    Training: {
        "training_given_by_somebody_on_a_day": "status = 'given'",
        "training_is_not_given_to_oneself": "given_by_id = person_id",
        "training_is_due_again_after_it_was_given": "given_on = offered_on, renew_on = offered_on",
    },
}


@pytest.mark.both
def test_the_database_itself_refuses_what_the_verbs_refuse(
    made_outside: Recording, media_studio: Any
) -> None:
    QualityCheck.make(by=media_studio, recording=made_outside, **POOR)
    for model, broken in BROKEN.items():
        row = model.objects.latest("pk")
        for name, change in broken.items():
            statement = f"UPDATE {model._meta.db_table} SET {change} WHERE id = %s"  # noqa: S608
            with (
                pytest.raises(IntegrityError, match=name),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [row.pk])

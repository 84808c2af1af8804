"""What becomes of a registration: suspended, lifted, revoked, renewed, ended; its equipment lost or found."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from consent.models import KitAssessment, KitLoss, Recording, Registration, Suspension
from consent.registration_calendar import end_and_remind
from recordings_gov import clock
from recordings_gov.incidents.models import Incident, Kind
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState
from tests.consent.situations import active, applied, checked, parts, submitted, this_minute

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def held(radiographer: Any, head_of_media_studio: Any, ig_manager: Any) -> Registration:
    """Active, and the radiographer's."""
    return active(radiographer, head_of_media_studio, ig_manager)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``at(moment)``: every clock of the house shows it."""
    return lambda moment: monkeypatch.setenv("RECORDINGS_GOV_NOW", moment.isoformat())


def lost(registration: Registration, by: Any, department: Any, **changes: Any) -> KitLoss:
    told = {"how": "stolen", "lost_on": clock.today(), "images": "not_known"} | changes
    registration.report_loss(by=by, department=department, **told)
    found: KitLoss = registration.losses.get()
    return found


@pytest.mark.rule("R-112", "E")
def test_nobody_records_while_it_is_suspended_and_the_past_stays_covered(
    held: Registration, head_of_media_studio: Any, ig_manager: Any, at: Any
) -> None:
    begun = clock.now()
    at(begun + DAY)
    held.suspend(by=ig_manager, reason="Images were left on the card.")
    assert held.status == "suspended"
    assert held.is_in_force_at(begun + timedelta(hours=1))
    assert not held.is_in_force_at(begun + DAY)
    at(begun + 2 * DAY)
    held.lift(by=head_of_media_studio, reason="Cleared, and trained again.")
    assert held.is_in_force_at(begun + 2 * DAY)
    assert not held.is_in_force_at(begun + 1.5 * DAY)
    told = Message.objects.filter(to=held.applicant)
    assert sorted(message.subject.split(": ")[1] for message in told) == ["active", "active", "suspended"]


@pytest.mark.rule("R-112", "E")
def test_what_it_covered_is_registered_after_its_end_as_well_and_nothing_that_came_later(
    held: Registration, signed_form: Any, ig_manager: Any, signed_in: Any, at: Any
) -> None:
    begun = this_minute()
    address = reverse("consent:form-capture", kwargs={"reference": signed_form.reference})
    at(begun + DAY)
    held.revoke(by=ig_manager, reason="Left the Trust.")
    at(begun + 1.5 * DAY)
    client = signed_in(held.applicant)
    shown = client.get(address).content.decode()
    assert f"{held.kit}, until" in shown
    for made, status in ((begun + 1.2 * DAY, 422), (begun + timedelta(hours=1), 302)):
        when = parts(clock.local(made), f"{clock.local(made):%H:%M}", "captured")
        words = {"kind": "photograph", "shows": "Hand", "identifiable": "no", "registration": held.pk}
        assert client.post(address, when | words).status_code == status
    assert Recording.objects.get().registration == held
    at(begun + 16 * DAY)
    assert f"{held.kit}, until" not in signed_in(held.applicant).get(address).content.decode()


@pytest.mark.rule("R-112", "E")
def test_what_was_revoked_or_has_ended_covers_only_what_came_before(
    held: Registration, ig_manager: Any, radiographer: Any, head_of_media_studio: Any, at: Any
) -> None:
    begun = clock.now()
    at(begun + DAY)
    held.revoke(by=ig_manager, reason="Left the Trust.")
    assert held.is_in_force_at(begun + timedelta(hours=1))
    assert not held.is_in_force_at(begun + DAY)
    for verb in ("suspend", "lift", "revoke"):
        with pytest.raises(WrongState):
            getattr(held, verb)(by=ig_manager, reason="Again.")
    with pytest.raises(WrongState):
        held.renew(by=radiographer)


def test_only_the_offices_suspend_and_never_for_themselves(
    held: Registration,
    radiographer: Any,
    media_studio: Any,
    governance_lead: Any,
    both_offices: Any,
    ig_manager: Any,
    head_of_media_studio: Any,
) -> None:
    for wrong in (radiographer, media_studio, governance_lead):
        with pytest.raises(PermissionDenied):
            held.suspend(by=wrong, reason="No.")
    with pytest.raises(ValidationError, match="cannot be blank"):
        held.suspend(by=ig_manager, reason="  ")
    own = active(both_offices, head_of_media_studio, ig_manager)
    with pytest.raises(ValidationError, match="your own registration"):
        own.revoke(by=both_offices, reason="Done.")
    own.suspend(by=both_offices, reason="I am away.")
    with pytest.raises(ValidationError, match="your own registration"):
        own.lift(by=both_offices, reason="I am back.")


@pytest.mark.rule("R-187", "E")
@pytest.mark.rule("R-187", "N")
def test_lost_kit_is_an_incident_at_once_and_the_ig_manager_hears_of_it(
    held: Registration, radiographer: Any, ig_manager: Any, department: Any
) -> None:
    loss = lost(held, radiographer, department, images="yes", images_words="Four of hands, from Monday.")
    incident = Incident.objects.get()
    assert (incident.kind, incident.about_reference) == (Kind.KIT_LOST, held.reference)
    assert loss.incident == incident
    assert "Four of hands" in incident.what_happened
    assert Message.objects.filter(to=ig_manager, subject__contains=incident.reference).exists()
    assert Task.objects.filter(person=ig_manager, about_reference=incident.reference).exists()
    assert held.status == "suspended"
    assert not held.is_in_force_at(clock.now())
    assert Message.objects.filter(to=radiographer, subject__endswith=": suspended").count() == 1


@pytest.mark.rule("R-187", "E")
def test_nobody_records_with_lost_kit_under_another_name_until_it_is_found(
    held: Registration, consultant: Any, head_of_media_studio: Any, ig_manager: Any, department: Any, at: Any
) -> None:
    shared = active(consultant, head_of_media_studio, ig_manager, serial="nm 4471")
    waiting = checked(consultant, head_of_media_studio, serial="NM4471")
    lost(held, held.applicant, department, lost_on=clock.today() - DAY)
    assert not shared.is_in_force_at(clock.now())
    with pytest.raises(ValidationError, match="lost or stolen"):
        waiting.approve(by=ig_manager, office="information_governance", seen=waiting.digest)
    with pytest.raises(ValidationError, match="not found yet"):
        held.lift(by=ig_manager, reason="It will turn up.")
    held.say_found(by=held.applicant, found_on=clock.today(), found_words="In the car. The card is there.")
    assert held.status == "suspended"
    assert shared.is_in_force_at(clock.now())
    held.lift(by=ig_manager, reason="Nothing had been opened.")
    assert held.status == "active"


def test_a_loss_is_reported_by_the_holder_or_the_offices_once_and_not_for_tomorrow(
    held: Registration, colleague: Any, media_studio: Any, department: Any
) -> None:
    with pytest.raises(PermissionDenied):
        lost(held, colleague, department)
    with pytest.raises(ValidationError, match="today or in the past"):
        lost(held, media_studio, department, lost_on=clock.today() + DAY)
    with pytest.raises(IntegrityError, match="kit_lost_with_images_says_which"):
        lost(held, media_studio, department, images="yes")
    assert not Incident.objects.exists()
    assert held.status == "active"
    lost(held, media_studio, department)
    with pytest.raises(IntegrityError, match="kit_is_missing_once_at_a_time"):
        lost(held, media_studio, department)
    assert Incident.objects.count() == 1


@pytest.mark.rule("R-202", "R")
def test_media_studios_look_is_kept_for_this_equipment_and_nobody_looks_at_their_own(
    radiographer: Any, media_studio: Any, head_of_media_studio: Any
) -> None:
    registration = submitted(radiographer)
    registration.assess_kit(
        by=media_studio, is_fit=False, samples_seen=True, advice="Use raw files, and a ring light."
    )
    kept = KitAssessment.objects.get()
    assert (kept.kit, kept.assessed_by, kept.advice) == (
        registration.kit,
        media_studio,
        "Use raw files, and a ring light.",
    )
    with pytest.raises(ValidationError, match="not fit"):
        registration.approve(by=head_of_media_studio, office="media_studio", seen=registration.digest)
    with pytest.raises(IntegrityError, match="kit_is_fit_only_when_samples_were_seen"):
        registration.assess_kit(by=media_studio, is_fit=True, samples_seen=False)
    with pytest.raises(IntegrityError, match="kit_that_is_not_fit_says_why"):
        registration.assess_kit(by=media_studio, is_fit=False, samples_seen=True)
    own = submitted(head_of_media_studio)
    with pytest.raises(ValidationError, match="your own equipment"):
        own.assess_kit(by=head_of_media_studio, is_fit=True, samples_seen=True)
    registration.correct(by=radiographer, make="Sony")
    assert Registration.objects.get(pk=registration.pk).assessment is None


@pytest.mark.rule("R-101", "R")
def test_whose_the_device_is_is_kept_and_the_rules_are_the_same(
    radiographer: Any, head_of_media_studio: Any, ig_manager: Any
) -> None:
    for owner in ("media_studio", "department", "own", "other"):
        held = active(radiographer, head_of_media_studio, ig_manager, owned_by=owner)
        assert Registration.objects.get(pk=held.pk).owned_by == owner
        assert held.approvals.count() == 2
    with pytest.raises(ValidationError):
        applied(radiographer, owned_by="nobody")


def test_a_renewal_says_training_and_checks_anew_and_takes_over_only_when_both_approved(
    held: Registration, radiographer: Any, colleague: Any, head_of_media_studio: Any, ig_manager: Any, at: Any
) -> None:
    with pytest.raises(WrongState):
        held.renew(by=radiographer)
    at(this_minute() + timedelta(days=300))
    with pytest.raises(PermissionDenied):
        held.renew(by=colleague)
    new = held.renew(by=radiographer)
    assert held.renew(by=radiographer) == new
    assert (new.serial, new.purpose, new.renews) == (held.serial, held.purpose, held)
    assert (new.trained_on, new.storing_trained_on, new.access_approved_on, new.checks) == (
        None,
        None,
        None,
        [],
    )
    said = {
        name: getattr(held, name)
        for name in ("trained_on", "storing_trained_on", "access_approved_on", "checks")
    }
    new.correct(by=radiographer, **said)
    new.submit(by=radiographer, declared=True)
    new.assess_kit(by=head_of_media_studio, is_fit=True, samples_seen=True)
    new.approve(by=ig_manager, office="information_governance", seen=new.digest)
    held.refresh_from_db()
    assert held.status == "active"
    new.approve(by=head_of_media_studio, office="media_studio", seen=new.digest)
    held.refresh_from_db()
    assert (new.status, held.status) == ("active", "expired")
    assert new.reference in held.ended_reason
    assert new.is_in_force_at(clock.now())
    assert not held.is_in_force_at(clock.now())
    assert not held.may_be_renewed


@pytest.mark.rule("R-112", "E")
def test_the_last_day_ends_it_once_and_its_holder_was_told_before(
    held: Registration, head_of_media_studio: Any, ig_manager: Any, signed_in: Any, at: Any
) -> None:
    begun, last = clock.now(), held.expires_on
    for days, new in ((61, 0), (60, 1), (59, 0), (29, 1), (3, 1), (2, 0), (0, 1), (-1, 1), (-2, 0)):
        assert end_and_remind(last - timedelta(days=days)) == new, days
        held.refresh_from_db()
        assert held.status == ("active" if days >= 0 else "expired")
    assert held.is_in_force_at(begun + DAY)
    at(begun + DAY)
    other = active(held.applicant, head_of_media_studio, ig_manager, serial="NM-7")
    at(begun + timedelta(days=367))
    assert not held.is_in_force_at(clock.now())
    other.refresh_from_db()
    assert (other.status, other.state) == ("active", "expired")
    listed = signed_in(held.applicant).get(reverse("consent:registration-list"), {"state": "expired"})
    assert other.serial in listed.content.decode()
    shown = signed_in(held.applicant).get(other.get_absolute_url()).content.decode()
    assert ">Active</strong>" not in shown
    keys = Message.objects.filter(to=held.applicant, key__contains=held.reference).values_list(
        "key", flat=True
    )
    assert {key.rsplit("-", 1)[1] for key in keys} == {"active", "60", "30", "7", "0", "ended"}


BROKEN: dict[type[Any], dict[str, str]] = {
    Registration: {
        "registration_that_ran_was_approved": "activated_at = NULL",
        "registration_ended_at_a_moment": "status = 'expired'",
        "registration_revoked_by_somebody_with_a_reason": "status = 'revoked', ended_at = created_at",
    },
    Suspension: {
        "suspension_lifted_later_by_somebody_with_a_reason": "lifted_at = suspended_at",
        "registration_suspended_with_a_reason": "reason = ''",
    },
    KitLoss: {
        "kit_is_found_after_it_was_lost": "found_on = lost_on",
        "kit_lost_with_images_says_which": "images = 'yes'",
    },
    KitAssessment: {
        "kit_is_fit_only_when_samples_were_seen": "samples_seen = FALSE",
        "kit_that_is_not_fit_says_why": "is_fit = FALSE",
    },
}


@pytest.mark.both
def test_the_database_itself_refuses_what_the_verbs_refuse(held: Registration, department: Any) -> None:
    lost(held, held.applicant, department)
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


@pytest.mark.rule("R-112", "E")
@pytest.mark.both
def test_a_recording_with_another_number_than_the_registered_one_is_refused(
    signed_form: Any, consultant: Any, head_of_media_studio: Any, ig_manager: Any
) -> None:
    own = active(consultant, head_of_media_studio, ig_manager)
    told = {
        "by": consultant,
        "form": signed_form,
        "captured_at": clock.now(),
        "kind": "photograph",
        "shows": "The hand.",
        "registration": own,
    }
    with pytest.raises(ValidationError, match="other equipment"):
        Recording.capture(**told, kit_serial="NM-9999")
    assert not Recording.objects.exists()
    made = Recording.capture(**told | {"captured_at": clock.now()}, kit_serial="nm 4471")
    with (
        pytest.raises(IntegrityError, match="recording_is_made_with_the_registered_equipment"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE consent_recording SET kit_serial = 'x' WHERE id = %s", [made.pk])

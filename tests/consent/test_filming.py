"""Filming: permission first, every gate before it opens, and what stops it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.filming_room import stop_lapsed, waits_for
from consent.models import Filming
from recordings_gov import clock
from recordings_gov.workflow import WrongState
from requests_app.models import StaffObjection
from tests.consent.conftest import born
from tests.consent.endings import stopped
from tests.consent.filmings import (
    DOCUMENTARY,
    POINTS,
    SCOPE,
    agreed,
    asked,
    assured,
    childs_own_form,
    named,
    opened,
    permitted,
    ready,
)
from tests.consent.releases import released, staff_release

pytestmark = pytest.mark.django_db


def url(name: str, filming: Filming, **more: Any) -> str:
    return reverse(f"consent:filming-{name}", kwargs={"reference": filming.reference, **more})


@pytest.mark.rule("R-170", "E")
def test_the_communications_manager_permits_first(
    radiographer: Any, communications: Any, department: Any, signed_in: Any
) -> None:
    filming = asked(radiographer, department, made_by="studio", shows_people=False)
    agreed(filming, radiographer)
    assert [need.deed for need in waits_for(communications, clock.today())] == ["Decide on filming"]
    with pytest.raises(WrongState):
        filming.open(by=radiographer)
    with pytest.raises(PermissionDenied):
        permitted(filming, radiographer)
    with pytest.raises(ValidationError):
        filming.permit(
            by=communications, scope=" ", permitted_from=clock.today(), permitted_until=clock.today()
        )
    filming.refresh_from_db()
    permitted(filming, communications)
    assert (filming.scope, filming.decided_by) == (SCOPE, communications)
    filming.open(by=radiographer)
    filming.film(by=radiographer, says="The new scanner, from the door")
    filming.take_permission_back(by=communications, because="The ward is closed.")
    assert filming.status == "stopped"
    with pytest.raises(WrongState):
        filming.film(by=radiographer, says="The corridor")


@pytest.mark.rule("R-170", "E")
def test_a_keepsake_is_sent_to_the_requests(radiographer: Any, department: Any, signed_in: Any) -> None:
    with pytest.raises(ValidationError, match="patient's request"):
        asked(radiographer, department, purpose="keepsake")
    page = signed_in(radiographer).post(reverse("consent:filming-new"), {"purpose": "keepsake"})
    assert page.status_code == 422
    assert "Log it under Requests" in page.content.decode()
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(ValidationError, match="before anything is filmed"):
        asked(radiographer, department, from_on=yesterday, until_on=yesterday)
    assert not Filming.objects.exists()


@pytest.mark.rule("R-170", "E")
def test_permission_that_runs_out_stops_it_that_night(
    communications: Any, consultant: Any, department: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    filming = asked(communications, department, until_on=tomorrow)
    filming.permit(by=communications, scope=SCOPE, permitted_from=today, permitted_until=today)
    named(assured(agreed(filming, communications), consultant), communications)
    filming.open(by=communications)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{tomorrow}T12:00:00Z")
    with pytest.raises(ValidationError, match="has run out"):
        filming.film(by=communications, says="One more")
    assert (stop_lapsed(tomorrow), stop_lapsed(tomorrow)) == (1, 0)
    filming.refresh_from_db()
    assert (filming.status, filming.takes.count()) == ("stopped", 0)


@pytest.mark.rule("R-085", "E")
def test_two_bodies_agree_with_two_references_and_doubt_waits_for_advice(
    communications: Any, consultant: Any, caldicott_guardian: Any, department: Any
) -> None:
    filming = ready(communications, consultant, department, treating_is_another=True)
    with pytest.raises(ValidationError, match="treats the patients has not agreed"):
        filming.open(by=communications)
    with pytest.raises(ValidationError, match="other body's reference"):
        agreed(filming, communications, "treating")
    agreed(filming, communications, "treating", "CARE-7")
    filming.be_in_doubt(by=consultant, doubt="May patients in the corridor be seen?")
    assert [need.deed for need in waits_for(caldicott_guardian, clock.today())] == ["Advise on filming"]
    with pytest.raises(ValidationError, match="in doubt"):
        filming.open(by=communications)
    with pytest.raises(PermissionDenied):
        filming.advise(by=consultant, advice="for", advice_says="I think so.")
    filming.advise(by=caldicott_guardian, advice="for", advice_says="With the doors shut.")
    filming.open(by=communications)
    assert filming.status == "open"


@pytest.mark.rule("R-086", "E")
@pytest.mark.rule("R-086", "R")
def test_a_clinician_vouches_for_the_crews_own_consent(
    communications: Any, consultant: Any, department: Any
) -> None:
    filming = agreed(permitted(asked(communications, department), communications), communications)
    named(filming, communications)
    with pytest.raises(ValidationError, match="GMC's standard"):
        filming.open(by=communications)
    with pytest.raises(PermissionDenied):
        assured(filming, communications)
    with pytest.raises(ValidationError, match="nobody is filmed on it"):
        filming.assure(by=consultant, consent_seen="Contributor form", meets_standard=False)
    filming.refresh_from_db()
    assured(filming, consultant)
    kept = filming.assurance
    assert (kept.by, kept.consent_seen) == (consultant, "Contributor form, version 4")
    assert kept.at is not None
    filming.open(by=communications)


@pytest.mark.rule("R-173", "E")
def test_a_contract_from_outside_has_every_point(
    communications: Any, consultant: Any, department: Any, signed_in: Any
) -> None:
    filming = ready(communications, consultant, department, made_by="commissioned")
    with pytest.raises(ValidationError, match="contract"):
        filming.open(by=communications)
    for point in POINTS:
        with pytest.raises(ValidationError, match="Every point"):
            filming.check_contract(
                by=communications,
                photographer="Lee Lens",
                contract="C-9",
                may_reproduce=True,
                **(POINTS | {point: False}),
            )
    words = {"photographer": "Lee Lens", "contract": "C-9", "may_reproduce": "yes", "points": list(POINTS)}
    client = signed_in(communications)
    short = client.post(url("contract", filming), words | {"points": ["is_fit"]})
    assert "Every point must be in the contract" in short.content.decode()
    assert client.post(url("contract", filming), words).status_code == 302
    assert (filming.contract.commissioner, filming.contract.may_reproduce) == (communications, True)
    filming.open(by=communications)


@pytest.mark.rule("R-246", "E")
def test_a_child_is_filmed_on_a_form_of_its_own_and_its_no_ends_it(
    communications: Any, consultant: Any, department: Any
) -> None:
    child = born(clock.today().year - 14)
    name = f"{child.given_name} {child.family_name}"
    filming = ready(communications, consultant, department)
    person = named(filming, communications, name, "child")
    with pytest.raises(ValidationError, match="A child: first a consent form"):
        filming.open(by=communications)
    with pytest.raises(PermissionDenied):
        filming.give_form(by=communications, person=person, form=None)
    form = childs_own_form(consultant, department, child)
    with pytest.raises(ValidationError, match="release is enough"):
        filming.give_form(by=consultant, person=filming.people.get(kind="adult"), form=form)
    filming.give_form(by=consultant, person=person, form=form)
    filming.open(by=communications)
    stopped(form, consultant, why="distress", part="nothing")
    with pytest.raises(ValidationError, match="said no or were upset"):
        filming.film(by=communications, says="The child at the scanner")
    filming.hear_no(by=consultant, person=person, says="Turned away and cried")
    assert filming.status == "stopped"
    with pytest.raises(WrongState):
        filming.open(by=communications)


@pytest.mark.rule("R-246", "E")
def test_a_form_of_somebody_else_or_for_something_else_does_not_count(
    communications: Any, consultant: Any, department: Any, patient: Any
) -> None:
    child = born(clock.today().year - 14)
    filming = ready(communications, consultant, department, title="Open day film 2027")
    person = named(filming, communications, "Somebody Else", "child")
    form = childs_own_form(consultant, department, child)
    with pytest.raises(ValidationError, match="somebody else's"):
        filming.give_form(by=consultant, person=person, form=form)
    filming.refresh_from_db()
    adults = released(communications, "Somebody Else", DOCUMENTARY)
    with pytest.raises(ValidationError, match="Here it says otherwise"):
        filming.take_release(by=communications, person=person, release=adults)
    theirs = named(filming, communications, f"{child.given_name} {child.family_name}", "child")
    filming.give_form(by=consultant, person=theirs, form=form)
    assert "does not name this filming" in " ".join(each.says for each in filming.answer().obstacles)


@pytest.mark.rule("R-088", "E")
@pytest.mark.rule("R-088", "R")
def test_a_concern_pauses_it_until_whoever_raised_it_says_it_is_resolved(
    communications: Any, consultant: Any, radiographer: Any, department: Any
) -> None:
    filming = opened(communications, consultant, department)
    filming.raise_concern(by=radiographer, says="The camera is in a bay where people undress.")
    assert filming.status == "paused"
    assert [need.deed for need in waits_for(radiographer, clock.today())] == [
        "Is your concern about filming resolved?"
    ]
    with pytest.raises(ValidationError, match="A concern is open"):
        filming.open(by=communications)
    with pytest.raises(WrongState):
        filming.film(by=communications, says="The bay")
    with pytest.raises(ValidationError, match="A concern is open"):
        filming.finish(by=communications)
    concern = filming.concerns.get()
    settle = {"concern": concern, "is_resolved": True, "outcome": "The camera stands in the corridor now."}
    with pytest.raises(PermissionDenied):
        filming.settle_concern(by=communications, **settle)
    filming.settle_concern(by=radiographer, **settle)
    concern.refresh_from_db()
    assert (concern.by, concern.settled_by, concern.outcome) == (
        radiographer,
        radiographer,
        settle["outcome"],
    )
    assert filming.status == "paused"
    filming.open(by=communications)
    filming.finish(by=communications)


@pytest.mark.rule("R-088", "E")
def test_staff_withdraw_where_a_concern_is_not_resolved(
    communications: Any, consultant: Any, radiographer: Any, caldicott_guardian: Any, department: Any
) -> None:
    filming = opened(communications, consultant, department)
    filming.raise_concern(by=radiographer, says="It shames the patient.")
    words = {"concern": filming.concerns.get(), "is_resolved": False, "outcome": "The crew will not move."}
    filming.settle_concern(by=caldicott_guardian, **words)
    assert filming.status == "stopped"
    assert "work with them no longer" in filming.ended_because


@pytest.mark.rule("R-170", "E")
def test_everybody_has_a_release_that_stands_and_an_adults_no_is_theirs_alone(
    communications: Any, consultant: Any, radiographer: Any, department: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    filming = ready(communications, consultant, department)
    kim = filming.people.get()
    filming.add_person(by=communications, kind="adult", staff=radiographer)
    with pytest.raises(ValidationError, match="staff release"):
        filming.open(by=communications)
    StaffObjection.register(by=radiographer, covers="both")
    with pytest.raises(ValidationError, match="asked not to be recorded"):
        filming.open(by=communications)
    robin = filming.people.get(staff=radiographer)
    with pytest.raises(ValidationError, match="somebody else"):
        filming.take_release(by=communications, person=robin, release=kim.release)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(minutes=2)).isoformat())
    release = staff_release(communications, radiographer, DOCUMENTARY)
    filming.take_release(by=communications, person=robin, release=release)
    filming.open(by=communications)
    assert filming.answer().verdict == "yes"  # signed after they had objected
    kim.release.withdraw(by=communications)
    with pytest.raises(ValidationError, match="took their release back"):
        filming.film(by=communications, says="Kim at the door")
    filming.hear_no(by=consultant, person=kim, says="Does not want to be filmed any more")
    assert filming.status == "open"
    filming.film(by=communications, says="The scanner alone")


def test_pages_are_for_those_who_have_to_do_with_it(
    communications: Any, consultant: Any, radiographer: Any, other_radiographer: Any, outsider: Any,
    department: Any, signed_in: Any,
) -> None:  # fmt: skip
    filming = opened(communications, consultant, department)
    page = signed_in(radiographer).get(filming.get_absolute_url()).content.decode()
    assert "They may film now" in page
    assert "Raise a concern" in page
    assert "Permit it" not in page
    assert signed_in(other_radiographer).get(filming.get_absolute_url()).status_code == 404
    assert signed_in(outsider).get(filming.get_absolute_url()).status_code == 404
    assert signed_in(radiographer).get(url("permit", filming)).status_code == 403
    answer = signed_in(radiographer).post(url("concern", filming), {"says": "Too near."})
    assert answer.status_code == 302
    page = signed_in(communications).get(filming.get_absolute_url()).content.decode()
    assert "A concern is open. Nothing is filmed until it is resolved." in page
    concern = filming.concerns.get()
    assert signed_in(radiographer).get(url("settle", filming, number=concern.pk + 1)).status_code == 404
    words = {"is_resolved": "yes", "outcome": "Moved."}
    signed_in(radiographer).post(url("settle", filming, number=concern.pk), words)
    concern.refresh_from_db()
    assert concern.is_resolved is True

"""A child, or an adult who cannot decide: their own gates first, on the page as through the verbs."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from consent.models import Filming
from recordings_gov import clock
from tests.consent.conftest import born
from tests.consent.filmings import (
    THIS_FILM,
    asked,
    attorneys_form,
    childs_own_form,
    named,
    named_with_attorney,
    permitted,
    ready,
)
from tests.consent.releases import TYPED
from tests.consent.situations import explained, started

pytestmark = pytest.mark.django_db


def name_of(patient: Any) -> str:
    return f"{patient.given_name} {patient.family_name}"


def add_form(client: Any, filming: Filming, person: Any, form: Any) -> Any:
    where = {"reference": filming.reference, "number": person.pk}
    return client.post(reverse("consent:filming-person-form", kwargs=where), {"form": form.reference})


@pytest.mark.rule("R-246", "E")
@pytest.mark.rule("R-080", "E")
def test_an_adult_who_cannot_decide_is_filmed_on_their_attorneys_form_for_this_film(
    communications: Any, consultant: Any, department: Any, patient: Any, signed_in: Any
) -> None:
    filming = ready(communications, consultant, department)
    person = named_with_attorney(filming, communications, name_of(patient))
    client = signed_in(consultant)
    page = client.get(filming.get_absolute_url()).content.decode()
    assert "They cannot decide: first a consent form for this one use" in page
    assert "Add their consent form" in page
    with pytest.raises(ValidationError, match="They cannot decide: first a consent form"):
        filming.open(by=communications)
    care = attorneys_form(consultant, department, patient, made_for="care")
    assert add_form(client, filming, person, care).status_code == 302
    page = client.get(filming.get_absolute_url()).content.decode()
    assert "Their consent form is about care" in page
    assert "Add their consent form" in page  # another one, in place of the wrong one
    with pytest.raises(ValidationError, match="form is about care"):
        filming.open(by=communications)
    with pytest.raises(ValidationError, match="people who can decide would do as well"):
        attorneys_form(consultant, department, patient, others_instead=True)
    form = attorneys_form(consultant, department, patient)
    assert form.signer == "attorney_or_deputy"
    add_form(client, filming, person, form)
    filming.open(by=communications)
    assert "They may film now" in client.get(filming.get_absolute_url()).content.decode()
    filming.hear_no(by=consultant, person=person, says="Pushed the camera away")
    assert filming.status == "stopped"
    with pytest.raises(ValidationError, match="stopped for good"):
        filming.open(by=communications)
    again = ready(communications, consultant, department)
    once_more = named_with_attorney(again, communications, name_of(patient))
    add_form(client, again, once_more, form)
    with pytest.raises(ValidationError, match="said no or were upset"):
        again.open(by=communications)


@pytest.mark.rule("R-246", "E")
def test_whoever_signs_their_release_is_who_decided_for_them(
    communications: Any, consultant: Any, department: Any, signed_in: Any
) -> None:
    child = born(clock.today().year - 14)
    filming = ready(communications, consultant, department)
    filming.add_person(by=communications, kind="child", name=name_of(child))
    person = filming.people.get(kind="child")
    filming.ask_for_release(by=communications, person=person)
    person.refresh_from_db()
    release = person.release
    page = signed_in(communications).get(filming.get_absolute_url()).content.decode()
    assert f'href="{release.get_absolute_url()}"' in page
    assert "Have their release signed" in page
    assert (release.person_is, release.covers(filming.use).obstacles[0].says) == (
        "child",
        "Their release is not signed yet.",
    )
    release.sign(by=communications, name="Sam Parent", signed_as="parent", signing=TYPED)
    filming.give_form(by=consultant, person=person, form=childs_own_form(consultant, department, child))
    with pytest.raises(ValidationError, match="signed by somebody else than whoever decides"):
        filming.open(by=communications)


@pytest.mark.rule("R-246", "E")
@pytest.mark.rule("R-089", "E")
def test_a_child_whom_it_is_likely_to_distress_has_no_form_and_nothing_opens(
    communications: Any, consultant: Any, department: Any
) -> None:
    child = born(clock.today().year - 6)
    filming = ready(communications, consultant, department)
    person = named(filming, communications, name_of(child), "child")
    form = started(consultant, department, child, THIS_FILM, made_for="secondary")
    for question, given in (
        ("competence", {"outcome": "not_able", "yes": [], "covers": []}),
        ("child", {"said": "agrees", "harm_likely": True}),
    ):
        form.say_who_signs(by=consultant, question=question, given=given, words={})
    assert form.signer == ""
    with pytest.raises(ValidationError):
        explained(form, consultant)
    filming.give_form(by=consultant, person=person, form=form)
    with pytest.raises(ValidationError, match="not signed, or does not stand"):
        filming.open(by=communications)


@pytest.mark.rule("R-080", "E")
def test_a_no_that_is_said_before_it_is_permitted_ends_it_as_well(
    communications: Any, radiographer: Any, department: Any
) -> None:
    filming = asked(communications, department)
    filming.add_person(by=communications, kind="child", name="Ash Porter")
    filming.hear_no(by=radiographer, person=filming.people.get(), says="Does not want to")
    assert filming.status == "stopped"
    with pytest.raises(ValidationError, match="stopped for good"):
        permitted(filming, communications)


def test_two_of_one_name_are_shown_each_as_they_stand(
    communications: Any, consultant: Any, department: Any, signed_in: Any, at_most_queries: Any
) -> None:
    filming = ready(communications, consultant, department)
    filming.add_person(by=communications, kind="adult", name="Kim Visitor")
    client = signed_in(communications)
    page = client.get(filming.get_absolute_url()).content.decode()
    assert page.count("May be filmed") == 1
    assert page.count("They have not signed our release") == 2  # at the head, and on their own line
    for number in range(4):
        named(filming, communications, f"Visitor {number}")
    with at_most_queries(32):
        client.get(filming.get_absolute_url())

"""Recorded without consent: on which ground, by whose authority, with which proof, and for what alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.models import Recording, RecordingAuthority
from consent.signing import who_must_sign
from consent.signing.situations import NO_CONSENT
from consent.signing.words import Circumstance
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications.models import Task
from tests.conftest import PASSWORD, person
from tests.consent.conftest import born
from tests.consent.endings import A_PARENTS, childs, recorded, taken_back
from tests.consent.exceptions import OFFICER, SHOWN, protected, protected_and_signed, say, without_consent
from tests.consent.situations import RECORD, explained, signed, started

pytestmark = pytest.mark.django_db


def record(by, form):
    return Recording.capture(by=by, form=form, captured_at=clock.now(), **SHOWN)


def give(by, form):
    return RecordingAuthority.give(by=by, form=form, is_in_charge=True)


@pytest.mark.rule("R-159", "E")
def test_only_a_consultant_of_the_department_authorises_and_only_then_is_it_recorded(
    consultant, radiographer, media_studio, head_of_media_studio, ig_manager, department, other_department
):
    form = without_consent(radiographer, department, "vital_interests")
    stranger = person("stranger", Role.CONSULTANT, other_department)
    with pytest.raises(ValidationError, match="has not authorised this yet"):
        record(media_studio, form)
    for somebody in (radiographer, media_studio, head_of_media_studio, ig_manager, stranger):
        with pytest.raises(PermissionDenied):
            give(somebody, form)
    with pytest.raises(ValidationError, match="in charge of the patient"):
        RecordingAuthority.give(by=consultant, form=form, is_in_charge=False)
    given = give(consultant, form)
    made = record(media_studio, form)
    assert (made.basis, made.authority, made.consented_at) == ("vital_interests", given, None)
    assert made.access == "restricted"
    with pytest.raises(ValidationError, match="authorised already"):
        give(consultant, form)
    with pytest.raises(ValidationError, match="has not authorised"):
        Recording.capture(
            by=media_studio, form=form, captured_at=given.given_at - timedelta(minutes=1), **SHOWN
        )


@pytest.mark.rule("R-160", "E")
@pytest.mark.rule("R-161", "E")
def test_a_ground_without_its_proof_is_not_authorised(consultant, department):
    for ground, year, missing in (
        ("non_accidental_injury", 2021, ("why_unlikely", "benefit")),
        ("adult_abuse", 1950, ("abuse", "why_unable", "referral")),
    ):
        for offset, name in enumerate(missing):
            form = without_consent(consultant, department, ground, year - offset)
            said = form.signing_answers.filter(question="consultant").get().facts
            say(form, consultant, "consultant", **(said | {name: ""}))
            with pytest.raises(ValidationError, match="does not ask"):
                give(consultant, form)


@pytest.mark.rule("R-160", "E")
@pytest.mark.rule("R-161", "E")
def test_a_recording_on_a_ground_is_for_the_record_alone_and_restricted(
    consultant, radiographer, colleague, media_studio, department
):
    for ground, year, basis in (
        ("non_accidental_injury", 2021, "child_protection"),
        ("adult_abuse", 1950, "vital_interests"),
    ):
        form = without_consent(radiographer, department, ground, year)
        assert form.permissions.get(kind="teaching").status == "closed"
        given = give(consultant, form)
        assert given.because
        made = record(media_studio, form)
        assert (made.basis, made.access, made.authority.ground) == (basis, "restricted", ground)
        # Who decided and who made it see it; others who treat patients do not.
        seen = [
            Recording.objects.visible_to(who).filter(pk=made.pk).exists() for who in (consultant, colleague)
        ]
        assert seen == [True, False]


@pytest.mark.rule("R-162", "E")
def test_to_protect_the_trust_information_governance_signs_as_well(
    consultant, head_of_media_studio, media_studio, ig_manager, department
):
    form = without_consent(consultant, department, "litigation")
    given = give(consultant, form)
    assert given.status == "awaiting"
    with pytest.raises(ValidationError, match="Information governance has not signed as well"):
        record(media_studio, form)
    for somebody in (consultant, head_of_media_studio):
        with pytest.raises(PermissionDenied):
            given.second(by=somebody, because="It is so")
    with pytest.raises(ValidationError, match="signs as well"):
        given.second(by=ig_manager, because=" ")
    given.second(by=ig_manager, because="Treatment depends on it; a claim is not the reason.")
    assert record(media_studio, form).authority == given
    other = give(consultant, without_consent(consultant, department, "litigation", 1951))
    other.refuse(by=ig_manager, because="Only the Trust would gain.")
    with pytest.raises(ValidationError, match="has not authorised"):
        record(media_studio, other.form)


@pytest.mark.rule("R-162", "W")
def test_that_the_trust_is_no_reason_by_itself_is_said_where_it_is_chosen_and_signed(
    signed_in, consultant, ig_manager, department
):
    answer = who_must_sign(type(NO_CONSENT)(**{**vars(NO_CONSENT), "circumstance": Circumstance.LITIGATION}))
    assert "no reason by itself" in answer.reasons[0].says
    form = without_consent(consultant, department, "litigation")
    page = signed_in(consultant).get(reverse("consent:form-authorise", args=[form.reference]))
    assert "no reason by itself" in page.content.decode()
    given = give(consultant, form)
    page = signed_in(ig_manager).get(given.get_absolute_url()).content.decode()
    assert "no reason by itself" in page
    assert form.patient.family_name not in page.split("<main")[1]


@pytest.mark.rule("R-159", "E")
def test_facts_that_change_take_the_authority_with_them(consultant, media_studio, department):
    form = without_consent(consultant, department, "vital_interests")
    give(consultant, form)
    say(form, consultant, "circumstance", circumstance="adult_abuse")
    with pytest.raises(ValidationError):
        record(media_studio, form)


def test_the_consultant_signs_with_their_own_password(signed_in, consultant, department):
    form = without_consent(consultant, department, "vital_interests")
    browser, url = signed_in(consultant), reverse("consent:form-authorise", args=[form.reference])
    assert "vital interests call for it" in browser.get(url).content.decode()
    refused = browser.post(url, {"is_in_charge": "on", "secret": "not mine"})
    assert refused.status_code == 422
    assert "not your password" in refused.content.decode()
    assert "not mine" not in refused.content.decode()
    assert browser.post(url, {"secret": PASSWORD}).status_code == 422
    assert browser.post(url, {"is_in_charge": "on", "secret": PASSWORD}).status_code == 302
    page = browser.get(form.get_absolute_url()).content.decode()
    assert "authorised it, for the health record alone" in page


@pytest.mark.rule("R-152", "N")
@pytest.mark.rule("R-152", "E")
def test_on_an_officers_yes_the_parents_are_to_be_told_or_safeguarding_says_why_not_yet(
    signed_in, consultant, media_studio, caldicott_guardian, department
):
    form = protected_and_signed(consultant, department)
    assert not Task.objects.filter(rule="R-152").exists()
    made = record(media_studio, form)
    assert (made.basis, made.access) == ("child_protection", "restricted")
    record(media_studio, form)
    task = Task.objects.get(rule="R-152")
    assert (task.person, task.about_reference) == (consultant, form.reference)
    assert task.due_on == clock.today() + timedelta(days=1)
    assert form.patient.family_name not in task.what
    with pytest.raises(PermissionDenied):
        form.defer_telling(by=consultant, waits_until=clock.today() + timedelta(days=3), because="Asked")
    later = clock.today() + timedelta(days=3)
    with pytest.raises(ValidationError, match="why it waits"):
        form.defer_telling(by=caldicott_guardian, waits_until=later, because=" ")
    form.defer_telling(by=caldicott_guardian, waits_until=later, because="Police asks to wait.")
    assert [each.due_on for each in Task.objects.filter(rule="R-152", done_at=None)] == [later]
    page = signed_in(consultant).get(form.get_absolute_url()).content.decode()
    assert "Police asks to wait." in page
    form.tell_parents(by=consultant, told_at=clock.now(), who="The mother")
    assert not Task.objects.filter(rule="R-152", done_at=None).exists()
    with pytest.raises(ValidationError, match="Nothing is owed"):
        form.tell_parents(by=consultant, told_at=clock.now(), who="The mother")


@pytest.mark.rule("R-145", "E")
def test_a_childs_no_stands_against_a_parents_yes(consultant, media_studio, department):
    form = started(consultant, department, born(2020), RECORD)
    for question, given in A_PARENTS:
        say(form, consultant, question, **given)
    assert form.signer == "parental_responsibility"
    explained(form, consultant)
    # What is signed for by a parent is set aside once the child says no.
    before = childs(consultant, department, born(2019), "secondary")
    made = recorded(before, media_studio)
    taken_back(before, media_studio)
    made.refresh_from_db()
    assert made.status == "quarantined"
    # And nothing is signed or recorded of a child who says no first.
    draft = started(consultant, department, born(2018), RECORD)
    for question, given in (*A_PARENTS, ("child", {"said": "no", "harm_likely": False})):
        say(draft, consultant, question, **given)
    assert draft.signer == ""
    with pytest.raises(ValidationError, match="whatever a parent says"):
        explained(draft, consultant)
    with pytest.raises(ValidationError):
        record(media_studio, draft)


@pytest.mark.rule("R-145", "E")
def test_protection_sets_a_childs_no_aside_with_its_reason_for_the_record_alone(
    consultant, media_studio, department
):
    form = protected(consultant, department, said="no")
    assert form.signer == ""
    with pytest.raises(ValidationError, match="Write down why protection sets that aside"):
        explained(form, consultant)
    say(form, consultant, "officer", **(OFFICER | {"despite_no": "To protect the brother."}))
    assert form.permissions.get(kind="teaching").status == "closed"
    made = record(media_studio, signed(explained(form, consultant), consultant))
    assert (made.basis, made.access) == ("child_protection", "restricted")

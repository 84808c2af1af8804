"""Model releases: prepared, signed on screen or paper, refused, taken back, extended, printed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent import documents, registration_documents, release_documents
from consent.models import ModelRelease
from consent.models.form_signing import HowSigned
from consent.models.release_use import name_uses
from consent.release_waiting import waits_for
from consent.releasing import NamedUse
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Variant
from recordings_gov.workflow import WrongState
from tests.consent.releases import (
    DRAWN,
    EVENING_NEWS,
    LEAFLET,
    TYPED,
    prepared,
    released,
    staff_release,
)
from tests.consent.situations import applied
from tests.consent.test_printing_a_consent_form import text_of

pytestmark = pytest.mark.django_db


def url(name: str, release: ModelRelease) -> str:
    return reverse(f"consent:release-{name}", kwargs={"reference": release.reference})


@pytest.mark.rule("R-168", "E")
def test_it_covers_its_uses_once_it_is_signed_and_until_it_is_taken_back(communications: Any) -> None:
    release = prepared(communications)
    assert release.covers(LEAFLET).verdict == "no"
    release.sign(by=communications, name="kim visitor", signing=HowSigned("drawn"), drawn=DRAWN)
    assert release.covers(LEAFLET).verdict == "yes"
    assert release.covers(EVENING_NEWS).verdict == "no"
    release.withdraw(by=communications, words="She saw it and does not like it.")
    assert release.covers(LEAFLET).verdict == "no"
    with pytest.raises(WrongState):
        release.sign(by=communications, name="Kim Visitor", signing=TYPED)


@pytest.mark.rule("R-168", "E")
def test_another_bodys_form_is_noted_and_counts_for_nothing(communications: Any) -> None:
    release = prepared(
        communications, "Kim Visitor", EVENING_NEWS, agency_form="Northmere Television, form 3"
    )
    assert release.covers(EVENING_NEWS).verdict == "no"


@pytest.mark.rule("R-169", "E")
def test_a_new_use_is_asked_for_on_a_release_of_its_own(communications: Any) -> None:
    release = released(communications)
    further = release.ask_for_more(by=communications, uses=[EVENING_NEWS])
    assert (further.further_to, further.person_name) == (release, "Kim Visitor")
    assert further.covers(EVENING_NEWS).verdict == "no"
    further.sign(by=communications, name="Kim Visitor", signing=TYPED)
    assert further.covers(EVENING_NEWS).verdict == "yes"
    assert release.covers(EVENING_NEWS).verdict == "no"
    with pytest.raises(ValidationError, match="not signed yet"):
        prepared(communications).ask_for_more(by=communications, uses=[EVENING_NEWS])
    with pytest.raises(ValidationError, match="Ask for the new use by itself"), acting_as(communications):
        name_uses(release, [EVENING_NEWS])


def test_a_use_is_one_definite_use(communications: Any) -> None:
    for named in ("publicity", "press as required", ""):
        with pytest.raises(ValidationError):
            prepared(communications, "Kim Visitor", NamedUse("publicity", named))
    with pytest.raises(ValidationError, match="at least one use"):
        ModelRelease.prepare(by=communications, kind="general", uses=[], pictured="The ward")
    assert not ModelRelease.objects.exists()


def test_who_signs_is_said_and_fits(communications: Any, radiographer: Any) -> None:
    cells: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
        ({}, {"name": "Lee Other"}, "with their own name"),
        ({"person_is": "unable"}, {"name": "Kim Visitor"}, "authority to decide signs"),
        ({"person_is": "unable"}, {"name": "Sam", "signed_as": "parent"}, "authority to decide signs"),
        ({}, {"name": "Sam Parent", "signed_as": "parent"}, "signs for themselves"),
        ({}, {"name": "Lee Lawyer", "signed_as": "attorney"}, "signs for themselves"),
        ({}, {"name": "Kim Visitor", "signing": HowSigned("paper")}, "date and time on the paper"),
        ({}, {"name": "Kim Visitor", "signing": HowSigned("drawn")}, "Sign in the box"),
        (
            {},
            {
                "name": "Kim Visitor",
                "signing": HowSigned("paper"),
                "signed_at": clock.now() + timedelta(hours=1),
            },
            "in the future",
        ),
        ({}, {"name": "Kim Visitor", "signing": HowSigned("typed", {}, "Lee", "Friend")}, "mark"),
    )
    for words, signed, says in cells:
        with pytest.raises(ValidationError, match=says):
            prepared(communications, **words).sign(by=communications, **({"signing": TYPED} | signed))
    child = prepared(communications, person_is="child")
    child.sign(by=communications, name="Lee Parent", signed_as="parent", signing=TYPED)
    assert child.status == "signed"
    blank = prepared(communications, "")
    with pytest.raises(ValidationError, match="name of the person shown"):
        blank.sign(by=communications, name="Lee Parent", signed_as="parent", signing=TYPED)
    blank.refresh_from_db()
    words = {"signed_as": "parent", "person_name": "Kim Visitor", "person_is": "child"}
    blank.sign(by=communications, name="Lee Parent", signing=TYPED, **words)
    assert (blank.person_name, blank.person_is, blank.signer_name) == ("Kim Visitor", "child", "Lee Parent")
    with pytest.raises(ValidationError, match="decides for themselves"):
        prepared(communications, "", kind="staff", staff=radiographer, person_is="child")
    own = prepared(communications, "", kind="staff", staff=communications)
    with pytest.raises(ValidationError, match="Somebody else"):
        own.sign(by=communications, name=communications.name, signing=TYPED)
    with pytest.raises(PermissionDenied):
        prepared(radiographer)


@pytest.mark.rule("R-206", "P")
def test_a_blank_is_printed_and_learns_its_name_when_it_comes_back(
    communications: Any, signed_in: Any
) -> None:
    blank = prepared(communications, "")
    client = signed_in(communications)
    client.post(url("print", blank))
    paper = release_documents.to_sign(blank)
    assert (paper.kind, paper.about_reference) == ("general-model-release", blank.reference)
    signed = client.post(
        url("sign-paper", blank),
        {"name": "Kim Visitor", "signed_as": "self", "person_is": "adult", "signed_time": "00:00"}
        | dict(zip(("signed_on_day", "signed_on_month", "signed_on_year"), _today(), strict=True)),
    )
    assert signed.status_code == 302, signed.content.decode()
    blank.refresh_from_db()
    assert (blank.person_name, blank.means, blank.taken_by) == ("Kim Visitor", "paper", communications)


@pytest.mark.rule("R-206", "P")
def test_both_releases_are_printed_to_sign_and_kept_as_signed(
    communications: Any, radiographer: Any, other_radiographer: Any, signed_in: Any
) -> None:
    general, staff = prepared(communications), staff_release(communications, radiographer)
    client = signed_in(communications)
    for release, kind, variant in (
        (general, "general", Variant.ACCESSIBLE),
        (staff, "staff", Variant.ARCHIVE),
    ):
        answer = client.post(url("print", release))
        assert answer.status_code == 302
        document = release_documents.printed(release)
        assert (document.kind, document.variant) == (f"{kind}-model-release", variant)
        assert answer.url == document.get_absolute_url()
        assert client.get(answer.url).status_code == 200
    assert release_documents.printed(staff) == release_documents.printed(staff)
    to_sign, as_signed = (text_of(release_documents.printed(each)) for each in (general, staff))
    for says in ("General model release", "Kim Visitor", LEAFLET.named, "The person shown"):
        assert says in to_sign, says
    assert "Signed by typing" not in to_sign
    for says in ("Staff model release", "register of objections", LEAFLET.named, "Signed by typing the name"):
        assert says in as_signed, says
    assert as_signed.count(radiographer.name) == 2  # who is shown, and who signed
    childs = release_documents.context_of(prepared(communications, person_is="child"), signed=False)
    assert ("Signing for somebody else?" in childs["for_another"], childs["slot"]["role"]) == (True, "")
    paper = release_documents.printed(staff).get_absolute_url()
    assert signed_in(radiographer).get(paper).status_code == 200
    assert signed_in(other_radiographer).get(paper).status_code in (403, 404)


@pytest.mark.rule("R-206", "P")
def test_all_four_forms_are_printed(
    form: Any, communications: Any, radiographer: Any, setting_up: None
) -> None:
    made = [
        documents.printed(form),
        registration_documents.printed(applied(radiographer)),
        release_documents.printed(prepared(communications)),
        release_documents.printed(prepared(communications, "", kind="staff")),
    ]
    kinds = ["consent-form", "registration", "general-model-release", "staff-model-release"]
    assert [document.kind for document in made] == kinds
    assert all(document.version and document.content().startswith(b"%PDF") for document in made)


def test_signing_on_the_screen(communications: Any, signed_in: Any) -> None:
    release = prepared(communications)
    client = signed_in(communications)
    page = client.get(url("sign", release)).content.decode()
    assert "Open day leaflet 2027" in page
    assert "cannot be called back" in page
    given = {"name": "Kim Visitor", "signed_as": "self", "means": "typed"}
    assert client.post(url("sign", release), given).status_code == 422
    assert client.post(url("sign", release), {**given, "means": "drawn", "drawn": "<svg>"}).status_code == 422
    assert client.post(url("sign", release), {**given, "means": "drawn", "drawn": DRAWN}).status_code == 302
    release.refresh_from_db()
    assert (release.means, release.drawn) == ("drawn", DRAWN)


@pytest.mark.rule("R-168", "E")
def test_what_is_not_signed_waits_for_who_prepared_it_and_for_the_office(
    communications: Any, media_studio: Any, radiographer: Any, at_most_queries: Any
) -> None:
    mine = prepared(communications)
    prepared(communications, "")  # a blank that is taken along waits for nobody

    def waits(user: Any) -> list[tuple[str, str]]:
        return [(need.deed, need.detail) for need in waits_for(user, clock.today())]

    assert waits(communications) == [(f"Have a release signed: {mine.reference}", mine.pictured)]
    for number in range(3):
        prepared(communications, f"Visitor {number}")
    with at_most_queries(3):
        [(deed, says)] = waits(media_studio)
    assert deed == "See which releases others prepared are not signed yet"
    assert says.startswith("4 releases, the oldest of ")
    with at_most_queries(2):
        assert len(waits(communications)) == 4
    mine.decline(by=communications)
    assert len(waits(communications)) == 3
    assert waits(radiographer) == []


def test_staff_see_and_take_back_their_own_and_nobody_elses(
    communications: Any, radiographer: Any, colleague: Any, signed_in: Any
) -> None:
    mine, hers = staff_release(communications, radiographer), staff_release(communications, colleague)
    client = signed_in(radiographer)
    assert client.get(url("detail", mine)).status_code == 200
    assert Event.objects.about(mine).filter(action="modelrelease.read", actor=radiographer).exists()
    assert client.get(url("detail", hers)).status_code == 404
    assert client.post(url("withdraw", hers)).status_code == 404
    assert client.get(url("sign", mine)).status_code == 403
    listed = client.get(reverse("consent:release-list")).content.decode()
    assert mine.reference in listed
    assert hers.reference not in listed
    assert client.post(url("withdraw", mine), {"words": ""}).status_code == 302
    mine.refresh_from_db()
    assert mine.status == "withdrawn"


def test_preparing_on_the_page(communications: Any, radiographer: Any, signed_in: Any) -> None:
    client = signed_in(communications)
    address = reverse("consent:release-new")
    given = {
        "kind": "staff",
        "username": radiographer.username,
        "person_is": "adult",
        "pictured": "The waiting room",
        "purpose_1": "press",
        "named_1": "Evening bulletin of 3 March 2027",
        "agency_1": "Northmere Television",
        "purpose_2": "printed",
    }
    refused = client.post(address, given)
    assert refused.status_code == 422
    assert "Say exactly which use" in refused.content.decode()
    for wrong in ({"kind": "general"}, {"username": "nobody"}, {"named_1": "the press"}):
        assert client.post(address, {**given, "purpose_2": "", **wrong}).status_code == 422, wrong
    assert client.post(address, {**given, "purpose_2": ""}).status_code == 302
    made = ModelRelease.objects.get()
    assert (made.staff, made.person_name) == (radiographer, radiographer.name)
    assert made.covers(EVENING_NEWS).obstacles[0].says == "Their release is not signed yet."
    assert client.get(made.get_absolute_url()).status_code == 200


def _today() -> tuple[int, int, int]:
    day = clock.today()
    return day.day, day.month, day.year

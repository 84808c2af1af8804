"""What a patient was told and given: kept with the request, and what is missing is said aloud."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.models import LeafletEdition
from policies.starter import loading
from policies.starter.loading_leaflets import draft_starter_leaflets, publish_leaflet
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from requests_app import for_patient, informing, leaflets
from requests_app.informing import Informed, began_before_explained, needs_of, unmet, warnings
from requests_app.models import RecordingRequest
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]


@pytest.fixture
def editions(
    communications: Any, ig_manager: Any, governance_lead: Any, department: Any
) -> list[LeafletEdition]:
    """The first leaflet on show in English, standard, large print and easy read, and in Polish."""
    loading.set_contacts(ig_manager, department)
    people = loading.People(communications, *[ig_manager] * 3, governance_lead, *[ig_manager] * 2)
    drafts = draft_starter_leaflets(by=communications, department=department)
    first = [each for each in drafts if each.leaflet == drafts[0].leaflet]
    shown = [each for each in first if each.language in ("en-GB", "pl")]
    for edition in shown:
        if edition.language == "pl":
            edition.approve_translation(by=governance_lead, checked_by="A. Translator")
        publish_leaflet(edition, people)
    return shown


def page(request: RecordingRequest, step: str) -> str:
    return reverse(f"requests:request-{step}", args=[request.reference])


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def lives_in(patient: Any, by: Any, language: str = "en", needs: tuple[str, ...] = ()) -> None:
    with acting_as(by):
        patient.language, patient.access_needs = language, list(needs)
        patient.save()


@pytest.mark.rule("R-019", "W")
def test_a_need_is_met_by_what_meets_that_need_and_by_nothing_else() -> None:
    supplied = [code for code, _ in informing.choices("supplied")]
    for need, word in informing.words()["need"].items():
        for given in supplied:
            left = unmet(Informed(reasons=(need,), supplied=(given,)))
            assert left == (() if given in word["met_by"] else (need,)), (need, given)
        assert unmet(Informed(reasons=(need,))) == (need,)
        assert set(word["met_by"]) <= set(supplied)
    assert unmet(Informed(access_needs=("something new",))) == ("something new",)
    assert unmet(Informed(access_needs=("something new",), supplied=("written",))) == ()


def test_a_need_is_recorded_once_from_language_record_and_taps() -> None:
    assert needs_of(Informed(language="en-GB")) == needs_of(Informed(language="")) == ()
    assert needs_of(Informed(language="pl")) == ("another_language",)
    both = Informed(language="pl", access_needs=("hearing",), reasons=("hearing", "another_language"))
    assert needs_of(both) == ("hearing", "another_language")


@pytest.mark.rule("R-025", "W")
def test_recording_before_the_explanation_is_warned_of_however_it_is_known() -> None:
    for explained, came, told, made in product(("", "first", "late"), *[(False, True)] * 3):
        facts = Informed(explained=explained, came_unasked=came, was_told=told, was_made=made)
        wanted = explained != "first" and (explained == "late" or came or (made and not told))
        assert began_before_explained(facts) is wanted, facts
        assert (("R-025",) in [reason.rules for reason in warnings(facts)]) is wanted


@pytest.mark.rule("R-019", "W")
def test_the_scanner_page_warns_until_something_meets_the_need(
    policy: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    lives_in(patient, radiographer, "pl", ("hearing",))
    browser = signed_in(radiographer)
    said = answer(browser, reason=[])
    assert "nothing has met it yet: hearing, another language." in said
    assert "nothing has met it yet: hearing." in answer(browser, reason=[], supplied=["own_language"])
    assert "nothing has met it yet" not in answer(browser, reason=[], supplied=["interpreter"])


@pytest.mark.rule("R-025", "W")
def test_the_scanner_page_warns_when_it_was_running_before_anybody_explained(
    policy: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    browser = signed_in(radiographer)
    assert "began before it was explained" not in answer(browser)
    assert "began before it was explained" in answer(browser, late="yes")
    assert save(browser, late="yes").status_code == 302
    request = RecordingRequest.objects.get()
    assert request.explained == "late"
    assert "began before it was explained" in text(browser.get(request.get_absolute_url()))


@pytest.mark.rule("R-025", "R")
@pytest.mark.rule("R-014", "R")
@pytest.mark.rule("R-019", "R")
def test_the_scanner_keeps_leaflet_notice_help_and_who_explained(
    policy: Any, editions: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    lives_in(patient, radiographer, "pl")
    taps = {"leaflet_how": "appointment", "notice": "poster", "supplied": ["interpreter", "other"]}
    browser = signed_in(radiographer)
    assert save(browser, **taps).status_code == 422  # something else: what?
    assert save(browser, **taps, supplied_words="A drawing").status_code == 302
    request = RecordingRequest.objects.get()
    polish = next(each for each in editions if each.language == "pl")
    assert (request.leaflet_edition, request.leaflet_how) == (polish, "appointment")
    assert request.notice_version == f"{polish.reference}, edition 1"
    assert (request.supplied, request.supplied_words) == (["interpreter", "other"], "A drawing")
    assert (request.told_by, request.told_at) == (radiographer, request.logged_at)
    shown = text(browser.get(request.get_absolute_url()))
    for said in (
        polish.reference,
        "With the appointment",
        "A poster",
        "Interpreter, A drawing",
        "by Robin Sample",
    ):
        assert said in shown


def test_a_leaflet_that_is_not_on_show_cannot_have_been_had(
    policy: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    answered = save(signed_in(radiographer), leaflet_how="paper")
    assert answered.status_code == 422
    assert "No leaflet is on show here" in answered.content.decode()


@pytest.mark.rule("R-014", "R")
def test_a_letter_is_of_the_policy_in_force_and_no_notice_has_no_version(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    browser = signed_in(radiographer)
    for notice, version in (("letter", "policy version 1"), ("none", "")):
        request = log()
        assert browser.post(page(request, "inform"), {"notice": notice}).status_code == 302
        request.refresh_from_db()
        assert (request.notice, request.notice_version) == (notice, version)


def test_what_is_missing_is_said_in_sql_too(log: Log, radiographer: Any, editions: Any) -> None:
    request = log()
    for given, broken in (
        ({"leaflet_edition": editions[0]}, "request_leaflet_had_says_how"),
        ({"notice": "letter"}, "request_notice_had_says_its_version"),
        ({"summary": "given"}, "request_summary_given_says_its_form"),
    ):
        with pytest.raises(ValidationError, match=broken):
            request.inform(by=radiographer, **given)
    with pytest.raises(TypeError):
        request.inform(by=radiographer, outcome="agreed")


@pytest.mark.rule("R-025", "R")
@pytest.mark.rule("R-019", "R")
def test_it_may_be_said_after_saving_and_by_whom_is_kept(
    log: Log, editions: Any, signed_in: Any, radiographer: Any, colleague: Any
) -> None:
    request, browser = log(), signed_in(colleague)
    chosen = editions[1]
    taps = {
        "explained": "first",
        "leaflet_how": "qr",
        "supplied": ["own_language"],
        "supplied_language": "pl",
    }
    missing = browser.post(page(request, "inform"), taps)
    assert missing.status_code == 422
    assert "Choose the edition they had" in missing.content.decode()
    assert browser.post(page(request, "inform"), {**taps, "leaflet": chosen.reference}).status_code == 302
    request.refresh_from_db()
    assert (request.leaflet_edition, request.explained, request.supplied_language) == (chosen, "first", "pl")
    assert (request.told_by, request.informed_by) == (radiographer, colleague)
    event = Event.objects.about(request).filter(action="recordingrequest.inform").get()
    assert event.actor == colleague
    again = text(browser.get(page(request, "inform")))
    assert f'value="{chosen.reference}" selected' in again


@pytest.mark.rule("R-046", "R")
@pytest.mark.rule("R-243", "R")
@pytest.mark.rule("R-244", "R")
@pytest.mark.rule("R-242", "R")
def test_advice_is_ticked_on_the_page_and_what_was_said_stays_said(
    log: Log, signed_in: Any, radiographer: Any
) -> None:
    request, browser = log(told=[], not_told_reason="urgent"), signed_in(radiographer)
    shown = text(browser.get(request.get_absolute_url()))
    for said in (
        "Ask the others in it before sharing",
        "How to see their notes",
        "with what the CQC and the ICO say",
    ):
        assert said in shown
    assert browser.post(page(request, "advise"), {}).status_code == 422
    for taps in (
        {"advised": ["sharing", "see_notes"]},
        {"advised": ["how_to_complain"], "summary": "declined"},
    ):
        assert browser.post(page(request, "advise"), taps).status_code == 302
    request.refresh_from_db()
    assert request.advised == ["sharing", "see_notes", "how_to_complain"]
    assert request.summary == "declined"
    rows = dict(for_patient.facts(request))
    assert "Ask the others" in rows["Advice"]
    assert rows["Written summary"] == "They did not want one"
    assert Event.objects.about(request).filter(action="recordingrequest.advise").count() == 2


@pytest.mark.rule("R-046", "R")
def test_the_sharing_advice_among_what_was_told_counts_as_given(log: Log) -> None:
    assert log().all_advised == ["sharing"]
    assert log(told=[], not_told_reason="urgent").all_advised == []


@pytest.mark.rule("R-242", "R")
def test_a_summary_may_be_offered_on_every_request(
    policy: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    browser = signed_in(radiographer)
    assert "A written summary of the talk" in text(browser.get(reverse("requests:log")))
    taps: tuple[dict[str, Any], ...] = ({"offered": ["written_summary"]}, {"summary": "declined"}, {})
    for tapped, kept in zip(taps, ("offered", "declined", ""), strict=True):
        before = " ".join(RecordingRequest.objects.values_list("reference", flat=True))
        assert save(browser, **tapped, another=before).status_code == 302
        assert RecordingRequest.objects.latest("pk").summary == kept


@pytest.mark.rule("R-019", "P")
def test_the_leaflets_are_on_the_page_by_language_and_format_theirs_first(
    log: Log, editions: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    lives_in(patient, radiographer, "pl")
    request, browser = log(), signed_in(radiographer)
    shown = text(browser.get(request.get_absolute_url()))
    order = [shown.index(f"edition 1, {each}") for each in ("Polish", "English<", "English, large print")]
    assert order == sorted(order)
    assert "English, easy read" in shown
    for each in leaflets.links(request.department, "pl"):
        assert browser.get(each["url"]).status_code == 200
    made = browser.get(reverse("policies:edition-document", args=[editions[0].reference]), follow=True)
    assert made["Content-Type"] == "application/pdf"


def test_a_language_without_a_leaflet_is_said_and_an_interpreter_suggested(
    log: Log, editions: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:
    lives_in(patient, radiographer, "so")
    shown = text(signed_in(radiographer).get(log().get_absolute_url()))
    assert "No leaflet is on show in Somali yet. Offer an interpreter." in shown


def test_a_draft_leaflet_and_another_departments_are_never_offered(
    log: Log, editions: Any, communications: Any, other_department: Any
) -> None:
    draft_starter_leaflets(by=communications, department=other_department)
    found = leaflets.at_hand(log().department)
    assert {each.pk for each in found} == {each.pk for each in editions}
    assert leaflets.at_hand(other_department) == []


def test_who_was_not_at_the_patient_says_nothing_of_it(
    log: Log, signed_in: Any, medical_records: Any, other_radiographer: Any, outsider: Any
) -> None:
    request = log()
    for person, status in ((medical_records, 403), (outsider, 403), (other_radiographer, 404)):
        browser = signed_in(person)
        for step in ("inform", "advise", "summary", "advice-sheet", "advice-sheet-pdf"):
            assert browser.get(page(request, step)).status_code == status, (person, step)
    with pytest.raises(PermissionDenied):
        request.advise(by=medical_records, advised=["sharing"])


def test_a_masked_role_sees_nothing_of_the_patients_side(
    log: Log, signed_in: Any, governance_lead: Any
) -> None:
    assert "For the patient to take away" not in text(
        signed_in(governance_lead).get(log().get_absolute_url())
    )


def test_the_answer_asks_for_no_leaflet_as_long_as_the_fold_is_not_drawn_again(
    policy: Any, editions: Any, signed_in: Any, radiographer: Any, patient: Any
) -> None:

    browser = signed_in(radiographer)
    marks = answer(browser).split('name="panels" value="')[1].split('"')[0]
    with CaptureQueriesContext(connection) as asked:
        answer(browser, panels=marks, medium=["video"])
    assert not [each for each in asked if "policies_leafletedition" in each["sql"]]

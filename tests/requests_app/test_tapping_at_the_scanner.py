"""The scanner page: answers while tapping, saves once, loses nothing."""

import re
from typing import Any

import pytest
from django.urls import reverse

from recordings_gov.audit.models import Event
from recordings_gov.pages.models import Draft
from requests_app.models import RecordingRequest, StaffObjection
from tests.requests_app.scanning import answer, save, tapped, token_of

LOG = "requests:log"


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


def page(browser: Any) -> str:
    return str(browser.get(reverse(LOG)).content.decode())


@pytest.mark.rule("R-021", "E")
def test_nothing_is_ticked_beforehand_but_who_records(browser: Any) -> None:
    ticked = re.findall(r"<input[^>]*\bname=\"(\w+)\"[^>]*\bchecked", page(browser))
    assert set(ticked) <= {"recorder", "present"}


def test_the_answer_comes_with_reasons_rules_and_conditions(browser: Any) -> None:
    said = answer(browser)
    assert "Go ahead and help" in said
    assert 'href="/rulebook/R-017/"' in said
    assert "app-answer--go" in said
    assert "Recording by patients and visitors, version 1" in said


@pytest.mark.rule("R-017", "W")
def test_a_need_warns_before_anybody_discourages(browser: Any) -> None:
    filming = {"medium": ["video"], "subject": "whole_exam"}
    said = answer(browser, **filming)
    assert "Stop before you discourage." in said
    assert "say why and what you did for them" in said
    assert "Stop before you discourage." not in answer(browser, **filming, reason=[])


@pytest.mark.rule("R-237", "W")
def test_posting_online_warns_that_another_use_is_named(browser: Any) -> None:
    assert "Ask who it is for." in answer(browser, reason=["post_online"])
    assert "Ask who it is for." not in answer(browser)


@pytest.mark.parametrize(
    ("taps", "colour", "headline"),
    [
        ({"medium": ["video"], "subject": "whole_exam", "reason": []}, "advise", "Advise against it"),
        ({"subject": "whole_exam"}, "care", "Go ahead, with care"),
        ({"medium": []}, "none", "Tap what they ask for"),
    ],
)
def test_each_stance_has_its_colour_and_words(
    browser: Any, taps: dict[str, Any], colour: str, headline: str
) -> None:
    said = answer(browser, **taps)
    assert f"app-answer--{colour}" in said
    assert headline in said


def test_without_a_policy_there_is_no_answer_yet_and_nothing_is_discouraged(
    signed_in: Any, radiographer: Any, patient: Any
) -> None:
    said = answer(signed_in(radiographer), medium=["video"], subject="whole_exam", reason=[])
    assert "Our policy has no answer yet" in said
    assert 'value="agreed"' in said
    assert "A note" in said or "note that you recorded" in page(signed_in(radiographer))


@pytest.mark.rule("R-013", "E")
def test_agreed_appears_with_the_patients_yes(browser: Any) -> None:
    assert 'value="agreed"' not in answer(browser, recorder="family")
    assert "Ask the patient first" in answer(browser, recorder="family", permission="no")
    assert 'value="agreed"' in answer(browser, recorder="family", permission="yes")


def test_the_page_works_without_scripts(browser: Any, patient: Any) -> None:
    found = browser.post(reverse(LOG), tapped(step="find", outcome=None)).content.decode()
    assert patient.family_name in found
    shown = browser.post(
        reverse(LOG), tapped(step="answer", seen=token_of(found), outcome=None)
    ).content.decode()
    assert "Go ahead and help" in shown
    assert 'value="audio" checked' in shown
    assert not RecordingRequest.objects.exists()
    assert browser.post(reverse(LOG), tapped(seen=token_of(shown))).status_code == 302


def test_the_answer_address_without_htmx_is_the_page_again(browser: Any) -> None:
    shown = browser.post(reverse("requests:answer"), tapped()).content.decode()
    assert "<h1" in shown
    assert "Go ahead and help" in shown
    assert browser.get(reverse("requests:answer")).status_code == 405


def test_saving_goes_to_the_request_and_offers_the_next(browser: Any) -> None:
    saved = save(browser)
    assert saved.status_code == 302
    shown = browser.get(saved.url).content.decode()
    assert RecordingRequest.objects.get().reference in shown
    assert "Log another" in shown


def test_a_name_that_was_not_on_the_screen_is_checked_before_saving(browser: Any, patient: Any) -> None:
    first = browser.post(reverse(LOG), tapped())
    assert first.status_code == 422
    assert "Check that this is the right patient" in first.content.decode()
    assert patient.family_name in first.content.decode()
    assert not RecordingRequest.objects.exists()
    assert browser.post(reverse(LOG), tapped(seen=token_of(first.content.decode()))).status_code == 302


def test_a_token_of_another_number_does_not_count(browser: Any) -> None:
    other = token_of(answer(browser, patient="999 000 1332"))
    assert browser.post(reverse(LOG), tapped(seen=other)).status_code == 422


def test_a_number_of_nobody_is_saved_as_typed_once_checked(browser: Any) -> None:
    assert "No patient with that number. Check it, or save" in answer(browser, patient="NM 4711")
    assert save(browser, patient="NM 4711").status_code == 302
    assert RecordingRequest.objects.get().number_as_typed == "NM 4711"


def test_a_search_is_logged_once_for_a_number(browser: Any) -> None:
    seen = token_of(answer(browser))
    answer(browser, seen=seen, subject="whole_exam")
    assert Event.objects.filter(action="patient.searched").count() == 1


def test_a_double_tap_makes_one_record(browser: Any) -> None:
    taps = tapped(seen=token_of(answer(browser)), idempotency_key="k" * 32)
    first, second = (browser.post(reverse(LOG), taps) for _ in range(2))
    assert first.url == second.url
    assert RecordingRequest.objects.count() == 1
    changed = browser.post(reverse(LOG), {**taps, "room": "CT 3"})
    assert changed.status_code == 422
    assert RecordingRequest.objects.count() == 1


def test_an_error_says_what_to_do_and_keeps_every_tick(browser: Any) -> None:
    answered = browser.post(reverse(LOG), tapped(told=[], outcome=None, seen=token_of(answer(browser))))
    assert answered.status_code == 422
    said = answered.content.decode()
    assert "There is a problem" in said
    assert "Tick what you told the patient, or say why you could not" in said
    assert "Say what happened" in said
    assert 'value="audio" checked' in said
    assert "Go ahead and help" in said
    assert "invalid" not in said.lower()


@pytest.mark.parametrize(
    ("taps", "says"),
    [
        ({"patient": ""}, "Scan or type the patient number"),
        ({"medium": []}, "Say how they want to record"),
        ({"subject": None}, "Say what they want to record"),
        ({"recorder": None}, "Say who will record"),
        ({"recorder": "family"}, "Ask the patient, and say what they answered"),
        ({"modality": ""}, "Choose the kind of exam"),
        ({"setting": ""}, "Choose the setting"),
        ({"told": ["note"]}, "Tick all of it, or untick it"),
        ({"not_told": "had_left"}, "not both"),
        ({"told": [], "not_told": "other"}, "Say which reason"),
        ({"outcome": "stopped_for_safety", "reason": []}, "Say why, in a few words"),
        ({"outcome": "advised_and_discouraged"}, "Say what you did about their need"),
        ({"outcome": "asked_not_to"}, "That is not how this request can end"),
        ({"outcome": "agreed", "medium": ["video"], "subject": "whole_exam", "reason": []}, "Choose again"),
    ],
)
def test_each_thing_missing_is_asked_for(browser: Any, taps: dict[str, Any], says: str) -> None:
    answered = save(browser, **taps)
    assert answered.status_code == 422
    assert says in answered.content.decode()
    assert not RecordingRequest.objects.exists()


def test_a_session_that_ends_mid_form_loses_nothing(browser: Any, radiographer: Any, colleague: Any) -> None:
    kept = {**tapped(), "draft_form": "requests.log", "draft_key": ""}
    assert browser.post(reverse("pages:draft"), kept).status_code == 204
    browser.logout()
    browser.force_login(colleague, backend="recordings_gov.accounts.backends.RolesBackend")
    assert "What you typed before is back" not in page(browser)
    browser.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    back = page(browser)
    assert "What you typed before is back" in back
    assert 'value="audio" checked' in back
    assert 'value="agreed" checked' in back
    save(browser)
    assert not Draft.objects.exists()


def test_what_was_kept_can_be_put_away(browser: Any) -> None:
    browser.post(reverse("pages:draft"), {**tapped(), "draft_form": "requests.log", "draft_key": ""})
    assert "Start afresh" in page(browser)
    assert browser.post(reverse(LOG), tapped(step="afresh")).status_code == 302
    assert "What you typed before is back" not in page(browser)
    assert not RecordingRequest.objects.exists()


def test_place_and_colleagues_are_remembered_and_answers_never(
    browser: Any, radiographer: Any, colleague: Any
) -> None:
    page(browser)
    here = [radiographer.pk, colleague.pk]
    assert save(browser, present=here, all_yes="yes").status_code == 302
    again = page(browser)
    assert "Same as last time:" in again
    assert "<strong>CT 2</strong>, CT, examination" in again
    assert "2 here, none may be in it yet" in again
    assert 'value="audio" checked' not in again
    assert browser.cookies["device"].value.isalnum()


@pytest.mark.rule("R-165", "E")
def test_everyone_said_yes_is_one_answer_for_each_person(
    browser: Any, radiographer: Any, colleague: Any, student: Any
) -> None:
    here = [radiographer.pk, colleague.pk, student.pk]
    taps = {"present": here, "all_yes": "yes", f"said-{student.pk}": "no"}
    assert "3 here, 2 may be in it" in answer(browser, **taps)
    assert save(browser, **taps).status_code == 302
    said = dict(RecordingRequest.objects.get().answers.values_list("person", "answer"))
    assert said == {radiographer.pk: "yes", colleague.pk: "yes", student.pk: "no"}


@pytest.mark.rule("R-056", "E")
@pytest.mark.rule("R-165", "E")
def test_an_objection_counts_and_nobody_can_change_it_for_them(
    browser: Any, radiographer: Any, colleague: Any
) -> None:
    StaffObjection.register(by=colleague, covers="image")
    taps = {
        "present": [radiographer.pk, colleague.pk],
        "all_yes": "yes",
        f"said-{colleague.pk}": "yes",
        "medium": ["video"],
        "outcome": "agreed_with_conditions",
    }
    said = answer(browser, **taps)
    assert "2 here, 1 may be in it" in said
    assert "One colleague. Point the camera away from this colleague." in said
    panel = said.split("</section>")[0]
    assert colleague.name not in panel
    assert "bjection" not in panel
    assert save(browser, **taps).status_code == 302
    answers = dict(RecordingRequest.objects.get().answers.values_list("person", "answer"))
    assert answers == {radiographer.pk: "yes", colleague.pk: "no"}


def test_a_colleague_of_another_department_cannot_be_named(browser: Any, other_radiographer: Any) -> None:
    answered = save(browser, present=[other_radiographer.pk])
    assert answered.status_code == 422
    assert not RecordingRequest.objects.exists()


def test_a_department_adds_a_medium_of_its_own(browser: Any, department: Any, governance_lead: Any) -> None:
    from recordings_gov.accounts.models import Setting
    from recordings_gov.audit.acting import acting_as

    with acting_as(governance_lead):
        Setting(
            department=department,
            name="request-media",
            value={"three_dimensional": "3D scan"},
            reason="New phones",
            rule="R-012",
            set_by=governance_lead,
        ).save()
    assert "3D scan" in page(browser)
    assert save(browser, medium=["three_dimensional"], outcome="agreed_with_conditions").status_code == 302
    assert RecordingRequest.objects.get().media == ["three_dimensional"]


def test_only_who_may_log_opens_the_page(
    signed_in: Any, governance_lead: Any, outsider: Any, student: Any
) -> None:
    for person, expected in ((governance_lead, 403), (outsider, 403), (student, 200)):
        browser = signed_in(person)
        assert browser.get(reverse(LOG)).status_code == expected
        assert browser.post(reverse(LOG), tapped()).status_code in ({403} if expected == 403 else {422})


def test_a_post_without_its_token_is_turned_back(radiographer: Any, policy: Any) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(radiographer, backend="recordings_gov.accounts.backends.RolesBackend")
    assert strict.post(reverse(LOG), tapped()).status_code == 403
    assert strict.post(reverse("requests:answer"), tapped()).status_code == 403

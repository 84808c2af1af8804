"""How it came up, for whom it is kept, why in their words, and whose the recording is."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.triage import Shared, triage
from requests_app.decisions import Tapped, situation_of, told_as
from requests_app.models import RecordingRequest
from requests_app.models.words_asked import CameToLight
from requests_app.panels.particulars import asked_first
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.rule("R-038", "R")
@pytest.mark.rule("R-021", "R")
@pytest.mark.parametrize("came", CameToLight.values)
def test_how_it_came_up_and_whether_they_asked_first_are_kept(browser: Any, came: str) -> None:
    contrary = came in ("found_covert", "continued_against", "began_unasked")
    taps: dict[str, Any] = {"outcome": "went_ahead_contrary", "outcome_reason": "Went on"} if contrary else {}
    saved = save(browser, came_to_light=came, asked_first="yes", **taps)
    kept = RecordingRequest.objects.get()
    assert kept.came_to_light == came
    assert kept.asked_first == ("no" if came in ("began_unasked", "found_covert") else "yes")
    page = browser.get(saved["Location"]).content.decode()
    assert str(CameToLight(came).label) in page
    assert ("Not asked first" in page) == (kept.asked_first == "no")


@pytest.mark.rule("R-038", "R")
def test_what_nobody_says_is_taken_as_asked_beforehand_and_the_page_says_so(browser: Any) -> None:
    assert "How it came up: they asked before" in browser.get(reverse("requests:log")).content.decode()
    save(browser)
    kept = RecordingRequest.objects.get()
    assert (kept.came_to_light, kept.asked_first) == ("asked_before", "yes")


@pytest.mark.rule("R-021", "R")
def test_whether_they_asked_follows_and_the_database_agrees(log: Log, radiographer: Any) -> None:
    follows = {"asked_before": "yes", "asked_during": "yes", "began_unasked": "no", "found_covert": "no"}
    for came, said in product(CameToLight.values, ("", "yes", "no")):
        assert asked_first(came, said) == follows.get(came, said)
    kept = log()
    for came, said in (("asked_before", "no"), ("found_covert", "yes")):
        kept.came_to_light, kept.asked_first = came, said
        with acting_as(radiographer), pytest.raises(ValidationError, match="ask"):
            kept.save()


@pytest.mark.parametrize("verdict", ["facilitate", "conditions", "discourage", "not_supported", "not_safe"])
def test_what_is_told_follows_from_how_it_came_up(verdict: str) -> None:
    against = verdict in ("discourage", "not_supported", "not_safe")
    assert told_as("found_covert", verdict) == "covert_found"
    assert told_as("continued_against", verdict) == "contrary_to_policy"
    assert told_as("began_unasked", verdict) == ("contrary_to_policy" if against else "")
    assert told_as("asked_before", verdict) == told_as("asked_during", verdict) == told_as("", verdict) == ""


def test_a_hidden_recording_is_talked_about_with_care_going_on(browser: Any) -> None:
    assert "Care goes on just the same" in answer(browser, came_to_light="found_covert")
    assert "Care goes on just the same" not in answer(browser)


@pytest.mark.rule("R-017", "R")
def test_the_reason_is_kept_in_words_and_informed_choice_is_one_of_them(browser: Any) -> None:
    saved = save(
        browser, reason=["hearing", "informed_choice"], reason_words="I lip-read, so I play it to my sister"
    )
    page = browser.get(saved["Location"]).content.decode()
    assert "To decide on care" in page
    assert "I lip-read, so I play it to my sister" in page
    assert RecordingRequest.objects.get().purpose == "personal_record"


@pytest.mark.rule("R-017", "W")
@pytest.mark.rule("R-017", "R")
def test_a_need_that_we_know_of_softens_the_answer_by_itself(
    browser: Any, patient: Any, radiographer: Any
) -> None:
    filming = {"medium": ["video"], "subject": "whole_exam", "reason": []}
    assert "Advise against it" in answer(browser, **filming)
    patient.access_needs = ["hearing"]
    with acting_as(radiographer):
        patient.save()
    said = answer(browser, **filming)
    assert "Stop before you discourage." in said
    assert "We know of a need: Hearing" in said
    response = save(browser, **filming, outcome="advised_and_discouraged")
    assert "Say what you did about their need" in response.content.decode()
    save(browser, **filming, outcome="agreed_with_conditions")
    assert RecordingRequest.objects.get().known_needs == ["hearing"]


@pytest.mark.rule("R-021", "C")
@pytest.mark.parametrize("subject", ["explanation", "whole_exam", "short_moment", "screen", "room_or_team"])
@pytest.mark.parametrize("purpose", ["", "keepsake", "other"])
def test_by_local_decision_an_exam_to_keep_counts_as_a_personal_record(subject: str, purpose: str) -> None:
    asked = {"setting": "examination", "modality": "ct", "media": ("video",), "recorder": "patient"}
    tapped = {**asked, "subject": subject, "reasons": ("show_others",), "purpose": purpose}
    without = situation_of(Tapped(**tapped)).purpose  # type: ignore[arg-type]
    decided = situation_of(Tapped(**tapped, exam_rule="We think so too")).purpose  # type: ignore[arg-type]
    same = subject in ("whole_exam", "short_moment") and without == "keepsake"
    assert decided == ("personal_record" if same else without)


@pytest.mark.rule("R-021", "C")
def test_the_answer_reads_the_local_decision_and_its_reason(
    browser: Any, department: Any, governance_lead: Any
) -> None:
    keeping = {"medium": ["video"], "subject": "whole_exam", "reason": ["show_others"]}
    assert "By local decision" not in answer(browser, **keeping)
    Setting.choose(
        by=governance_lead,
        name="request-exam-rule",
        department=department,
        value="as_a_talk",
        reason="The Society thinks so, and so do we.",
    )
    said = answer(browser, **keeping)
    assert "By local decision an exam is answered like a talk here: The Society thinks so" in said
    assert "By local decision" not in answer(browser)
    save(browser, **keeping, outcome="advised_and_discouraged")
    kept = RecordingRequest.objects.get()
    assert kept.purpose == "personal_record"
    assert "The Society thinks so" in str(kept.answer["reasons"])


@pytest.mark.rule("R-029", "R")
def test_the_recording_is_the_patients_and_the_page_says_so(log: Log, browser: Any) -> None:
    kept = log()
    assert kept.owned_by == "patient"
    page = browser.get(kept.get_absolute_url()).content.decode()
    assert "The patient’s own, to keep and to share. None of it is ours" in page


@pytest.mark.rule("R-028", "E")
def test_a_patients_recording_never_becomes_ours(log: Log, radiographer: Any) -> None:
    kept = log()
    kept.owned_by = "trust"
    with (
        acting_as(radiographer),
        pytest.raises(ValidationError, match="recording_is_the_patients"),
    ):
        kept.save()


@pytest.mark.rule("R-028", "E")
@pytest.mark.parametrize("changed", ["", "yes", "no", "not_known"])
@pytest.mark.parametrize("publication", ["", "threatened", "published"])
def test_their_own_recording_shared_is_no_matter_for_information_governance(
    changed: str, publication: str
) -> None:
    own = triage(Shared(changed=changed, publication=publication, people_in_it=("patient", "trust_staff")))
    assert "ig" not in [each.office for each in own.tell]
    caught = triage(Shared(changed=changed, publication=publication, people_in_it=("other_patients",)))
    assert "ig" in [each.office for each in caught.tell]

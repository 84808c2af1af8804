"""Others nearby, attention, home and a pregnancy scan: asked or warned of when the taps call for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.notes.models import HealthRecordNote
from requests_app.models import RecordingRequest
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]
FILMING = {"medium": ["video"], "subject": "whole_exam", "reason": []}
SCAN = {"modality": "obstetric_ultrasound", **FILMING}
ADVISED = {"outcome": "advised_and_discouraged"}
FULL_ATTENTION = "This exam needs full attention."
LOOK = "Could anybody else be seen or heard?"
WHAT_FOR = "Pregnancy scan: what is it for?"


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.rule("R-014", "W")
def test_before_they_start_staff_are_asked_whether_anybody_else_could_be_in_it(browser: Any) -> None:
    filming = answer(browser, **FILMING)
    assert LOOK in filming
    assert "Do not start yet" in filming
    fold = filming.split('id="panel-bystanders"')[1].split("<summary")[0]
    assert "open" in fold
    assert "open" not in answer(browser).split('id="panel-bystanders"')[1].split("<summary")[0]
    assert LOOK not in answer(browser, subject="screen")
    assert LOOK not in answer(browser, medium=[])


def test_somebody_still_in_view_is_kept_and_said_in_the_note(browser: Any) -> None:
    saved = save(browser, **FILMING, **ADVISED, bystanders="in_view")
    request = RecordingRequest.objects.get()
    assert request.bystanders == "in_view"
    assert "Other people near" in browser.get(saved.url).content.decode()
    assert "somebody else could be seen or heard" in HealthRecordNote.objects.about(request).get().text


def test_nobody_else_leaves_the_note_as_it_is(log: Log) -> None:
    assert "somebody else" not in HealthRecordNote.objects.about(log(bystanders="nobody")).get().text


@pytest.mark.rule("R-015", "W")
@pytest.mark.parametrize(
    ("modality", "is_critical"),
    [
        ("interventional", True),
        ("fluoroscopy", True),
        ("radiotherapy", True),
        ("obstetric_ultrasound", True),
        ("ct", False),
        ("dexa", False),
    ],
)
def test_an_exam_that_needs_full_attention_warns_and_the_talk_about_it_does_not(
    browser: Any, modality: str, is_critical: bool
) -> None:
    assert (FULL_ATTENTION in answer(browser, **FILMING | {"modality": modality})) == is_critical
    assert FULL_ATTENTION not in answer(browser, modality=modality, subject="explanation")


@pytest.mark.rule("R-015", "W")
def test_at_a_pregnancy_scan_only_the_checks_need_full_attention(browser: Any) -> None:
    warned = {
        phase: FULL_ATTENTION in answer(browser, **SCAN, scan_phase=phase)
        for phase in ("", "before", "during", "after")
    }
    assert warned == {"": True, "before": False, "during": True, "after": False}


@pytest.mark.rule("R-015", "W")
def test_a_department_adds_exams_that_need_full_attention(
    browser: Any, department: Any, governance_lead: Any
) -> None:
    assert FULL_ATTENTION not in answer(browser, **FILMING)
    with acting_as(governance_lead):
        Setting(
            department=department,
            name="request-concentration",
            value={"ct": "The needle needs a steady hand."},
            reason="Biopsies under CT",
            rule="R-015",
            set_by=governance_lead,
        ).save()
    assert f"{FULL_ATTENTION} The needle needs a steady hand." in answer(browser, **FILMING)


@pytest.mark.rule("R-222", "R")
def test_a_home_visit_is_kept_and_the_policy_is_asked_about_home(browser: Any) -> None:
    assert "It is their home." in answer(browser, location="home")
    assert "It is their home." not in answer(browser, location="community")
    saved = save(browser, location="home")
    request = RecordingRequest.objects.get()
    assert request.location == "home"
    assert "It is their home." in str(request.answer)
    assert "patient&#x27;s home" in browser.get(saved.url).content.decode().replace("’", "&#x27;").lower()
    assert "the patient's home" in HealthRecordNote.objects.about(request).get().text


def test_the_place_is_remembered_with_the_room(browser: Any) -> None:
    from django.urls import reverse

    browser.get(reverse("requests:log"))
    save(browser, location="home", room="")
    again = browser.get(reverse("requests:log")).content.decode()
    assert "Same as last time:</span> CT, examination, the patient&#x27;s home" in again


@pytest.mark.rule("R-032", "W")
def test_a_pregnancy_scan_has_a_panel_that_names_the_guidance_and_the_clip_at_the_end(
    browser: Any, department: Any, governance_lead: Any
) -> None:
    shown = answer(browser, **SCAN)
    assert WHAT_FOR in shown
    assert "NHS Obstetric Ultrasound Examinations: Guidance on Sale of Images" in shown
    assert 'value="clip_at_end"' in shown
    assert 'value="clip_at_end"' not in answer(browser, **SCAN, scan_phase="after")
    assert WHAT_FOR not in answer(browser, **FILMING)
    assert WHAT_FOR not in answer(browser, modality="obstetric_ultrasound")
    with acting_as(governance_lead):
        Setting(
            department=department,
            name="local_rule_end_of_scan",
            value="You can take one picture of the screen then.",
            reason="Agreed with the lead sonographer",
            rule="R-032",
            set_by=governance_lead,
        ).save()
    assert "You can take one picture of the screen then." in answer(browser, **SCAN)


@pytest.mark.rule("R-032", "R")
def test_whether_it_is_clinical_or_social_is_asked_and_kept(browser: Any) -> None:
    asked = save(browser, **SCAN, **ADVISED)
    assert asked.status_code == 422
    assert "Say whether it is a clinical or a social wish" in asked.content.decode()
    saved = save(browser, **SCAN, **ADVISED, scan_purpose="social", scan_phase="during")
    request = RecordingRequest.objects.get()
    assert (request.scan_purpose, request.scan_phase, request.purpose) == ("social", "during", "keepsake")
    assert "Social, to record during the checks" in browser.get(saved.url).content.decode()
    note = HealthRecordNote.objects.about(request).get().text
    assert "The wish at this pregnancy scan was social, to record during the checks." in note


@pytest.mark.rule("R-032", "R")
def test_whoever_logs_a_pregnancy_scan_says_what_it_is_for(log: Log) -> None:
    scan = {"modality": "obstetric_ultrasound", "subject": "whole_exam", "reasons": [], "media": ["video"]}
    with pytest.raises(ValidationError, match="clinical or a social wish"):
        log(**scan, **ADVISED)
    assert log(**scan, **ADVISED, scan_purpose="clinical").purpose == "personal_record"
    assert log(modality="obstetric_ultrasound").scan_purpose == ""


def test_what_a_panel_holds_is_left_out_when_it_is_not_on_the_page(browser: Any) -> None:
    saved = save(browser, scan_purpose="social", scan_phase="nonsense", bystanders="nobody")
    assert saved.status_code == 302
    request = RecordingRequest.objects.get()
    assert (request.scan_purpose, request.scan_phase, request.bystanders) == ("", "", "nobody")


def test_a_panel_is_swapped_only_when_it_comes_changes_or_goes(browser: Any) -> None:
    import re

    first = answer(browser, **FILMING)
    marks = re.search(r'name="panels" value="([^"]*)"', first)
    assert marks
    again = answer(browser, **FILMING, panels=marks[1])
    assert 'id="panel-' not in again
    obstetric = answer(browser, **SCAN, panels=marks[1])
    assert 'id="panel-obstetric"' in obstetric
    assert 'id="panel-zone"' in obstetric
    assert 'id="panel-bystanders"' not in obstetric

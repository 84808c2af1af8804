"""A picture of the screen, or of the team: who and what else is in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from requests_app.models import RecordingRequest
from tests.requests_app.scanning import answer, save

Log = Callable[..., RecordingRequest]
SCREEN: dict[str, Any] = {"subject": "screen", "media": [], "outcome": "agreed_with_conditions"}
TEAM: dict[str, Any] = {
    "subject": "room_or_team",
    "media": ["photo"],
    "modality": "radiotherapy",
    "setting": "treatment",
    "reasons": ["show_others"],
    "outcome": "agreed_with_conditions",
}


@pytest.fixture
def browser(signed_in: Any, radiographer: Any, policy: Any, patient: Any) -> Any:
    return signed_in(radiographer)


@pytest.mark.rule("R-033", "R")
def test_that_the_screen_was_pictured_is_kept_with_what_else_was_on_it(log: Log) -> None:
    with pytest.raises(ValidationError, match="Look at the screen first"):
        log(**SCREEN)
    kept = log(**SCREEN, others_in_view="cleared")
    assert (kept.media, kept.others_in_view) == (["screen"], "cleared")


@pytest.mark.rule("R-033", "W")
def test_nothing_is_agreed_while_others_can_be_read_on_it(log: Log, radiographer: Any) -> None:
    with pytest.raises(ValidationError):
        log(**SCREEN, others_in_view="in_view")
    kept = log(**{**SCREEN, "outcome": "patient_chose_not_to"}, others_in_view="in_view")
    assert kept.stance == "not_safe"
    kept.stance, kept.outcome = "discourage", "agreed_with_conditions"
    with acting_as(radiographer), pytest.raises(ValidationError, match="nobody_else_in_view"):
        kept.save()


@pytest.mark.rule("R-033", "W")
def test_the_page_warns_of_sharing_and_of_other_peoples_names(browser: Any) -> None:
    filming = {"subject": "screen", "recorder": "parent", "permission": "yes"}
    said = answer(browser, **filming)
    assert "The screen may name other people, and your child may mind one day." in said
    assert "other people’s names or images" in said
    in_view = answer(browser, **filming, others_in_view="in_view")
    assert "Not here: other people" in in_view
    assert 'value="agreed_with_conditions"' not in in_view
    assert "incident of ours, not of theirs" in answer(browser, **filming, others_in_view="caught")
    assert "incident of ours, not of theirs" not in in_view


@pytest.mark.rule("R-033", "W")
def test_the_department_words_its_own_warning_on_sharing(
    browser: Any, department: Any, governance_lead: Any
) -> None:
    Setting.choose(
        by=governance_lead,
        name="scenario-child-words",
        department=department,
        value="Ask Gran.",
        reason="Ours",
    )
    assert "Say before they start: Ask Gran." in answer(browser, subject="screen")
    by_parent = answer(browser, medium=["photo"], subject="short_moment", recorder="parent", permission="yes")
    assert "Say before they start: Ask Gran." in by_parent
    assert "Ask Gran." not in answer(browser)


@pytest.mark.rule("R-165", "E")
def test_a_team_picture_is_of_those_who_said_yes(
    log: Log, radiographer: Any, colleague: Any, student: Any
) -> None:
    silent = {colleague: "no", student: "not_asked"}
    with pytest.raises(ValidationError, match="said yes"):
        log(**TEAM, pictured=["team"], answers=silent)
    assert log(**TEAM, pictured=["room", "equipment"], answers=silent).outcome == "agreed_with_conditions"
    kept = log(**TEAM, pictured=["team"], answers={**silent, radiographer: "yes"})
    assert [one.person for one in kept.answers.willing()] == [radiographer]


@pytest.mark.rule("R-165", "E")
def test_the_page_counts_who_steps_out_and_names_nobody(
    browser: Any, radiographer: Any, colleague: Any, student: Any
) -> None:
    taps = {
        "medium": ["photo"],
        "subject": "room_or_team",
        "pictured": ["team"],
        "present": [str(each.pk) for each in (radiographer, colleague, student)],
        f"said-{radiographer.pk}": "yes",
        f"said-{colleague.pk}": "no",
    }
    said = answer(browser, **taps).split('id="panel-team"')[1].split('<div id="panel-')[0]
    assert "1 of the team may be in it; 2 step out of the picture." in said
    assert colleague.name not in said
    nobody = answer(browser, **{**taps, f"said-{radiographer.pk}": "no"})
    assert "Nobody of the team has said yes yet" in nobody


@pytest.mark.rule("R-012", "R")
def test_what_is_in_the_picture_and_the_device_are_kept_and_shown(browser: Any, radiographer: Any) -> None:
    saved = save(
        browser,
        medium=["photo"],
        subject="room_or_team",
        pictured=["equipment"],
        reason=["show_others"],
        device="phone",
        outcome="agreed_with_conditions",
        outcome_reason="",
    )
    page = browser.get(saved["Location"]).content.decode()
    assert "The machine" in page
    assert "Phone" in page


@pytest.mark.rule("R-012", "R")
@pytest.mark.parametrize(
    ("name", "typed", "field", "code"),
    [
        ("request-devices", "pen = Recording pen", "device", "pen"),
        ("request-subjects", "bell = Ringing the bell", "subject", "bell"),
        ("request-modalities", "proton = Proton therapy", "modality", "proton"),
        ("request-media", "captions = Live captions", "medium", "captions"),
    ],
)
def test_a_department_lengthens_each_list(
    browser: Any, department: Any, governance_lead: Any, name: str, typed: str, field: str, code: str
) -> None:
    words = typed.split(" = ")[1]
    assert save(browser, **{field: code}).status_code == 422
    Setting.choose(by=governance_lead, name=name, department=department, value=typed, reason="Ours")
    assert words in browser.get("/requests/log/").content.decode()
    chosen = [code] if field == "medium" else code
    saved = save(browser, **{field: chosen}, outcome="agreed_with_conditions")
    assert saved.status_code == 302
    kept = RecordingRequest.objects.get()
    assert code in (kept.media if field == "medium" else getattr(kept, field))

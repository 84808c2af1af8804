"""The note says what was recorded and of what, in plain facts, and never who took no part."""

from collections.abc import Callable
from typing import Any

import pytest

from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.notes.models import HealthRecordNote
from requests_app import vocabulary
from requests_app.models import Ended, RecordingRequest
from tests.requests_app.conftest import TOLD_BY_ANOTHER

Log = Callable[..., RecordingRequest]
CARE = {"outcome": "agreed_with_conditions"}


def note(request: RecordingRequest) -> HealthRecordNote:
    found: HealthRecordNote = HealthRecordNote.objects.about(request).get()
    return found


@pytest.mark.rule("R-041", "E")
@pytest.mark.parametrize(
    ("asked", "kind", "says"),
    [
        ({}, "discussion", "a sound recording of the explanation with staff: a discussion"),
        ({"subject": "whole_exam", **CARE}, "examination", "during an imaging examination"),
        ({"subject": "whole_exam", "setting": "screening", **CARE}, "examination", "imaging examination"),
        ({"subject": "whole_exam", "setting": "treatment", **CARE}, "treatment", "during a treatment visit"),
        (
            {"subject": "screen", "others_in_view": "none", **CARE},
            "picture_of_screen",
            "a picture of the image on the screen, during an exam",
        ),
        (
            {"subject": "room_or_team", "media": ["photo"], **CARE},
            "team_picture",
            "a photograph of the room or team",
        ),
    ],
)
def test_the_note_states_examination_discussion_or_treatment(
    log: Log, asked: dict[str, Any], kind: str, says: str
) -> None:
    written = note(log(**asked))
    assert written.kind == kind
    assert says in written.text
    assert "CT, CT 2" in written.text
    assert "Robin Sample, Radiographer" in written.text


@pytest.mark.rule("R-040", "E")
def test_the_note_says_that_the_patient_was_told_or_why_not(log: Log) -> None:
    assert "was told that this note would be made" in note(log()).text
    left = note(log(told=[], not_told_reason="had_left"))
    assert "could not be told about this note at the time: the patient had left" in left.text
    other = note(log(told=[], not_told_reason="other", not_told_words="the fire alarm"))
    assert other.not_told_reason == "the fire alarm"


@pytest.mark.rule("R-013", "E")
def test_the_note_says_whose_yes_there_was(log: Log) -> None:
    asked = {"recorder": "parent", "told": TOLD_BY_ANOTHER}
    assert "by a parent, with the patient's own yes" in note(log(**asked, permission="yes")).text
    spoken_for = {"permission": "cannot_say", "speaks": "lawful_representative", "authority": "A court order"}
    spoken = note(log(**asked, **spoken_for)).text
    assert "Authority: A court order" in spoken
    without = note(log(**asked, permission="no", outcome="advised_and_discouraged", reasons=[])).text
    assert "A parent wanted to record. The patient had not said yes." in without


def test_a_department_may_say_service_user(log: Log, department: Any, governance_lead: Any) -> None:
    with acting_as(governance_lead):
        Setting(
            department=department,
            name="person-word",
            value="service_user",
            reason="Screening",
            rule="R-008",
            set_by=governance_lead,
        ).save()
    text = note(log()).text
    assert text.startswith("Service user asked")
    assert "patient" not in text.lower()


@pytest.mark.rule("R-165", "E")
def test_the_note_never_names_who_took_no_part(log: Log, radiographer: Any, colleague: Any) -> None:
    team = {"subject": "room_or_team", "media": ["photo"], **CARE}
    text = note(log(answers={colleague: "no", radiographer: "yes"}, **team)).text
    assert "Staff who said yes to being in it: Radiographer" in text
    assert colleague.name not in text


@pytest.mark.rule("R-021", "E")
def test_no_wording_of_ours_holds_a_word_that_is_never_used() -> None:
    words = vocabulary.note_words()
    ours = [text for kind in ("outcome", "made", "snippet", "visit") for text in words[kind].values()]
    ours += [template["text"] for template in words["template"].values()]
    never = [*words["never"]["words"], *words["avoid"]["words"], "refus", "denied", "forbid"]
    assert not [word for word in never if word in " ".join(ours).lower()]


def test_every_outcome_has_its_sentence_and_its_tile() -> None:
    assert set(vocabulary.note_words()["outcome"]) == set(Ended.values) == set(vocabulary.words("outcome"))


def test_a_placeholder_that_nobody_fills_fails(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vocabulary.note_words()["template"]["discussion"], "text", "{Person} and {nobody}")
    with pytest.raises(KeyError, match="nobody"):
        log()

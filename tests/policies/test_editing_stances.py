"""Rows and safety zones of a draft: added, changed and taken out by the verbs, held by constraints."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from policies.matrix import matrix_of
from policies.models import PolicyVersion, Stance
from policies.stances import Row
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.broken import ConstraintBroken
from recordings_gov.pages import timeline
from recordings_gov.workflow import WrongState

ROW = Row(
    id="L1",
    stance="not_supported",
    staff_words="Ask them not to",
    patient_words="Please do not",
    setting=("examination",),
    modality=("dexa",),
    medium=("screen",),
    purposes=("keepsake",),
    alternatives=("copy_of_images",),
    response_script="Carry on and offer the copy",
    reason="Names are on every display",
    rules=("R-051",),
)


@pytest.mark.rule("R-051", "R")
@pytest.mark.rule("R-045", "C")
def test_a_row_is_added_with_its_reason_and_its_script_and_answers(draft: PolicyVersion, people: Any) -> None:
    with pytest.raises(ValidationError, match="Say why the department says this"):
        draft.add_stance(by=people.drafter, row=replace(ROW, stance="facilitate", purposes=(), reason=" "))
    draft.add_stance(by=people.drafter, row=ROW)
    kept = draft.stances.get(code="L1")
    assert (kept.reason, kept.response_script) == (ROW.reason, ROW.response_script)
    winner = matrix_of(draft).winner("examination", "dexa", "screen", "patient", "keepsake")
    assert winner is not None
    assert winner.id == "L1"
    assert "Row added" in [each["title"] for each in timeline.entries(draft)]


def test_a_row_is_changed_and_taken_out_and_stays_in_the_history(draft: PolicyVersion, people: Any) -> None:
    draft.add_stance(by=people.drafter, row=ROW)
    draft.change_stance(by=people.drafter, code="L1", row=replace(ROW, staff_words="Ask kindly"))
    assert draft.stances.get(code="L1").staff_words == "Ask kindly"
    with pytest.raises(ValidationError, match="Say why this row is taken out"):
        draft.take_out_stance(by=people.drafter, code="L1", why=" ")
    draft.take_out_stance(by=people.drafter, code="L1", why="Not needed")
    assert not draft.stances.filter(code="L1").exists()
    gone = Stance.everything.get(version=draft, code="L1")
    assert (gone.reason, gone.history.count()) == ("Not needed", 3)
    with pytest.raises(ValidationError, match="not in this version any more"):
        draft.take_out_stance(by=people.drafter, code="L1", why="Again")
    draft.add_stance(by=people.drafter, row=ROW)


def test_what_clashes_is_refused_in_a_sentence(draft: PolicyVersion, people: Any) -> None:
    draft.add_stance(by=people.drafter, row=ROW)
    for row, says in (
        (replace(ROW, id="L2"), "L2 and L1 answer the same situation"),
        (replace(ROW, modality=("ct",)), "Another row of this version is called L1"),
        (replace(ROW, id="L3", medium=("audio",)), "Sound alone"),
        (replace(ROW, id="L4", purposes=("personal_record",)), "Nobody needs permission"),
    ):
        with pytest.raises(ValidationError, match=says):
            draft.add_stance(by=people.drafter, row=row)


def test_a_signed_version_and_another_role_are_refused(
    draft: PolicyVersion, in_force: PolicyVersion, people: Any, ig_manager: Any
) -> None:
    with pytest.raises(WrongState):
        in_force.add_stance(by=people.drafter, row=ROW)
    with pytest.raises(WrongState):
        in_force.take_out_stance(by=people.drafter, code="G1", why="No")


def test_only_who_drafts_sets_stances(draft: PolicyVersion, ig_manager: Any) -> None:
    with pytest.raises(PermissionDenied):
        draft.add_stance(by=ig_manager, row=ROW)


@pytest.mark.both
@pytest.mark.rule("R-021", "E")
@pytest.mark.rule("R-051", "C")
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("stance_not_supported_is_never_for_sound", {"medium": ["photo", "audio"]}),
        ("stance_not_supported_is_never_for_sound", {"medium": []}),
        ("stance_not_supported_names_a_purpose_and_a_reason", {"is_for_keepsake": False}),
        ("stance_not_supported_names_a_purpose_and_a_reason", {"reason": ""}),
        ("stance_that_advises_against_offers_something", {"alternatives": []}),
        ("stance_names_a_purpose_only_when_not_supported", {"stance": "facilitate"}),
        ("stance_coded_once_a_version", {"modality": ["ct"]}),
        ("stance_said_once_a_situation", {"code": "L9"}),
        ("stance_said_once_a_situation", {"code": "L9", "setting": ["treatment", "examination"]}),
    ],
)
def test_the_database_itself_refuses_it(
    draft: PolicyVersion, people: Any, name: str, change: dict[str, Any]
) -> None:
    both = replace(ROW, setting=("examination", "treatment")) if "setting" in change else ROW
    with acting_as(people.drafter):
        Stance.of(draft, both).save()
        again = Stance.of(draft, replace(both, id="L1" if name == "stance_coded_once_a_version" else "L8"))
        if "situation" not in name and name != "stance_coded_once_a_version":
            again.modality = ["ct"]
        for field, value in change.items():
            setattr(again, field, value)
        with pytest.raises((ConstraintBroken, IntegrityError), match=name):
            again.save()


def test_a_safety_zone_is_written_and_the_magnet_room_stays_shut(draft: PolicyVersion, people: Any) -> None:
    zone = next(each for each in matrix_of(draft).zones if each.id == "mr_room")
    with pytest.raises(ValidationError, match="no policy changes that"):
        draft.set_zone(by=people.drafter, zone=replace(zone, effect="warn"))
    draft.set_zone(by=people.drafter, zone=replace(zone, staff_words="Lock it away"))
    draft.set_zone(by=people.drafter, zone=replace(zone, id="day_ward", name="Day ward", effect="warn"))
    zones = {each.id: each for each in matrix_of(draft).zones}
    assert zones["mr_room"].staff_words == "Lock it away"
    assert zones["day_ward"].name == "Day ward"
    assert draft.matrix["zone"][0]["may_be_lifted"] is False

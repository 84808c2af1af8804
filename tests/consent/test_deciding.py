"""What may be recorded and who may approve: whole tables, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.decisions import (
    ApprovalCase,
    RecordingPlan,
    may_approve,
    may_record,
)
from consent.models.permission import level_word

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COVERED = RecordingPlan(
    now=NOON,
    captured_at=NOON - timedelta(minutes=5),
    made_for_care=True,
    given=frozenset({"record"}),
    patient_signed_at=NOON - timedelta(minutes=20),
    taker_signed_at=NOON - timedelta(minutes=10),
    needs_registration=False,
)
REGISTERED = replace(
    COVERED, needs_registration=True, registered_at=NOON - timedelta(days=3), registration_in_force=True
)


def says(answer):
    return " ".join(reason.says for reason in answer.obstacles)


def test_a_recording_after_both_signatures_is_covered():
    assert may_record(COVERED).verdict == "yes"
    assert may_record(replace(COVERED, captured_at=None)).verdict == "yes"


@pytest.mark.rule("R-127")
@pytest.mark.rule("R-063")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"patient_signed_at": None}, "patient has not signed"),
        ({"taker_signed_at": None}, "person taking consent has not signed"),
        ({"captured_at": NOON - timedelta(minutes=15)}, "person taking consent signed after this"),
        ({"captured_at": NOON - timedelta(minutes=21)}, "patient signed after this"),
        ({"patient_signed_at": NOON - timedelta(minutes=4)}, "patient signed after this"),
        ({"given": frozenset()}, "agreed to nothing"),
        ({"given": frozenset({"teaching"})}, "did not agree to a recording for their record"),
        ({"kind_is_covered": False}, "another kind of recording"),
        ({"form_is_signed": False}, "no longer stands"),
        ({"captured_at": NOON + timedelta(minutes=1)}, "future"),
    ],
)
def test_each_thing_that_is_missing_is_named(change, words):
    answer = may_record(replace(COVERED, **change))
    assert answer.verdict == "no"
    assert words in says(answer)


@pytest.mark.rule("R-127")
def test_a_recording_in_the_very_moment_of_the_later_signature_is_covered():
    assert may_record(replace(COVERED, captured_at=COVERED.taker_signed_at)).verdict == "yes"


def test_a_recording_for_teaching_alone_needs_no_yes_for_the_record():
    assert may_record(replace(COVERED, made_for_care=False, given=frozenset({"teaching"}))).verdict == "yes"


@pytest.mark.rule("R-130")
@pytest.mark.parametrize("identifiable", ["yes", "no", "unsure"])
def test_nobody_being_able_to_tell_spares_no_consent(identifiable):
    bare = replace(COVERED, patient_signed_at=None, taker_signed_at=None, given=frozenset())
    assert may_record(replace(bare, identifiable=identifiable)).verdict == "no"


@pytest.mark.rule("R-115")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"registered_at": None}, "needs an active registration"),
        ({"registered_at": NOON}, "approved the registration only after this"),
        ({"registration_in_force": False}, "had ended"),
        ({"kit_is_registered": False}, "other equipment"),
    ],
)
def test_outside_media_studio_a_registration_covers_that_moment(change, words):
    assert may_record(REGISTERED).verdict == "yes"
    assert words in says(may_record(replace(REGISTERED, **change)))


TODAY = date(2026, 11, 22)
TRAINED = date(2026, 10, 6)
READY = ApprovalCase(
    False,
    False,
    False,
    0,
    TRAINED,
    TODAY,
    storing_trained_on=TRAINED,
    access_approved_on=TRAINED,
    kit_is_fit=True,
    asks_about_kit=True,
)


@pytest.mark.rule("R-115")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_applicant": True}, "You applied for it"),
        ({"approved_for_other_office": True}, "another person approves"),
        ({"is_as_seen": False}, "changed since you opened it"),
        ({"office_has_approved": True}, "approved it already"),
    ],
)
def test_nobody_approves_twice_for_themselves_or_blind(change, words):
    assert may_approve(READY).verdict == "yes"
    assert words.lower() in says(may_approve(replace(READY, **change))).lower()


@pytest.mark.rule("R-113")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"checks_missing": 1}, "1 check is not made"),
        ({"checks_missing": 18}, "18 checks are not made"),
        ({"trained_on": None}, "training is not done"),
        ({"trained_on": TODAY + timedelta(days=1)}, "training is not done"),
    ],
)
def test_nothing_is_approved_before_every_check_and_the_training(change, words):
    assert words in says(may_approve(replace(READY, **change)))


@pytest.mark.rule("R-181", "E")
@pytest.mark.rule("R-113")
def test_nothing_is_approved_before_storing_is_learnt_access_given_and_the_equipment_looked_at():
    tomorrow = TODAY + timedelta(days=1)
    for change, words in (
        ({"storing_trained_on": None}, "training for storing"),
        ({"storing_trained_on": tomorrow}, "training for storing"),
        ({"access_approved_on": None}, "network access is not approved"),
        ({"access_approved_on": tomorrow}, "network access is not approved"),
        ({"kit_is_fit": None}, "equipment is not checked"),
        ({"kit_is_fit": False}, "not fit for this"),
        ({"kit_is_missing": True}, "lost or stolen"),
    ):
        assert words in says(may_approve(replace(READY, **change))), change
    elsewhere = replace(READY, kit_is_fit=None, asks_about_kit=False)
    assert may_approve(elsewhere).verdict == "yes"


@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        ((), "Nothing agreed"),
        (("record",), "Level 1: health record"),
        (("teaching", "record"), "Level 2: health record and teaching"),
        (("record", "teaching", "named_purpose"), "Level 3: health record, teaching and one named use"),
        (("teaching",), "Level 2: teaching"),
    ],
)
def test_the_level_is_a_word_made_of_the_permissions(kinds, word):
    assert level_word(kinds) == word

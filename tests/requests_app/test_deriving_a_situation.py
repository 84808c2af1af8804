"""What is tapped becomes the situation that the stance matrix is asked about."""

from itertools import combinations, product

import pytest

from requests_app.decisions import Tapped, situation_of

SETTINGS = ("discussion", "examination", "treatment", "screening")
SUBJECTS = ("explanation", "whole_exam", "screen", "short_moment", "room_or_team", "something_else")
RECORDERS = ("patient", "parent", "family", "other")
MEDIA = ("audio", "video", "photo", "live_call", "three_dimensional")
REASONS = ("hearing", "show_others", "post_online")
EVERY_REASON = [found for size in range(len(REASONS) + 1) for found in combinations(REASONS, size)]


def tapped(**other: object) -> Tapped:
    usual = {"setting": "examination", "modality": "ct", "media": ("audio",), "subject": "whole_exam"}
    return Tapped(**{**usual, "recorder": "patient", **other})  # type: ignore[arg-type]


@pytest.mark.rule("R-012", "R")
@pytest.mark.parametrize(("setting", "subject"), list(product(SETTINGS, SUBJECTS)))
def test_the_explanation_is_a_discussion_and_all_else_happens_where_it_is(setting: str, subject: str) -> None:
    expected = "discussion" if subject == "explanation" else setting
    assert situation_of(tapped(setting=setting, subject=subject)).setting == expected


@pytest.mark.rule("R-012", "R")
@pytest.mark.parametrize(("medium", "subject"), list(product(MEDIA, SUBJECTS)))
def test_the_screen_is_a_picture_of_the_screen_and_all_else_is_as_tapped(medium: str, subject: str) -> None:
    expected = ("screen",) if subject == "screen" else (medium,)
    assert situation_of(tapped(media=(medium,), subject=subject)).media == expected


@pytest.mark.parametrize("recorder", RECORDERS)
def test_everybody_but_the_patient_is_somebody_with_them(recorder: str) -> None:
    expected = "patient" if recorder == "patient" else "person_with_them"
    assert situation_of(tapped(recorder=recorder)).recorder == expected


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize(("subject", "reasons"), list(product(SUBJECTS, EVERY_REASON)))
def test_the_explanation_a_need_or_no_reason_makes_a_personal_record(
    subject: str, reasons: tuple[str, ...]
) -> None:
    needs = tuple(each for each in reasons if each == "hearing")
    purpose = situation_of(tapped(subject=subject, reasons=reasons, needs=needs)).purpose
    if subject == "explanation" or needs or not reasons:
        assert purpose == "personal_record"
    elif "post_online" in reasons:
        assert purpose == "other"
    else:
        assert purpose == "keepsake"


@pytest.mark.parametrize("purpose", ["personal_record", "keepsake", "other"])
@pytest.mark.parametrize("reasons", EVERY_REASON)
def test_staff_may_correct_the_purpose(purpose: str, reasons: tuple[str, ...]) -> None:
    assert situation_of(tapped(reasons=reasons, purpose=purpose)).purpose == purpose


@pytest.mark.rule("R-237", "W")
def test_posting_online_is_named_to_the_policy_even_for_a_personal_record() -> None:
    situation = situation_of(tapped(subject="explanation", reasons=("post_online",)))
    assert situation.purpose == "personal_record"
    assert "other_use" in situation.circumstances


LOCATIONS = ("department", "home", "community")
SCANS = list(product(("", "clinical", "social"), ("", "before", "during", "after")))


@pytest.mark.rule("R-222", "R")
@pytest.mark.parametrize("location", LOCATIONS)
def test_home_is_a_circumstance_and_no_other_place_is(location: str) -> None:
    for subject, setting in product(SUBJECTS, SETTINGS):
        asked = situation_of(tapped(location=location, subject=subject, setting=setting))
        assert asked.circumstances == (("at_home",) if location == "home" else ())


@pytest.mark.rule("R-044", "E")
@pytest.mark.parametrize("zones", [(), ("mr_room",), ("sterile_field", "consoles_and_worklists")])
def test_zones_and_exposure_reach_the_policy_whatever_is_recorded(zones: tuple[str, ...]) -> None:
    for exposure, subject, location in product((False, True), SUBJECTS, LOCATIONS):
        asked = situation_of(tapped(zones=zones, exposure=exposure, subject=subject, location=location))
        assert (asked.zones, asked.exposure) == (zones, exposure)


@pytest.mark.rule("R-032", "R")
@pytest.mark.parametrize("reasons", EVERY_REASON)
def test_a_social_wish_at_a_pregnancy_scan_is_a_keepsake_unless_it_is_more_or_a_need(
    reasons: tuple[str, ...],
) -> None:
    needs = tuple(each for each in reasons if each == "hearing")
    for subject, (scan_purpose, scan_phase) in product(SUBJECTS, SCANS):
        asked = {"subject": subject, "reasons": reasons, "needs": needs}
        before = situation_of(tapped(**asked)).purpose
        purpose = situation_of(tapped(**asked, scan_purpose=scan_purpose, scan_phase=scan_phase)).purpose
        moves = scan_purpose == "social" and subject != "explanation" and not needs
        assert purpose == ("keepsake" if moves and before == "personal_record" else before)


def test_needs_and_circumstances_reach_the_policy() -> None:
    situation = situation_of(tapped(needs=("hearing",), circumstances=("child",)))
    assert situation.needs == ("hearing",)
    assert situation.circumstances == ("child",)

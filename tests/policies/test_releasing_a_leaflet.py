"""What stops a leaflet from going on show, and when it may be printed: tables, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policies.releasing import Facts, parts_not_translated, printing, readiness

SHARING: dict[str, Any] = {
    "title": "Before you share it",
    "body": "Sharing a recording without the consent of others in it may break the law.",
    "rules": ["R-234"],
}
NOTE: dict[str, Any] = {"title": "A note", "body": "We will put a short note in your record.", "rules": []}
READY = Facts(
    language="en-GB",
    direction="patients_record_us",
    sections=(SHARING, NOTE),
    unfilled=(),
    is_approved=True,
    translation_checked_by="",
    english=(),
    english_is_replaced=False,
    lay_reviews=1,
    reading_age=11.8,
    clause_is_enforced=True,
)
TRANSLATED = replace(
    READY,
    language="ur",
    sections=(SHARING | {"body": "دوسروں کی رضامندی کے بغیر شیئر کرنا قانون کی خلاف ورزی ہو سکتا ہے۔"},),
    english=(SHARING, NOTE),
    translation_checked_by="A translator",
    reading_age=None,
)
TODAY = date(2026, 11, 22)


def said(facts: Facts) -> str:
    return " ".join(reason.says for reason in readiness(facts).obstacles)


def warned(facts: Facts) -> str:
    return " ".join(reason.says for reason in readiness(facts).conditions)


def test_nothing_stops_what_is_whole() -> None:
    for facts in (READY, TRANSLATED):
        assert readiness(facts).verdict == "ready"
        assert not readiness(facts).conditions


@pytest.mark.rule("R-234")
@pytest.mark.rule("R-046", "P")
@pytest.mark.parametrize(
    ("sections", "stopped"),
    [
        ((NOTE,), True),
        ((SHARING | {"rules": []},), True),
        ((SHARING | {"body": "Sharing it is fun. Show it to all of your friends, online too."},), True),
        ((SHARING | {"title": "", "body": "It may break the law to do so, so take care with it."},), True),
        ((SHARING | {"body": "Sharing: law."},), True),
        ((SHARING,), False),
    ],
)
def test_a_leaflet_without_the_warning_about_sharing_is_stopped(sections: Any, stopped: bool) -> None:
    assert ("warns that sharing" in said(replace(READY, sections=sections))) is stopped


@pytest.mark.rule("R-234")
def test_a_department_may_choose_to_be_warned_only() -> None:
    warn = replace(READY, sections=(NOTE,), clause_is_enforced=False)
    assert readiness(warn).verdict == "ready"
    assert "warns that sharing" in warned(warn)


def test_a_leaflet_about_our_own_photographs_owes_no_warning_about_sharing() -> None:
    ours = replace(READY, sections=(NOTE,), direction="we_record_patients")
    assert readiness(ours).verdict == "ready"


@pytest.mark.rule("R-005")
def test_what_nobody_approved_does_not_go_on_show() -> None:
    assert "approves it first" in said(replace(READY, is_approved=False))
    assert "approves the translation first" in said(replace(TRANSLATED, translation_checked_by=""))
    assert "Still as in English: A note" in said(replace(TRANSLATED, sections=(*TRANSLATED.sections, NOTE)))
    assert "no words yet" in said(replace(READY, sections=(), direction="we_record_patients"))


@pytest.mark.rule("R-004", "W")
def test_it_is_said_that_nobody_has_read_it() -> None:
    assert "No patient or other lay person" in warned(replace(READY, lay_reviews=0))


def test_hard_words_and_an_old_original_are_warned_about() -> None:
    assert "reading age 12.1" in warned(replace(READY, reading_age=12.1))
    assert not warned(replace(READY, reading_age=12.0))
    assert "no longer on show" in warned(replace(TRANSLATED, english_is_replaced=True))


def test_a_part_is_translated_when_its_words_are_others() -> None:
    opening = {"title": "", "body": "Hello"}
    assert parts_not_translated([opening, NOTE, SHARING], [NOTE, opening]) == ["part 1", "A note"]


@pytest.mark.rule("R-005")
@pytest.mark.rule("R-002", "E")
@pytest.mark.parametrize(
    ("status", "due", "overridden", "verdict"),
    [
        ("draft", None, False, "draft"),
        ("replaced", date(2026, 1, 1), True, "draft"),
        ("approved", date(2027, 1, 1), False, "clean"),
        ("published", TODAY, False, "clean"),
        ("published", date(2026, 11, 21), False, "no"),
        ("published", date(2026, 11, 21), True, "clean"),
        ("approved", date(2026, 11, 21), False, "no"),
    ],
)
def test_it_is_printed_clean_only_when_approved_and_in_date(
    status: str, due: date | None, overridden: bool, verdict: str
) -> None:
    assert printing(status, due, TODAY, overridden=overridden).verdict == verdict

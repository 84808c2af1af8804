"""A further purpose is one named use; open-ended words are refused however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.purposes import GENERIC, OPEN_ENDED, named_purpose, open_ended

REFUSED = [
    "",
    "   ",
    "...",
    "?!",
    "123",
    "publication",
    "Publications",
    "PUBLICATION AS REQUIRED",
    "publication as required",
    "  Publication   as\trequired. ",
    "publication-as-required",
    "publication/as/required",
    "Publication (as required)",
    "“Publication as required”",
    "publication as\u00a0required",
    "publi\u200bcation as re\u00adquired",
    "publication\u200bas\u200brequired",
    "ｐｕｂｌｉｃａｔｉｏｎ ａｓ ｒｅｑｕｉｒｅｄ",
    "püblication ás réquired",
    "рublication аs rеquired",
    "p u b l i c a t i o n  as required",
    "publication as needed",
    "publication when necessary",
    "publication where appropriate",
    "any",
    "any publication",
    "Any journal that takes it",
    "anything the Trust sees fit",
    "for whatever is needed",
    "all media",
    "various journals",
    "several conferences",
    "etc",
    "The Lancet etc.",
    "The Lancet, the BMJ, and so on",
    "The Lancet or similar",
    "The Lancet and other journals",
    "future use",
    "Future publication in Radiography",
    "Radiography, and further uses",
    "research",
    "medical research",
    "marketing",
    "other",
    "general use",
    "social media",
    "a journal article",
    "the website",
    "to be confirmed",
    "T.B.C.",
    "tbc",
    "journal TBA",
    "n/a",
    "none",
    "unknown",
    "as and when",
    "open-ended",
    "unlimited use in print",
]
ACCEPTED = [
    "Hands in contrast",
    "Radiography, the journal of the College, volume 33",
    "UKIO 2027 conference poster 14",
    "Northmere Hospital website, page on hand clinics",
    "The BMJ",
    "“As Required: a history of the X-ray form”",
    "Poster “Any Questions?” at UKIO 2027",
    "Clark's Positioning in Radiography, 14th edition",
    "أطلس الأشعة",
    "Ärzteblatt 2027",
    "Anyang Medical Review",
]


@pytest.mark.rule("R-125")
@pytest.mark.parametrize("text", REFUSED)
def test_what_names_no_single_use_is_refused_with_the_reason(text):
    answer = named_purpose(text)
    assert answer.verdict == "refused"
    assert answer.obstacles[0].rules == ("R-125",)
    assert answer.obstacles[0].says.startswith(("Name", "“"))


@pytest.mark.rule("R-125")
@pytest.mark.parametrize("text", ACCEPTED)
def test_one_named_use_is_accepted(text):
    assert named_purpose(text).verdict == "accepted"


@pytest.mark.rule("R-125")
@pytest.mark.parametrize("phrase", OPEN_ENDED)
def test_each_open_ended_phrase_is_found_inside_an_otherwise_good_purpose(phrase):
    answer = named_purpose(f"The Lancet, {phrase.upper()}, June 2027")
    assert answer.verdict == "refused"
    assert phrase in answer.obstacles[0].says


@pytest.mark.rule("R-125")
@given(st.lists(st.sampled_from(sorted(GENERIC)), max_size=8), st.sampled_from([" ", "  ", "-", ", ", "\n"]))
def test_words_that_only_name_a_kind_of_use_never_pass(words, gap):
    assert named_purpose(gap.join(words)).verdict == "refused"


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_an_answer_and_never_an_error(text):
    assert named_purpose(text).verdict in {"accepted", "refused"}
    assert open_ended(text).verdict in {"accepted", "refused"}


@pytest.mark.parametrize("text", ["", " - ", "to be confirmed", "any", "as required", "TBC"])
@pytest.mark.rule("R-125")
def test_an_edition_that_is_open_is_refused(text):
    assert open_ended(text).verdict == "refused"


@pytest.mark.parametrize("text", ["June 2027", "2027", "14th edition", "UKIO, Liverpool, 7 June 2027", "١٤"])
def test_a_definite_edition_is_accepted(text):
    assert open_ended(text).verdict == "accepted"

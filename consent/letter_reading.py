"""A letter for somebody who reads another language, or large print: what it says in their own words."""

from typing import Any

from consent.form_paper import contact_line
from consent.models import ConsentForm
from consent.paper_languages import PaperFormat, language_for
from consent.paper_words import words_for
from consent.wording.form_words import ENGLISH


def ways_to_read(form: ConsentForm) -> dict[str, Any]:
    """The print of the form that was signed, and how to have the letter in another way.

    The letter is in English. The line about it is also in the language they read, where somebody named
    has read our words in that language, as the form itself would be. Rules: R-019.
    """
    codes = [ENGLISH, *([code] if (code := language_read(form)) != ENGLISH else [])]
    return {
        "print_format": "" if form.paper_format == PaperFormat.STANDARD else PaperFormat.LARGE_PRINT,
        "ways": [_line(words_for(code), form) for code in codes],
    }


def language_read(form: ConsentForm) -> str:
    """The language the form was signed in, else that of the patient, where our words may be used in it."""
    if form.paper_language != ENGLISH:
        return form.paper_language
    return language_for(form.patient.language, form.department)


def _line(words: Any, form: ConsentForm) -> dict[str, Any]:
    tongue = words.tongue
    return {
        "language": tongue.code,
        "direction": tongue.direction,
        "ask": words["letter"],
        "contact": contact_line(words, form.department) if words.is_foreign else "",
    }

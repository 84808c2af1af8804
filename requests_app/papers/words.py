"""In which language a paper can be: English, and those whose translation a named person has read."""

import tomllib
from functools import cache
from typing import Any

from django.utils.translation import get_language_info

from policies.languages import FIRST, languages
from recordings_gov.accounts.known_settings import PAIRS, Known
from recordings_gov.accounts.models import Department, Setting
from requests_app import informing
from requests_app.leaflets import known_language
from requests_app.vocabulary import WORDING

SETTING = "paper-languages"
LANGUAGES = Known(
    SETTING,
    "Languages in which the patient’s papers may be printed",
    "Patients record us",
    "R-019",
    PAIRS,
    {},
    "One a line: cy, pl, ur, ar or bn, =, and who has read the translation. Others are printed in English.",
)


@cache
def every() -> dict[str, dict[str, Any]]:
    """The words of the papers, by language."""
    with (WORDING / "papers.toml").open("rb") as file:
        return tomllib.load(file)


def approved(department: Department | None) -> dict[str, str]:
    """Languages that may be used here, each with who has read the translation. Rules: R-019."""
    named = Setting.objects.value_of(SETTING, department, {})
    return {code: str(who) for code, who in named.items() if code in every() and str(who).strip()}


def language_for(wanted: str, department: Department | None) -> str:
    """The patient's language where its wording is approved, else English. Rules: R-019."""
    code = known_language(wanted)
    return code if code != FIRST and code in approved(department) else FIRST


def not_translated(wanted: str, language: str) -> str:
    """The sentence that says so, for a patient with another language than the paper's."""
    spoken = wanted.strip().lower()
    if language != FIRST or spoken.split("-")[0] in ("", "en"):
        return ""
    return str(every()[FIRST]["not_translated"]).format(language=name_of(spoken))


def name_of(code: str, whose: str = "your") -> str:
    """A language in English words; *your language* for a code that nobody knows."""
    spoken = code.strip().lower()
    known, named = languages().get(known_language(spoken)), informing.words()["language"]
    if known or spoken in named:
        return known.english if known else str(named[spoken]["label"])
    try:
        return str(get_language_info(spoken)["name"])
    except KeyError:
        return f"{whose} language"

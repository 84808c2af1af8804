"""The languages a leaflet may be in, with the words that are printed round its text in each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from policies.starter.files import read

FIRST = "en-GB"
"""The language leaflets are written in; all others are translations of it."""


@dataclass(frozen=True)
class Language:
    """One language: its code (BCP 47), its own name, its English name, which way it runs, its words."""

    code: str
    name: str
    english: str
    direction: str
    words: dict[str, Any]

    @property
    def is_translation(self) -> bool:
        """Whether a leaflet in it must be approved as a translation."""
        return self.code != FIRST

    def said(self, word: str, **places: str) -> str:
        """One of its words with the places filled."""
        return str(self.words[word]).format(**places)


@cache
def languages() -> dict[str, Language]:
    """Every language there are words for, by code, English first."""
    found = {}
    for code, words in read("languages").items():
        rest = {name: text for name, text in words.items() if name not in ("name", "english", "direction")}
        found[code] = Language(code, words["name"], words["english"], words["direction"], rest)
    return found


def language(code: str) -> Language:
    """The language of this code; raises KeyError for one there are no words for."""
    return languages()[code]


def choices() -> list[tuple[str, str]]:
    """Code and English name, for forms and filters."""
    return [(each.code, each.english) for each in languages().values()]

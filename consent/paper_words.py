"""The words of one consent form on paper or screen: its language, its print, and what is not translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from consent.paper_languages import PaperFormat
from consent.wording import wording
from consent.wording.form_words import EASY, ENGLISH, every
from policies.languages import Language, languages

LEVELS = {"record": 1, "teaching": 2, "named_purpose": 3}


@dataclass(frozen=True)
class PaperWords:
    """Words by name, grouped as in ``form_words.toml``; ``own`` holds those that are in its language."""

    tongue: Language
    own: Mapping[str, Any]
    table: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.table[name]

    @property
    def is_foreign(self) -> bool:
        """Whether what staff typed stands in another language than the words round it."""
        return self.tongue.is_translation

    def day(self, value: Any) -> str:
        """A date in this language: 3 August 2026."""
        with translation.override(self.tongue.code):
            return str(date_format(value, "j E Y", use_l10n=False))

    def english(self, text: str) -> SafeString:
        """What staff typed, marked as English where the form is in another language."""
        if self.is_foreign:
            return format_html('<bdi lang="en" dir="ltr">{}</bdi>', text)
        return format_html("<bdi>{}</bdi>", text)

    def agrees(self, kind: str, purpose: str) -> SafeString:
        """The sentence somebody agrees to, with the one named use in it."""
        before, mark, after = str(self.table["permission"][kind]).partition("{purpose}")
        return format_html("{}{}{}", before, self.english(purpose) if mark else "", after)

    def kinds(self, kinds: list[str]) -> str:
        """What is recorded, in order: photo and film."""
        return self._joined([words for kind, words in self.table["kinds"].items() if kind in kinds])

    def level(self, kinds: list[str]) -> str:
        """The level that is printed for these permissions."""
        if not kinds:
            return str(self.table["nothing"])
        uses = self._joined([words for kind, words in self.table["uses"].items() if kind in kinds])
        return str(self.table["level"]).format(number=max(LEVELS[kind] for kind in kinds), uses=uses)

    def _joined(self, words: list[str]) -> str:
        *first, last = words
        comma = "، " if self.tongue.direction == "rtl" else ", "
        return f"{comma.join(first)}{self.table['and']}{last}" if first else last


@cache
def words_for(language: str, print_format: str = PaperFormat.STANDARD) -> PaperWords:
    """The words of that language; easy read is English made easier. What is missing is in English."""
    own = every()[EASY if print_format == PaperFormat.EASY_READ else language]
    return PaperWords(languages()[language], own, _over(_english(), own))


def _english() -> dict[str, Any]:
    """The labels with the longer passages of the wording, under the names translations use."""
    texts = wording().texts
    return every()[ENGLISH] | {
        "title": texts["form"]["title"],
        "intro": texts["form"]["intro"],
        "withdrawal_title": texts["withdrawal"]["title"],
        "withdrawal": texts["withdrawal"]["patient"],
        "publication_title": texts["publication"]["title"],
        "publication": texts["publication"]["patient"],
        "staff_line": texts["form"]["signature"]["staff_line"],
        "custody": texts["form"]["custody"]["text"],
        "tick": {tick.id: tick.patient for tick in wording().ticks},
        "permission": {kind: row.patient for kind, row in wording().permissions.items()},
        "permission_title": {"record": "Health record", "teaching": "Teaching"}
        | {"named_purpose": "One named use"},
        "statement": {row["id"]: row["statement"] for row in texts["signer"]},
    }


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, said in above.items():
        both[name] = _over(below[name], said) if isinstance(said, dict) else said
    return both

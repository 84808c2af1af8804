"""What may be chosen at home before a visit, and which tiles of the scanner page that taps."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from requests_app.vocabulary import WORDING

Choices = list[tuple[str, str]]


@cache
def words(kind: str) -> dict[str, dict[str, str]]:
    """Every choice of one kind (medium, why, need, language), in the order of the page."""
    with (WORDING / "home.toml").open("rb") as file:
        found: dict[str, dict[str, str]] = tomllib.load(file)[kind]
    return found


def choices(kind: str) -> Choices:
    """Code and label of every choice of one kind."""
    return [(code, word["label"]) for code, word in words(kind).items()]


def taps(chosen: Mapping[str, Any]) -> dict[str, list[str]]:
    """The tiles that choices made at home tap: how they want to record, and why. Rules: R-017."""
    reasons = [*_words("why", chosen["why"]), *_words("need", chosen["needs"])]
    reasons += _words("language", [chosen["language"]])
    return {"medium": _codes(_words("medium", chosen["medium"])), "reason": _codes(reasons)}


def said(chosen: Mapping[str, Any]) -> str:
    """The choices in words, as staff and patient read them."""
    found = [*_words("medium", chosen["medium"]), *_words("why", chosen["why"])]
    found += _words("need", chosen["needs"])
    speaks = [f"speaks {word['label']}" for word in _words("language", [chosen["language"]])]
    return "; ".join([*(word["label"] for word in found), *speaks])


def _words(kind: str, codes: Iterable[str]) -> list[dict[str, str]]:
    """The words of these choices; one that is no longer offered is left out."""
    known = words(kind)
    return [known[code] for code in codes if code in known]


def _codes(found: Iterable[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(word["code"] for word in found if "code" in word))

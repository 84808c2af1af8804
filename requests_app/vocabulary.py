"""What can be tapped at the scanner and how it is said: looked up, never a fixed enum."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from recordings_gov.accounts.models import Department, Setting

WORDING = Path(__file__).parent / "wording"
Word = Mapping[str, Any]
Choices = list[tuple[str, str]]


@cache
def words(kind: str) -> dict[str, Word]:
    """Every word of one kind, by code, in the order of the page."""
    with (WORDING / "vocabulary.toml").open("rb") as file:
        found: dict[str, Word] = tomllib.load(file)[kind]
    return found


def choices(kind: str) -> Choices:
    """Code and label of every word of one kind."""
    return [(code, word["label"]) for code, word in words(kind).items()]


def media_of(department: Department | None) -> dict[str, Word]:
    """The media of the page: the known ones and what the department adds. Rules: R-012."""
    added = Setting.objects.value_of("request-media", department, {})
    return {
        **words("medium"),
        **{code: {"label": label, "phrase": label.lower()} for code, label in added.items()},
    }


@cache
def _known(kind: str) -> dict[str, Word]:
    return {**words("medium"), **words("derived_medium")} if kind == "medium" else words(kind)


def label(kind: str, code: str) -> str:
    """The label of a code; a code that is no longer offered is shown as it was kept."""
    known = _known(kind)
    return str(known[code]["label"]) if code in known else code.replace("_", " ").capitalize()


def phrase(kind: str, code: str) -> str:
    """How a code is said inside a sentence."""
    word = _known(kind).get(code, {})
    return str(word.get("phrase") or word.get("label", code.replace("_", " ")).lower())


def needs(reasons: Iterable[str]) -> list[str]:
    """Those of the reasons that are access needs. Rules: R-017."""
    known = words("reason")
    return [reason for reason in reasons if known.get(reason, {}).get("need")]


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence: one, two and three."""
    found = list(parts)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def what(media: Iterable[str], subject: str) -> str:
    """As headings say it: *Sound and video, the explanation*."""
    said = listed(label("medium", code) for code in media).capitalize()
    return said if subject == "screen" else f"{said}, {phrase('subject', subject)}"


@cache
def note_words() -> dict[str, Any]:
    """The wording of notes as it stands in its file."""
    with (WORDING / "notes.toml").open("rb") as file:
        return tomllib.load(file)


def never_said(text: str) -> str:
    """The first of the words that no note and no page ever says, or the empty string. Rules: R-021."""
    plain = " ".join(text.lower().split())
    return next((word for word in note_words()["never"]["words"] if word in plain), "")


def said_kindly(text: str) -> None:
    """Free text goes into the note, so the words we never use do not stand in it. Rules: R-021."""
    found = never_said(text)
    if found:
        raise ValidationError(f"Say what happened without the words “{found}”")

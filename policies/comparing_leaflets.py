"""Two editions side by side: which parts are new, gone, changed or the same, and word by word how."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

PIECES = re.compile(r"\s+|[^\s]+")
MOST_PIECES = 4_000


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same, taken out or put in."""

    kind: str
    words: str


@dataclass(frozen=True)
class Compared:
    """One part in both editions."""

    kind: str
    title: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def compared(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Compared]:
    """The parts in reading order, matched by heading, else by place between two that match."""
    titles = [part["title"] for part in before], [part["title"] for part in after]
    found: list[Compared] = []
    for kind, one, two, three, four in SequenceMatcher(None, *titles, autojunk=False).get_opcodes():
        olds, news = list(before[one:two]), list(after[three:four])
        paired = min(len(olds), len(news)) if kind in ("equal", "replace") else 0
        found += [_pair(old, new) for old, new in zip(olds[:paired], news[:paired], strict=True)]
        found += [_alone("gone", old) for old in olds[paired:]]
        found += [_alone("new", new) for new in news[paired:]]
    return found


def _pair(old: Mapping[str, Any], new: Mapping[str, Any]) -> Compared:
    same = old["title"] == new["title"] and old["body"] == new["body"]
    before, after = _words(old["body"], new["body"])
    return Compared("same" if same else "changed", new["title"] or old["title"], before, after)


def _alone(kind: str, part: Mapping[str, Any]) -> Compared:
    whole = (Piece("out" if kind == "gone" else "in", part["body"]),)
    return Compared(kind, part["title"], whole if kind == "gone" else (), whole if kind == "new" else ())


def _words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Each side cut into what stayed and what did not; very long parts are compared as wholes."""
    olds, news = PIECES.findall(old), PIECES.findall(new)
    if len(olds) + len(news) > MOST_PIECES:
        return (Piece("out", old),), (Piece("in", new),)
    before, after = [], []
    for kind, one, two, three, four in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if one < two:
            before.append(Piece("same" if kind == "equal" else "out", "".join(olds[one:two])))
        if three < four:
            after.append(Piece("same" if kind == "equal" else "in", "".join(news[three:four])))
    return tuple(before), tuple(after)

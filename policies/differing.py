"""How two versions differ, side by side and by section: pure, over plain values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

ALIKE = 0.5
"""From how alike in their words two sections under different headings count as one that was renamed."""
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Text:
    """A section as it is compared."""

    number: int
    title: str
    body: str


@dataclass(frozen=True)
class Run:
    """Some words of one side; ``is_marked`` when the other side does not have them."""

    words: str
    is_marked: bool = False


@dataclass(frozen=True)
class Pair:
    """One row: a section before and now. ``kind`` is same, moved, changed, added or removed."""

    kind: str
    before: Text | None
    after: Text | None
    left: tuple[Run, ...] = field(default=())
    right: tuple[Run, ...] = field(default=())


def differences(before: Sequence[Text], after: Sequence[Text]) -> tuple[Pair, ...]:
    """Every section of both, in the order of the later version; what was removed stands where it was.

    Sections belong together when their headings are the same, else when most of their words are.
    """
    partners = _partners(before, after)
    rows = [(each.number, 1, _pair(partners.get(each.number), each)) for each in after]
    kept = {each.number for each in partners.values()}
    rows += [(each.number, 0, Pair("removed", each, None)) for each in before if each.number not in kept]
    return tuple(pair for _, _, pair in sorted(rows, key=lambda row: row[:2]))


def _partners(before: Sequence[Text], after: Sequence[Text]) -> dict[int, Text]:
    """For each number of the later version the section it was before, if it was there."""
    found: dict[int, Text] = {}
    free = list(before)
    for each in after:
        twin = next((one for one in free if _same_heading(one, each)), None)
        if twin is not None:
            found[each.number] = twin
            free.remove(twin)
    for each in after:
        if each.number in found or not free:
            continue
        likest = max(free, key=lambda one: _likeness(one, each))
        if _likeness(likest, each) >= ALIKE:
            found[each.number] = likest
            free.remove(likest)
    return found


def _same_heading(one: Text, other: Text) -> bool:
    return one.title.casefold().strip() == other.title.casefold().strip()


def _likeness(one: Text, other: Text) -> float:
    matcher = SequenceMatcher(None, one.body.split(), other.body.split())
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _pair(before: Text | None, after: Text) -> Pair:
    if before is None:
        return Pair("added", None, after)
    if (before.title, before.body) == (after.title, after.body):
        return Pair("same" if before.number == after.number else "moved", before, after)
    left, right = marked(before.body, after.body)
    return Pair("changed", before, after, left, right)


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs, with the words marked that the other does not have."""
    old, new = WORD.findall(before), WORD.findall(after)
    left: list[Run] = []
    right: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append(Run("".join(old[a:b]), kind != "equal"))
        if d > c:
            right.append(Run("".join(new[c:d]), kind != "equal"))
    return tuple(left), tuple(right)

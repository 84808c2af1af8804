"""What the dashboard says of the counts: figures, choices of its filters, and who owns what."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from policies.reviewables import BANDS, Asked, Counts, Group, kinds

Groups = dict[Group, Counts]


def figures_of(groups: Groups, today: date) -> list[dict[str, Any]]:
    """The five figures, each a link to its rows. Rules: R-050, R-217."""
    total = _total(groups)
    lacking = sum(counts.held for group, counts in groups.items() if group[3] is None)
    owners = f"{lacking:,} without an owner" if lacking else "Every one has an owner"
    shown = [
        _figure(total.held, "In force", owners, "", "good"),
        _figure(total.overdue, "Overdue", "Still in force until replaced", "overdue", "bad"),
    ]
    for name, words, _, last in BANDS:
        until = today + timedelta(days=last)
        kind = "watch" if name == "30" else ""
        shown.append(_figure(total.of(name), words, f"By {until.day} {until:%B}", name, kind))
    return shown


def _figure(number: int, label: str, note: str, due: str, kind: str) -> dict[str, Any]:
    shade = kind if number else ""
    return {"number": number, "label": label, "note": note, "due": due, "kind": shade}


def _total(groups: Groups) -> Counts:
    total = Counts()
    for counts in groups.values():
        total.held += counts.held
        total.overdue += counts.overdue
        for name, number in counts.bands.items():
            total.bands[name] += number
    return total


def filters_of(groups: Groups, asked: Asked) -> list[dict[str, Any]]:
    """The choices are those that there are: kinds, areas and people of what is in force."""
    areas = {(str(group[1]), group[2] or "") for group in groups if group[1] is not None}
    people = {(str(group[3]), group[4] or "") for group in groups if group[3] is not None}
    due = [("", "Any date"), ("overdue", "Overdue"), *((name, words) for name, words, _, _ in BANDS)]
    of = [("", "Everything"), *((kind.code, kind.label) for kind in kinds())]
    return [
        _filter("kind", "Kind", of, asked.kind),
        _filter("area", "Area", [("", "All areas"), ("trust", "Trust-wide"), *_named(areas)], asked.area),
        _filter("due", "Review", due, asked.due),
        _filter("owner", "Owner", [("", "Anyone"), ("none", "No owner"), *_named(people)], asked.owner),
    ]


def _filter(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "choices": choices, "value": value}


def _named(pairs: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def areas_of(groups: Groups) -> list[dict[str, Any]]:
    """Counts by department, the Trust's own first."""
    return _rolled(groups, 1, "trust", "Trust-wide")


def owners_of(groups: Groups) -> list[dict[str, Any]]:
    """Counts by owner; what has none comes first."""
    return _rolled(groups, 3, "none", "No owner")


def _rolled(groups: Groups, position: int, nobody: str, words: str) -> list[dict[str, Any]]:
    rolled: dict[tuple[Any, str], Groups] = defaultdict(dict)
    for group, counts in groups.items():
        rolled[group[position], str(group[position + 1] or words)][group] = counts
    rows = [
        {"value": nobody if key is None else str(key), "name": name, "counts": _total(part)}
        for (key, name), part in rolled.items()
    ]
    return sorted(rows, key=lambda row: (row["value"] != nobody, row["name"].casefold()))

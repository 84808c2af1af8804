"""The record of the last run of the tests: ``docs/evidence/rules.json``, written by the suite."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from recordings_gov.rulebook.citing import Citation, citations_in


@dataclass(frozen=True)
class Evidence:
    """Which test proved what, with which result, at which commit and on which day."""

    commit: str
    day: date
    results: Mapping[str, str]
    citations: tuple[Citation, ...]


def recorded(root: Path) -> Evidence | None:
    """What the last run left, or None where this build was not run."""
    path = root / "docs" / "evidence" / "rules.json"
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Evidence(
        commit=told["commit"],
        day=date.fromisoformat(told["day"]),
        results={row["test"]: row["result"] for row in told["tests"]},
        citations=tuple(Citation(row["test"], row["rule"], row["duty"]) for row in told["tests"]),
    )


@cache
def known_tests(root: Path) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Citations and unreadable markers: from the tests' sources, or in an image without them the record."""
    if (root / "tests").is_dir():
        citations, unreadable = citations_in(root / "tests")
        return tuple(citations), tuple(unreadable)
    evidence = recorded(root)
    if evidence is None:
        return (), (
            "Which tests prove the rules is not known: neither tests/ nor docs/evidence/rules.json is here",
        )
    return evidence.citations, ()

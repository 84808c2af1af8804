"""The starter files, read once: the matrix, what to tell, the policy's text, leaflets and sources."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from policies.clauses import CLAUSE_TITLES, SCENARIO_TITLES

CLAUSE_NAMES = {
    "response_to_contrary_recording": "contrary_recording",
    "public_availability": "public",
    "review_date": "review",
}
FOLDER = Path(__file__).parent
RULES = re.compile(r"^(?:\*Rules: (?P<policy>[^*]+)\*|<!-- rules: (?P<leaflet>.*?) -->)\n+", re.MULTILINE)


@cache
def read(name: str) -> dict[str, Any]:
    """One TOML file of the starter content, by its name without ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


@cache
def text(name: str) -> tuple[dict[str, Any], str]:
    """The front matter and the body of one text, by its path without ending."""
    _, front, body = (FOLDER / f"{name}.md").read_text().split("+++", 2)
    return tomllib.loads(front), body.strip()


def sections(body: str) -> list[dict[str, Any]]:
    """The parts under each second heading: title, words, and the rules they serve.

    What stands before the first heading has an empty title.
    """
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)
    found = [_section("", re.sub(r"\A# .+\n", "", parts[0]))]
    found += [_section(title, words) for title, words in zip(parts[1::2], parts[2::2], strict=True)]
    return [section for section in found if section["title"] or section["body"]]


def starter_sections() -> list[dict[str, Any]]:
    """The starter policy's sections, each with the clauses it carries and the scenarios it covers."""
    front, body = text("policy_recording_by_patients")
    carried = {CLAUSE_NAMES.get(name, name): places for name, places in front["mandatory_clauses"].items()}
    return [
        part
        | {
            "clauses": [name for name in CLAUSE_TITLES if str(place) in carried[name]],
            "scenarios": [name for name in SCENARIO_TITLES if str(place) in front["scenario_sections"][name]],
        }
        for place, part in enumerate(sections(body), 1)
    ]


def _section(title: str, words: str) -> dict[str, Any]:
    named = RULES.search(words)
    rules = re.findall(r"R-\d+", named[0]) if named else []
    return {
        "title": re.sub(r"^\d+\. ", "", title.strip()),
        "body": RULES.sub("", words).strip(),
        "rules": rules,
    }

"""The starter files, read once: the matrix, what to tell, the policy's text, leaflets and sources."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

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


def _section(title: str, words: str) -> dict[str, Any]:
    named = RULES.search(words)
    rules = re.findall(r"R-\d+", named[0]) if named else []
    return {
        "title": re.sub(r"^\d+\. ", "", title.strip()),
        "body": RULES.sub("", words).strip(),
        "rules": rules,
    }

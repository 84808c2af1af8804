"""The words round the facts of a consent form, by language; read once a process."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("form_words.toml")
ENGLISH = "en-GB"
EASY = "easy"


@cache
def every() -> dict[str, dict[str, Any]]:
    """Each language's words by code, English first; *easy* stands for easy read in English."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

"""Secrets come from a file (``NAME_FILE``) or from the environment (``NAME``)."""

import os
from pathlib import Path


def from_file_or_environment(name: str) -> str:
    """The secret ``name``; the empty string when neither gives it."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, "")

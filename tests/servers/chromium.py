"""Debian's Chromium, driven by Playwright."""

import os
import shutil
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")


class ChromiumMissing(RuntimeError):
    """No Chromium on PATH; the text says how to install it."""


def executable() -> str:
    """The browser's path; raises ChromiumMissing."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        raise ChromiumMissing("Chromium is missing: apt-get install chromium")
    return found


def launch_options() -> dict[str, Any]:
    """For ``playwright.chromium.launch(**launch_options())``; the sandbox is given up by root alone."""
    arguments = ["--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": executable(), "args": arguments, "headless": True}

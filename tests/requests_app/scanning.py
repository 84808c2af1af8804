"""Posting the scanner page as a browser does."""

import re
from typing import Any

from django.urls import reverse

ALL_TOLD = ["note", "yours", "use", "share"]


def tapped(**other: Any) -> dict[str, Any]:
    """Everything tapped in the usual case, but the outcome's save."""
    usual: dict[str, Any] = {
        "patient": "999 000 1073",
        "room": "CT 2",
        "modality": "ct",
        "setting": "examination",
        "medium": ["audio"],
        "subject": "explanation",
        "recorder": "patient",
        "reason": ["hearing"],
        "told": ALL_TOLD,
        "outcome": "agreed",
    }
    return {name: value for name, value in {**usual, **other}.items() if value is not None}


def token_of(content: str) -> str:
    """The token that says the patient's name was shown."""
    found = re.search(r'name="seen" value="([^"]+)"', content)
    return found[1] if found else ""


def answer(browser: Any, **taps: Any) -> str:
    """What htmx swaps in."""
    response = browser.post(reverse("requests:answer"), tapped(**taps), headers={"HX-Request": "true"})
    assert response.status_code == 200
    return str(response.content.decode())


def save(browser: Any, **taps: Any) -> Any:
    """Look the patient up, then save."""
    seen = token_of(answer(browser, **taps))
    return browser.post(reverse("requests:log"), tapped(seen=seen, **taps))

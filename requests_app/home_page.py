"""A code from home on the scanner page: looked up once, its choices tapped, then staff go on."""

from typing import Any

from django.core.exceptions import ValidationError

from requests_app import home_words
from requests_app.forms.log import LogForm
from requests_app.models.home_code import HomeCode


def filled_in(given: dict[str, Any]) -> dict[str, Any]:
    """What was tapped, with the choices of a code that was typed or scanned now.

    What staff change afterwards stays: a code that is filled in already is not filled in again.
    """
    typed = str(given.get("home_code") or "").strip()
    if not typed:
        return given | {"home_filled": ""}
    try:
        code = HomeCode.objects.waiting(typed)
    except ValidationError as error:
        return given | {"home_problem": " ".join(error.messages), "home_filled": ""}
    if code.code == given.get("home_filled"):
        return given
    return given | home_words.taps(code.chosen) | {"home_code": code.code, "home_filled": code.code}


def shown(form: LogForm) -> dict[str, Any]:
    """What the page says of the code: whose choices these are, or what is wrong with it."""
    filled = str(form.value("home_filled") or "")
    code = HomeCode.objects.filter(code=filled).first() if filled else None
    return {
        "home_typed": str(form.value("home_code") or ""),
        "home_filled": code.code if code else "",
        "home_said": home_words.said(code.chosen) if code else "",
        "home_problem": form.value("home_problem") or "",
    }

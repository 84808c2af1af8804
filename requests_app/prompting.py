"""The one-tap form, as the worklist and the scanner page show it."""

from typing import Any

from recordings_gov.pages.views.forms import new_key
from requests_app.departments import departments_of
from requests_app.forms.prompt import ANSWERS
from requests_app.models.visit_prompt import Prompted


def one_tap(user: Any, back: str) -> dict[str, Any]:
    """``prompt``: its departments, answers, what can be left out, and where it leads back to."""
    if not user.can("visit.prompt"):
        return {"prompt": None}
    return {
        "prompt": {
            "departments": departments_of(user),
            "answers": ANSWERS,
            "offers": Prompted.choices,
            "key": new_key(),
            "back": back,
        }
    }

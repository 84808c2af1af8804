"""How it came up, with which device, and why in the patient's own words."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app.forms.fields import words
from requests_app.models.words_asked import ASKED, NOT_ASKED, CameToLight, YesNo
from requests_app.panels.panel import Panel

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown


class ParticularsPanel(Panel):
    """Folded: taken as asked for beforehand unless somebody says otherwise. Rules: R-012, R-017, R-038."""

    name = "particulars"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nothing is chosen beforehand; the fold says what it is taken as."""
        return {
            "came_to_light": forms.ChoiceField(
                label="How did it come up?",
                choices=CameToLight.choices,
                widget=RadioTiles(columns=2),
                required=False,
            ),
            "asked_first": forms.ChoiceField(
                label="Had they asked first?",
                choices=YesNo.choices,
                widget=RadioTiles(columns=3),
                required=False,
            ),
            "device": forms.ChoiceField(label="With what?", widget=RadioTiles(columns=4), required=False),
            "reason_words": words("Why, in their own words", 300),
        }

    def ready(self, form: "LogForm") -> None:
        """With the devices that the department adds."""
        form.field("device").choices = form.local.choices("device")

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """What it is taken as."""
        return str(form.known("came_to_light"))

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """How it came up, and what follows from it for whether they asked."""
        came = given["came_to_light"] or CameToLight.ASKED_BEFORE
        return {
            "came_to_light": came,
            "asked_first": asked_first(came, given["asked_first"]),
            "device": given["device"],
            "reason_words": given["reason_words"],
        }

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """The words of the fold."""
        came = form.known("came_to_light")
        return {
            "taken_as": CameToLight(came or CameToLight.ASKED_BEFORE).label,
            "asks_first": came == CameToLight.CONTINUED,
            "is_open": bool(came or form.known("device") or form.value("reason_words")),
        }


def asked_first(came_to_light: str, said: str = "") -> str:
    """Whether they asked first: it follows, but for a recording that went on. Rules: R-021."""
    if came_to_light in ASKED:
        return YesNo.YES
    return YesNo.NO if came_to_light in NOT_ASKED else said

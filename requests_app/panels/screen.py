"""A picture of the image on the screen: is anybody else's name or image on it?"""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app.decisions import SCREEN
from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import OthersInView
from requests_app.panels.panel import Panel

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.models import RecordingRequest
    from requests_app.scanner import Shown

SCREENS = ("consoles_and_worklists",)
"""The zone of every policy that is about other people's details in view."""
LOOK_FIRST = "Look at the screen first: can you read other people’s names or images on it?"


class ScreenPanel(Panel):
    """Look at the screen first; another person's details caught is an incident of ours. Rules: R-033."""

    name = "screen"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nothing is chosen beforehand."""
        others = forms.ChoiceField(
            label="Can you read other people’s names or images on it?",
            help_text="Look first",
            choices=OthersInView.choices,
            widget=RadioTiles(columns=2),
            required=False,
        )
        return {"others_in_view": others}

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """Only for the screen."""
        return bool(form.known("subject") == SCREEN)

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """What it warns of."""
        return str(form.known("others_in_view"))

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """What was seen on looking."""
        return {"others_in_view": given["others_in_view"]}

    def clean(self, form: "LogForm", given: dict[str, Any]) -> None:
        """Nothing is agreed before somebody has looked."""
        if given.get("outcome") in AGREEMENTS and not given.get("others_in_view"):
            form.add_error("others_in_view", LOOK_FIRST)

    def tapped(self, form: "LogForm") -> dict[str, Any]:
        """With others in view it is a place where nothing is recorded."""
        return self._zones(form.known("others_in_view"))

    def kept(self, request: "RecordingRequest") -> dict[str, Any]:
        """The same of a request."""
        return self._zones(request.others_in_view)

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """Which warning to show."""
        said = form.known("others_in_view")
        return {
            "in_view": said == OthersInView.IN_VIEW,
            "caught": said == OthersInView.CAUGHT,
            "rules": ("R-014", "R-033"),
        }

    def _zones(self, said: str) -> dict[str, Any]:
        return {"zones": SCREENS} if said == OthersInView.IN_VIEW else {}

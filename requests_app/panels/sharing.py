"""A word on sharing where a child or the screen would be pictured."""

from typing import TYPE_CHECKING, Any

from recordings_gov import clock
from recordings_gov.accounts.known_settings import known
from requests_app.decisions import PICTURES, SCREEN
from requests_app.local import SHARING
from requests_app.panels.panel import Panel
from requests_app.speaking import ADULT_YEARS

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown


class SharingPanel(Panel):
    """The department's own words on sharing such a picture. Rules: R-033. Conflict: C-03."""

    name = "sharing"
    place = "answer"

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """For the screen, and for pictures of a child or by a parent."""
        if form.known("subject") == SCREEN:
            return True
        pictures = any(medium in PICTURES for medium in form.known("medium"))
        return pictures and (form.known("recorder") == "parent" or _is_child(shown))

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """The words, else ours."""
        setting = known(SHARING)
        says = form.local.value(SHARING, setting.default if setting else "")
        return {"says": says, "rules": ("R-033", "R-046")}


def _is_child(shown: "Shown | None") -> bool:
    patient = shown.found.patient if shown else None
    return patient is not None and patient.age_on(clock.today()) < ADULT_YEARS

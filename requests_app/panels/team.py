"""A picture to keep of the team, the room or the machine: only those who said yes are in it."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles
from requests_app.decisions import PICTURES, ROOM_OR_TEAM
from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import Pictured
from requests_app.panels.panel import Panel

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown

NOBODY_YET = "Nobody of the team has said yes. Ask each of them, or leave the team out of the picture"


class TeamPanel(Panel):
    """Each colleague's own yes; no answer is no, and nobody is named. Rules: R-012, R-035, R-165."""

    name = "team"
    several = ("pictured",)

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nothing is ticked beforehand."""
        pictured = forms.MultipleChoiceField(
            label="What will be in the picture?",
            help_text="Tap all that apply",
            choices=Pictured.choices,
            widget=CheckboxTiles(columns=3),
            required=False,
        )
        return {"pictured": pictured}

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """For pictures and film of the room or team."""
        pictures = any(medium in PICTURES for medium in form.known("medium"))
        return form.known("subject") == ROOM_OR_TEAM and pictures

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """How many may be in it."""
        team = "team" if Pictured.TEAM in form.known("pictured") else "things"
        return f"{team}-{shown.present.here}-{shown.present.may_be_in_it}"

    def clean(self, form: "LogForm", given: dict[str, Any]) -> None:
        """The team is in it only where somebody said yes."""
        nobody = not form.shown.present.may_be_in_it
        if given.get("outcome") in AGREEMENTS and Pictured.TEAM in given.get("pictured", ()) and nobody:
            form.add_error("pictured", NOBODY_YET)

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """What it is of."""
        return {"pictured": list(given["pictured"])}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """Numbers, never names."""
        present = shown.present
        return {
            "of_team": Pictured.TEAM in form.known("pictured"),
            "may": present.may_be_in_it,
            "step_out": present.here - present.may_be_in_it,
        }

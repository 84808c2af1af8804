"""Before they start: could anybody else be seen or heard?"""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app import vocabulary
from requests_app.decisions import PICTURES, SCREEN
from requests_app.panels.panel import Panel

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown


class BystandersPanel(Panel):
    """Look before it starts: what is shared cannot be taken back. Rules: R-014."""

    name = "bystanders"
    place = "answer"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Nobody, somebody who moved, somebody still."""
        others = forms.ChoiceField(
            label="Could anybody else be seen or heard?",
            help_text="Look before they start",
            choices=vocabulary.choices("bystanders"),
            required=False,
            widget=RadioTiles(columns=3),
            error_messages={"invalid_choice": "Say whether anybody else could be seen or heard"},
        )
        return {"bystanders": others}

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """For whatever is recorded of the room; a picture of the screen has a question of its own."""
        return bool(form.known("medium")) and form.known("subject") != SCREEN

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """Pictures unfold it; for sound alone it is a fold."""
        return "open" if self._pictures(form) else "folded"

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """What was seen on looking."""
        return {"bystanders": given["bystanders"]}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """Whether it is open, and the rule it is for."""
        return {"is_open": self._pictures(form) or bool(form.known("bystanders")), "rules": ("R-014",)}

    def _pictures(self, form: "LogForm") -> bool:
        return any(medium in PICTURES for medium in form.known("medium"))

"""Who decides where somebody else records, and a child or another person cannot say."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.widgets import RadioTiles
from requests_app.forms.fields import words
from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import Speaks, YesNo
from requests_app.panels.panel import Panel
from requests_app.speaking import NOBODY, PARENT, Decider, what_is_missing

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.scanner import Shown


class SpokespersonPanel(Panel):
    """A child's own understanding, else who lawfully speaks for the patient. Rules: R-013, R-033."""

    name = "spokesperson"
    place = "recorder"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Competence, who speaks, and what is best where nobody does."""
        understands = forms.ChoiceField(
            label="Does the child understand what it means?",
            help_text="Well enough to decide",
            choices=YesNo.choices,
            widget=RadioTiles(columns=3),
            required=False,
        )
        speaks = forms.ChoiceField(
            label="Who may speak for them?",
            choices=Speaks.choices,
            widget=RadioTiles(columns=1),
            required=False,
        )
        return {
            "understands": understands,
            "speaks": speaks,
            "best_interests": words("What is best for them, and why?", 500),
        }

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """When somebody else records a patient under 16, or one who cannot say."""
        decider = decider_on(form, shown)
        return decider.recorder not in ("", "patient") and (decider.is_young or decider.needs_somebody)

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """What it asks hangs on what was answered."""
        decider = decider_on(form, shown)
        return f"{decider.is_young}-{decider.permission}-{decider.understands}-{decider.speaks}"

    def clean(self, form: "LogForm", given: dict[str, Any]) -> None:
        """Each gap where it is."""
        is_agreed = given.get("outcome") in AGREEMENTS
        for field, says in what_is_missing(decider_on(form, form.shown), is_agreed).items():
            form.add_error(field, says)

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """What was asked, and nothing that was answered to a question that is gone."""
        decider = decider_on(form, form.shown)
        young, needed = decider.is_young and decider.permission == "yes", decider.needs_somebody
        return {
            "understands": given["understands"] if young else "",
            "speaks": given["speaks"] if needed else "",
            "best_interests": given["best_interests"] if needed and decider.speaks == NOBODY else "",
        }

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """Which of its questions are open."""
        decider = decider_on(form, shown)
        return {
            "asks_child": decider.is_young and decider.permission == "yes",
            "child_said_nothing": decider.is_young and not decider.permission,
            "asks_speaker": decider.needs_somebody,
            "asks_who": decider.needs_somebody and decider.speaks != NOBODY,
            "asks_best": decider.needs_somebody and decider.speaks == NOBODY,
            "is_parent": decider.speaks == PARENT,
        }


def decider_on(form: "LogForm", shown: "Shown | None") -> Decider:
    """Who decides, as far as it is tapped."""
    patient = shown.found.patient if shown else None
    permission, understands = form.known("permission"), form.known("understands")
    age = patient.age_on(clock.today()) if patient else None
    found = Decider(form.known("recorder"), permission, str(form.value("authority") or ""), age=age)
    young = found.is_young and permission == "yes"
    return Decider(
        found.recorder,
        permission,
        found.authority,
        understands if young else "",
        form.known("speaks"),
        str(form.value("best_interests") or ""),
        age,
    )

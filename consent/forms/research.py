"""Forms of a research project: what it is, and why it is turned down or over."""

from typing import Any

from django import forms

from consent.forms.answering import line, yes_no
from consent.forms.registration_course import WORDS, reason_field
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea

LATER = "Leave it empty while you wait for it. Nothing is recorded before it is there"


class ResearchForm(PlainErrors, forms.Form):
    """What both offices read. Rules: R-163."""

    title = line("What is the project called?", "As the patient reads it on the form", limit=200)
    lead = line("Who leads it?", "Name and role", limit=120)
    about = forms.CharField(
        label="What does it study, and with which recordings?",
        help_text="No patient's name",
        max_length=WORDS,
        widget=CountedTextarea(WORDS, attrs={"rows": 3}),
    )
    makes_recordings = yes_no(
        "Are recordings made for this project alone?",
        "No, if it uses only clinical photos or films that are there already",
    )
    ethics_body = line("Which research ethics committee?", LATER, required=False, limit=120)
    ethics_reference = line("Reference of its approval", required=False, limit=60)
    rd_reference = line("Reference with research and development", LATER, required=False, limit=60)
    ends_on = DateField(label="Until when?", help_text="No later than its approval", name="Last day")

    def clean(self) -> dict[str, Any]:
        """An approval names who gave it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("ethics_reference") and not given.get("ethics_body"):
            self.add_error("ethics_body", "Enter which committee gave that approval")
        return given


class RejectResearchForm(PlainErrors, forms.Form):
    """Why it is not registered."""

    reason = reason_field("Why is it not registered?", "Say why it is not registered")


class EndResearchForm(PlainErrors, forms.Form):
    """Why it is over."""

    reason = reason_field("Why is it over?", "Say why it is over")

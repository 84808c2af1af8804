"""Forms for what happens after saving."""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app import vocabulary
from requests_app.decisions import must_tell, outcomes_for
from requests_app.forms.fields import words
from requests_app.forms.telling import AsksIfTold
from requests_app.models import Made, VoiceMet

MADE = [
    (Made.MADE, "Yes"),
    (Made.BEGUN, "It was begun, then stopped"),
    (Made.NO, "No"),
    (Made.FOUND, "We found one later"),
]


class WasItMadeForm(forms.Form):
    """Whether a recording was made. Rules: R-040, R-041."""

    made = forms.ChoiceField(
        label="Was a recording made?",
        choices=MADE,
        widget=Radios(),
        error_messages={"required": "Say whether a recording was made"},
    )


class WhatHappenedForm(AsksIfTold):
    """How it went on. Rules: R-017, R-039, R-040, R-043."""

    outcome = forms.ChoiceField(
        label="What happened?", widget=Radios(), error_messages={"required": "Say what happened"}
    )
    outcome_reason = words("Say why, in a few words", 500)
    need_met = words("What did you do about their need?", 500)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        chosen = outcomes_for(self.record.facts()).every
        field: Any = self.fields["outcome"]
        field.choices = [(code, vocabulary.label("outcome", code)) for code in chosen]
        if not self.record.needs:
            del self.fields["need_met"]

    def clean(self) -> dict[str, Any]:
        """Where a recording is known by it, whether the patient was told is known too."""
        given = super().clean() or {}
        if given.get("outcome") and must_tell(given["outcome"]):
            self.check_told(given)
        return given

    def asked(self) -> dict[str, Any]:
        """As the verb takes it."""
        names = ("outcome", "outcome_reason", "need_met")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data} | self.telling()


class VoiceMetForm(forms.Form):
    """How a wish not to be heard was met. Rules: R-165."""

    met = forms.ChoiceField(
        label="How was it met?",
        choices=VoiceMet.choices,
        widget=Radios(),
        error_messages={"required": "Say how it was met"},
    )
    words = words("If it could not be met, why?", 200)

    def clean(self) -> dict[str, Any]:
        """What could not be met has a reason."""
        given = super().clean() or {}
        if given.get("met") == VoiceMet.NOT_MET and not given.get("words"):
            self.add_error("words", "Say why it could not be met")
        return given

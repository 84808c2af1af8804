"""Forms for what happens after saving, and for one's own objection."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app import vocabulary
from requests_app.decisions import outcomes_for
from requests_app.forms.fields import words
from requests_app.models import Covers, Made, RecordingRequest

MADE = [
    (Made.MADE, "Yes"),
    (Made.BEGUN, "It was begun, then stopped"),
    (Made.NO, "No"),
    (Made.FOUND, "We found one later"),
]
LONGEST_YEARS = 5


class WasItMadeForm(forms.Form):
    """Whether a recording was made. Rules: R-040, R-041."""

    made = forms.ChoiceField(
        label="Was a recording made?",
        choices=MADE,
        widget=Radios(),
        error_messages={"required": "Say whether a recording was made"},
    )


class WhatHappenedForm(forms.Form):
    """How it went on. Rules: R-039, R-043."""

    outcome = forms.ChoiceField(
        label="What happened?", widget=Radios(), error_messages={"required": "Say what happened"}
    )
    outcome_reason = words("Say why, in a few words", 500)
    need_met = words("What did you do about their need?", 500)

    def __init__(self, data: Any = None, *, record: RecordingRequest, **given: Any) -> None:
        super().__init__(data, **given)
        chosen = outcomes_for(record.facts()).every
        field: Any = self.fields["outcome"]
        field.choices = [(code, vocabulary.label("outcome", code)) for code in chosen]
        if not vocabulary.needs(record.reasons):
            del self.fields["need_met"]


class ObjectionForm(forms.Form):
    """One's own wish not to be recorded. Rules: R-056."""

    covers = forms.ChoiceField(
        label="What do you not want recorded?",
        choices=Covers.choices,
        widget=Radios(),
        error_messages={"required": "Say what you do not want recorded"},
    )
    until_on = DateField(
        label="Until when, if not for good",
        name="The last day",
        required=False,
        help_text="Leave this empty if it has no end",
    )

    def clean_until_on(self) -> date | None:
        """A day that can still come."""
        until: date | None = self.cleaned_data["until_on"]
        today = clock.today()
        if until is not None and not today <= until <= today.replace(year=today.year + LONGEST_YEARS, day=1):
            raise ValidationError(f"The last day must be today or later, and within {LONGEST_YEARS} years")
        return until


class LiftForm(forms.Form):
    """Nothing to fill in: the button says it."""

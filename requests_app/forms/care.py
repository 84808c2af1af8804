"""Did care go on, and who put right that it did not."""

from typing import Any

from django import forms

from recordings_gov.incidents.models.words import Care
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app.forms.fields import words
from requests_app.models.words_after import RightlyStopped


class CareForm(forms.Form):
    """As it was. Rules: R-022."""

    care = forms.ChoiceField(
        label="Did care go on?",
        choices=Care.choices,
        widget=Radios(),
        error_messages={"required": "Say whether care went on"},
    )
    care_words = words("If care stopped: why, and who decided?", 500)

    def clean(self) -> dict[str, Any]:
        """A stop has its reason."""
        given = super().clean() or {}
        if given.get("care") == Care.STOPPED and not given.get("care_words"):
            self.add_error("care_words", "Say why care was stopped, and who decided")
        return given


class EscalateCareForm(PlainErrors, forms.Form):
    """Whom you told. Rules: R-022."""

    care_escalated_to = forms.CharField(
        label="Who was told that care stopped?",
        help_text="Name and job, for example the clinical lead of the day",
        max_length=120,
        error_messages={"required": "Say who was told"},
    )
    care_escalated_on = DateField(label="When?", name="Date they were told")


class OfferCareForm(PlainErrors, forms.Form):
    """Care, offered again. Rules: R-022."""

    care_offered_on = DateField(label="When was care offered again?", name="Date care was offered again")


class ReviewCareForm(forms.Form):
    """A manager's finding. Rules: R-022."""

    care_rightly_stopped = forms.ChoiceField(
        label="What was the reason?",
        choices=RightlyStopped.choices,
        widget=Radios(),
        error_messages={"required": "Say whether it was safety or interference"},
    )
    care_review_words = words("What did you find?", 500, help_text="Facts. No names")

    def clean_care_review_words(self) -> str:
        """Never empty."""
        found = str(self.cleaned_data["care_review_words"])
        if not found:
            raise forms.ValidationError("Say which safety reason, or what it got in the way of")
        return found


class LookAtRepeatForm(forms.Form):
    """What follows from a repeated examination. Rules: R-039."""

    words = words("What did you find, and what follows?", 500, help_text="Facts. No names")

    def clean_words(self) -> str:
        """Never empty."""
        found = str(self.cleaned_data["words"])
        if not found:
            raise forms.ValidationError("Say what you found")
        return found

"""Forms of the policies room: each asks for exactly its verb's keywords."""

from typing import Any

from django import forms

from policies.models import PolicyVersion
from policies.models.dates import Precision
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios


class SignForm(PlainErrors, forms.Form):
    """A signature in words."""

    statement = forms.CharField(
        label="What you have checked or agreed", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class ApproveForm(PlainErrors, forms.Form):
    """Approval, and the day by which the version is reviewed."""

    approved_by_whom = forms.CharField(label="Group or person that approves it", max_length=200)
    review_due_on = DateField(label="Review due", name="Review date")
    statement = forms.CharField(
        label="What was agreed", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )


class AdoptForm(PlainErrors, forms.Form):
    """What is known of a version that was approved before."""

    approved_on = DateField(label="Approved on", name="Day of approval")
    precision = forms.ChoiceField(
        label="How exactly is that known?",
        choices=[(value, words) for value, words in Precision.choices if value != Precision.UNDATED],
        widget=Radios(),
    )
    approved_by_whom = forms.CharField(label="Approved by", max_length=200)
    evidence = forms.CharField(
        label="Where that is shown", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    review_due_on = DateField(
        label="Review due",
        name="Review date",
        required=False,
        help_text="Left empty: three years after approval",
    )


class FillInForm(forms.Form):
    """A field for each place that is left open in the text, with the words it stands in."""

    def __init__(self, *args: Any, version: PolicyVersion, places: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, around in places.items():
            self.fields[name] = forms.CharField(
                label=name.replace("_", " ").capitalize(),
                help_text=around and f"In the text: “{around}”",
                max_length=1000,
                required=False,
                initial=version.filled_in.get(name, ""),
            )


class NoAnswersForm(forms.Form):
    """Nothing to ask: the button is the deed."""

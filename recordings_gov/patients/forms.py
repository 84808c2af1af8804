"""The search form: a number, or family name and date of birth together."""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors


class FindForm(PlainErrors, forms.Form):
    """There is no browsing: what is asked for must be enough to mean one person."""

    number = forms.CharField(label="NHS number or local number", max_length=20, required=False)
    family_name = forms.CharField(label="Family name", max_length=100, required=False)
    birth_date = DateField(label="Date of birth", required=False)

    def clean(self) -> dict[str, Any]:
        """A number alone, or both of the others."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            not self.errors
            and not asked.get("number")
            and not (asked.get("family_name") and asked.get("birth_date"))
        ):
            self.add_error("number", "Enter a number, or a family name and a date of birth")
        return asked

"""Recordings that our staff did not make: a copy given to us, or an old one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.forms.signing import CaptureForm
from consent.models import RecordingKind
from recordings_gov import references
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios, RadioTiles

IDENTIFIABLE = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))


class DonatedForm(CaptureForm):
    """Who gave it, and on which request of theirs. Rules: R-166."""

    given_by = forms.CharField(
        label="Who gave it?", max_length=200, help_text="For example: the patient’s mother, by e-mail"
    )
    offered_on = forms.CharField(
        label="Their request to record, if there was one",
        max_length=20,
        required=False,
        help_text="For example REQ-7K2M-9QXD-G",
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, registrations=None, **kwargs)
        self.fields["captured_on"].label = "When did you take the copy?"
        self.fields["captured_time"].label = "At what time?"
        self.fields["kind"].label = "What is it?"

    def clean_offered_on(self) -> str:
        """The reference as it is written; nothing is no mistake."""
        typed = self.cleaned_data["offered_on"]
        if not typed:
            return ""
        try:
            return references.read(typed)
        except references.BadReference as error:
            raise ValidationError(str(error)) from error


class LegacyForm(PlainErrors, forms.Form):
    """An old recording that was found. Rules: R-083."""

    kind = forms.ChoiceField(label="What is it?", choices=RecordingKind.choices, widget=RadioTiles(columns=3))
    shows = forms.CharField(label="What does it show?", max_length=300, help_text="In plain words")
    made_on = DateField(
        label="When was it made?", help_text="Before 1997. If only the year is known, give 31 December of it"
    )
    found = forms.CharField(
        label="Who made it, and where was it found?", max_length=200, help_text="As far as is known"
    )
    identifiable = forms.ChoiceField(
        label="Could anyone tell who it is?", choices=IDENTIFIABLE, widget=RadioTiles(columns=3)
    )
    department = forms.ChoiceField(label="Which department does it belong to?", widget=Radios)

    def __init__(self, *args: Any, departments: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = {str(row.pk): row for row in departments}
        chosen = [(key, str(row)) for key, row in self.departments.items()]
        self.fields["department"].choices = chosen  # type: ignore[attr-defined]

    def clean_department(self) -> Any:
        """The department itself."""
        return self.departments[self.cleaned_data["department"]]

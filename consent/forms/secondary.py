"""The one question whose turn it is, about using again a recording of an adult who cannot decide."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.models import ConsentForm
from consent.secondary_path import ASKS, OUTCOMES, PathStep
from recordings_gov import references
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles


class SecondaryStepForm(PlainErrors, forms.Form):
    """The answer, its reasons, and for a yes of whoever has the power the form they signed."""

    outcome = forms.ChoiceField(widget=RadioTiles(columns=1))
    form = forms.CharField(
        label="If they signed: the form's reference",
        max_length=20,
        required=False,
        help_text="Like CF-7K2M-9QXD-G",
    )
    because = forms.CharField(
        label="What are the reasons?", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, step: PathStep, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        outcome: Any = self.fields["outcome"]
        outcome.label, outcome.choices = ASKS[step], OUTCOMES[step]
        if step != PathStep.AUTHORITY:
            del self.fields["form"]

    def clean_form(self) -> ConsentForm | None:
        """A form that this person may see, or none."""
        typed = self.cleaned_data["form"]
        if not typed:
            return None
        try:
            reference = references.read(typed)
        except references.BadReference as error:
            raise ValidationError("Check the reference of the form") from error
        found: ConsentForm | None = (
            ConsentForm.objects.visible_to(self.user).filter(reference=reference).first()
        )
        if found is None:
            raise ValidationError("No form has that reference")
        return found

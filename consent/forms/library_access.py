"""Access to the clinical image library: what each step asks."""

from django import forms

from consent.models.library_access import LibraryRole
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios


class AskLibraryAccessForm(PlainErrors, forms.Form):
    """Why, and where from. Rules: R-190."""

    why = forms.CharField(label="What do you need the library for?", max_length=300)
    computer = forms.CharField(
        label="Which Trust computer?",
        max_length=60,
        help_text="The name or number on its label",
        widget=forms.TextInput(attrs={"data-width": "20"}),
    )


class AllocateForm(PlainErrors, forms.Form):
    """The role in the library."""

    role = forms.ChoiceField(label="What may they do there?", choices=LibraryRole.choices, widget=Radios)


class BecauseForm(PlainErrors, forms.Form):
    """The reason, which the person reads."""

    because = forms.CharField(label="Why?", max_length=300, help_text="They read this")

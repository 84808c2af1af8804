"""What the forms about who signs share: the case they ask about, and what they hand to the verb."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from consent.signing import SigningCase
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles


class SigningForm(PlainErrors, forms.Form):
    """One group of questions about who signs; ``words`` names the fields that are said, not decided on."""

    heading: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    words: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, case: SigningCase, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)
        self.arrange()

    def arrange(self) -> None:
        """Fit the fields to the case."""

    def given(self) -> dict[str, Any]:
        """The facts, as the evidence names them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.words}

    def verb_words(self) -> dict[str, Any]:
        """What ``ConsentForm.say_who_signs`` asks for."""
        words = {name: self.cleaned_data[name] for name in self.words if self.cleaned_data.get(name)}
        return {"given": self.given(), "words": words}

    def need(self, given: dict[str, Any], *names: str) -> None:
        """Each of these fields is to be answered after all."""
        for name in names:
            if given.get(name) in (None, "", []) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])


def yes_no(label: str, help_text: str = "", required: bool = True) -> forms.TypedChoiceField:
    """Yes or no, as two tiles; None when it may stay open."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        required=required,
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=RadioTiles(columns=2),
    )


def line(label: str, help_text: str = "", required: bool = True, limit: int = 300) -> forms.CharField:
    """One line of words."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=limit)


def one_of(label: str, choices: Any, columns: int = 1, **kwargs: Any) -> forms.ChoiceField:
    """One of a few, as tiles."""
    hints = kwargs.pop("hints", None)
    widget = RadioTiles(columns=columns, hints=hints)
    return forms.ChoiceField(label=label, choices=choices, widget=widget, **kwargs)

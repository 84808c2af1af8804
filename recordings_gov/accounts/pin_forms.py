"""Setting a PIN, and opening one's session by it."""

from typing import Any

from django import forms

from recordings_gov.accounts import pins
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles

SIX = "Enter 6 digits"


def pin_field(label: str, **given: Any) -> forms.CharField:
    """Six digits that the page never shows, fills in or keeps."""
    typed = {"inputmode": "numeric", "autocomplete": "off", "maxlength": pins.LENGTH, "data-width": "5"}
    return forms.CharField(
        label=label,
        max_length=40,
        strip=True,
        widget=forms.PasswordInput(attrs=typed),
        error_messages={"required": SIX},
        **given,
    )


class SetPinForm(PlainErrors, forms.Form):
    """A PIN, twice; not one of the first that anybody would try."""

    pin = pin_field("PIN", help_text="6 digits. Not a run such as 123456, and not your birthday")
    again = pin_field("The same PIN again")

    def clean_pin(self) -> str:
        """Six digits that are not trivial."""
        pin = str(self.cleaned_data["pin"])
        if not pins.is_pin(pin):
            raise forms.ValidationError(SIX)
        if pins.is_trivial(pin):
            raise forms.ValidationError("That PIN is too easy to guess. Choose another")
        return pin

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        given = super().clean() or {}
        if "pin" in given and given.get("again") not in (None, given["pin"]):
            self.add_error("again", "The two PINs are not the same")
        return given


class UnlockForm(PlainErrors, forms.Form):
    """Who am I, of those who set a PIN here, and my PIN."""

    who = forms.ChoiceField(
        label="Who are you?",
        widget=RadioTiles(columns=2),
        error_messages={"required": "Choose your name", "invalid_choice": "Choose your name"},
    )
    pin = pin_field("Your PIN")

    def __init__(self, *args: Any, here: list[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["who"].choices = [(str(row.pk), row.user.name) for row in here]  # type: ignore[attr-defined]
        if len(here) == 1:
            self.initial["who"] = str(here[0].pk)

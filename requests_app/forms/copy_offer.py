"""Form for a copy of the patient's own recording."""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app.forms.fields import words
from requests_app.models.copy_offer import CopyCame, HeldAs


class CopyOfferForm(forms.Form):
    """Whether a copy is to come to us. Rules: R-030, R-166."""

    came = forms.ChoiceField(
        label="Whose idea was it?",
        choices=CopyCame.choices,
        widget=Radios(),
        error_messages={"required": "Say whose idea it was"},
    )
    is_accepted = forms.TypedChoiceField(
        label="Is there to be a copy?",
        choices=[("yes", "Yes, Media Studio is to ask for consent"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=Radios(),
        error_messages={"required": "Say whether there is to be a copy"},
    )
    held_as = forms.ChoiceField(
        label="Where do they have it?", choices=HeldAs.choices, widget=Radios(), required=False
    )
    why_not = words("If there is to be none, why?", 200)

    def clean(self) -> dict[str, Any]:
        """A yes says where it is, a no says why."""
        given = super().clean() or {}
        if given.get("is_accepted") is True and not given.get("held_as"):
            self.add_error("held_as", "Say where they have it, or that it is not known")
        if given.get("is_accepted") is False and not given.get("why_not"):
            self.add_error("why_not", "Say why there is to be no copy")
        return given

"""Who works here by their user name, and the uses that a release names: shared by what asks for either."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.forms.answering import line
from consent.models.release_words import ReleasePurpose
from consent.purposes import named_purpose
from consent.releasing import NamedUse
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.forms import PlainErrors

MOST_USES = 3
FIELDS_OF_A_USE = ("purpose", "named", "agency")


class StaffField(forms.CharField):
    """Somebody who works here, by their user name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, widget=forms.TextInput(attrs={"data-width": "20"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The person, or None when nothing is given and nothing must be."""
        typed = super().clean(value)
        found = User.objects.filter(username=typed.strip(), is_active=True).first() if typed else None
        if typed and found is None:
            raise ValidationError("Nobody who works here has that user name. Check it")
        return found


class UsesForm(PlainErrors, forms.Form):
    """Up to three uses, each one definite: what for, exactly which, and which outside body. Rules: R-169."""

    most: int = MOST_USES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.most + 1):
            first = number == 1
            choices = [("", "Choose"), *ReleasePurpose.choices]
            self.fields[f"purpose_{number}"] = forms.ChoiceField(
                label="What for?",
                choices=choices,
                required=first,
                error_messages={"required": "Say what for"},
            )
            self.fields[f"named_{number}"] = line(
                "Exactly which use?",
                "Its name and date, for example Open day leaflet 2027. “Publicity” alone is too wide",
                required=first,
                limit=200,
            )
            self.fields[f"named_{number}"].error_messages["required"] = "Say exactly which use"
            self.fields[f"agency_{number}"] = line(
                "Which body outside the Trust gets it?", "Leave empty if only the Trust uses it", False, 120
            )

    @property
    def uses(self) -> list[list[forms.BoundField]]:
        """The fields of each use, for the page."""
        return [[self[f"{name}_{number}"] for name in FIELDS_OF_A_USE] for number in range(1, self.most + 1)]

    @property
    def others(self) -> list[forms.BoundField]:
        """Every other field."""
        return [field for field in self if field.name.rpartition("_")[0] not in FIELDS_OF_A_USE]

    @property
    def has_more(self) -> bool:
        """Whether anything stands in a second use, or is wrong there."""
        later = [field for fields in self.uses[1:] for field in fields]
        return any(field.value() or field.errors for field in later)

    def clean(self) -> dict[str, Any]:
        """Each use that is begun is a whole one, and definite. Rules: R-125."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        found = []
        for number in range(1, self.most + 1):
            purpose, named, agency = (given.pop(f"{name}_{number}", "") for name in FIELDS_OF_A_USE)
            if not (purpose or named or agency):
                continue
            self._need(number, purpose, named)
            if named and (answer := named_purpose(named)).verdict != "accepted":
                self.add_error(f"named_{number}", answer.obstacles[0].says)
            found.append(NamedUse(purpose, named.strip(), agency.strip()))
        given["uses"] = found
        return given

    def _need(self, number: int, purpose: str, named: str) -> None:
        says = {
            f"purpose_{number}": (purpose, "Say what for"),
            f"named_{number}": (named, "Say exactly which use"),
        }
        for name, (value, error) in says.items():
            if not value and name not in self.errors:
                self.add_error(name, error)

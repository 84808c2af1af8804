"""Fields that the forms of this room share."""

from typing import Any

from django import forms

from recordings_gov.audit.text import plain
from requests_app.vocabulary import said_kindly


def plain_text(text: str) -> None:
    """No control characters, nothing that turns a name back to front."""
    plain(text)


def words(label: str, longest: int, **given: Any) -> forms.CharField:
    """A line of free text that may stand in a record."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=False,
        validators=[plain_text, said_kindly],
        **given,
    )


class KnownOnes(forms.MultipleChoiceField):
    """Ticks of a list that changes with the answer: those that are no longer on the page are left out."""

    def clean(self, value: Any) -> list[str]:
        """The ticked ones that are offered now."""
        choices: Any = self.choices
        offered = {code for code, _ in choices}
        return [code for code in self.to_python(value) if code in offered]

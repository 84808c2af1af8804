"""A day and a time in two fields, and the instant they mean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.moments import moment, read_time
from recordings_gov import clock


class TimeField(forms.CharField):
    """A time on the clock, in ASCII digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8, help_text="For example 14:05", **kwargs)
        self.widget.attrs |= {"data-width": "5", "inputmode": "numeric"}

    def clean(self, value: Any) -> Any:
        """The time, or None when nothing is given and nothing must be."""
        typed = super().clean(value)
        return read_time(typed) if typed else None


def together(form: forms.Form, given: dict[str, Any], day: str, at: str) -> Any:
    """The instant of two answers; what is wrong with it stands beside the time."""
    if not given.get(day) or given.get(at) is None:
        return None
    try:
        found = moment(given[day], given[at])
    except ValidationError as error:
        form.add_error(at, error)
        return None
    if found > clock.now():
        form.add_error(
            day if given[day] > clock.today() else at, "That is in the future. Check the date and time"
        )
    return found

"""Forms of secret recording: the authorisation as it was given, a start and an end."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.forms.answering import line, one_of
from consent.forms.moments import TimeField, together
from consent.forms.registration_course import reason_field
from consent.models import CovertGround
from consent.moments import moment
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors


class CovertForm(PlainErrors, forms.Form):
    """What was authorised, by whom, until when. Rules: R-093."""

    ground = one_of("What is it for?", CovertGround.choices)
    no_other_way = reason_field(
        "Why is there no other way?", "Say why there is no other way", help_text="No patient's name"
    )
    body = line("Who authorised it?", "The body that the law names", limit=200)
    authorisation = line("Reference of the authorisation", limit=100)
    begins_on = DateField(label="From which day?")
    begins_time = TimeField(label="From what time?")
    expires_on = DateField(label="Until which day?")
    expires_time = TimeField(label="Until what time?")

    def clean(self) -> dict[str, Any]:
        """Two instants out of days and times."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("begins", "expires"):
            day, at = given.pop(f"{name}_on", None), given.pop(f"{name}_time", None)
            given[f"{name}_at"] = self._instant(name, day, at) if day and at is not None else None
        return given

    def _instant(self, name: str, day: date, at: time) -> datetime | None:
        """In London; an hour that the clocks leave out stands beside the time."""
        try:
            return moment(day, at)
        except ValidationError as error:
            self.add_error(f"{name}_time", error)
            return None


class StartCovertForm(PlainErrors, forms.Form):
    """Where it is made."""

    place = line("Where is it made?", "Room or ward. No patient's name", limit=200)


class StopCovertForm(PlainErrors, forms.Form):
    """When it was switched off, and where it is kept."""

    ended_on = DateField(label="On which day was it switched off?")
    ended_time = TimeField(label="At what time?")
    kept_where = line("Where is the recording kept?", "Who holds it, and where", limit=200)

    def clean(self) -> dict[str, Any]:
        """One instant, not to come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["ended_at"] = together(self, given, "ended_on", "ended_time")
        return {name: value for name, value in given.items() if name not in ("ended_on", "ended_time")}

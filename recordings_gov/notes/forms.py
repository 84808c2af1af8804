"""Forms of the note: each asks for exactly its verb's keywords."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.layout import Reveal, Save
from recordings_gov.pages.nhsuk.widgets import Radios


class FileByHandForm(forms.Form):
    """Where the note stands in the health record now."""

    record_reference = forms.CharField(
        label="Reference in the health record",
        max_length=60,
        help_text="The document or event number that the record system shows",
        error_messages={"required": "Give the reference that the note has in the health record"},
    )


class RewordForm(forms.Form):
    """The words of the note."""

    text = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": "Write the note"},
    )


class TellForm(forms.Form):
    """When the patient was told, or why not. Rules: R-040."""

    told = forms.ChoiceField(
        label="Does the patient know that this note is made?",
        choices=[("yes", "Yes"), ("no", "No, not yet")],
        widget=Radios(),
        error_messages={"required": "Say whether the patient was told"},
    )
    told_on = DateField(label="When were they told?", name="Date they were told", required=False)
    told_time = forms.TimeField(
        label="Time",
        required=False,
        help_text="For example, 14:30",
        error_messages={"invalid": "Enter the time as hours and minutes, such as 14:30"},
    )
    not_told_reason = forms.CharField(label="Why not?", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Reveal("told", {"yes": ["told_on", "told_time"], "no": ["not_told_reason"]}), Save("Save")
        )

    def clean(self) -> dict[str, Any]:
        """The verb's two keywords. Raises nothing: what is missing stands beside its field."""
        given: dict[str, Any] = super().clean() or {}
        told_at = None
        if given.get("told") == "yes":
            told_at = self._moment(given.get("told_on"), given.get("told_time"))
        elif given.get("told") == "no" and not given.get("not_told_reason", "").strip():
            self.add_error("not_told_reason", "Say why the patient was not told")
        return {"told_at": told_at, "not_told_reason": "" if told_at else given.get("not_told_reason", "")}

    def _moment(self, day: Any, at: Any) -> datetime | None:
        if day is None and "told_on" not in self.errors:
            self.add_error("told_on", "Enter the date on which they were told")
        if at is None and "told_time" not in self.errors:
            self.add_error("told_time", "Enter the time at which they were told")
        return datetime.combine(day, at, clock.LONDON) if day and at else None

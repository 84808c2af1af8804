"""Forms of a registration: what the applicant says, the declaration, a rejection with its reason."""

from typing import Any

from django import forms

from consent.wording import wording
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea, TickList


class ApplyForm(PlainErrors, forms.Form):
    """The equipment, what it is for, and the checklist."""

    make = forms.CharField(label="Make", max_length=60, help_text="For example Canon")
    model = forms.CharField(label="Model", max_length=60)
    serial = forms.CharField(
        label="Serial or asset number", max_length=60, widget=forms.TextInput(attrs={"data-width": "20"})
    )
    kept_at = forms.CharField(label="Where is it locked away when idle?", max_length=120)
    purpose = forms.CharField(
        label="What is it for?", max_length=300, help_text="For example positioning, for teaching"
    )
    why_not_studio = forms.CharField(
        label="Why can Media Studio not make these recordings?",
        max_length=500,
        widget=CountedTextarea(500, attrs={"rows": 3}),
    )
    trained_on = DateField(
        label="When did you do the training?",
        name="Date of training",
        required=False,
        help_text="Leave empty if you have not done it yet. It cannot be approved before that",
    )
    checks = forms.MultipleChoiceField(
        label="The checklist",
        help_text="Tick what is so. All of it must be before anyone can approve",
        required=False,
        widget=TickList(all_of_them="All of these are so"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checks"].choices = [(check.id, check.text) for check in wording().checks]  # type: ignore[attr-defined]


class SubmitForm(PlainErrors, forms.Form):
    """The applicant answers for the equipment."""

    declared = forms.BooleanField(
        error_messages={"required": "Confirm that you are responsible for this equipment"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declared"].label = wording().texts["registration"]["declaration"]


class RejectForm(PlainErrors, forms.Form):
    """Why not, for the applicant to read."""

    reason = forms.CharField(
        label="Why are you rejecting it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why the registration is rejected"},
    )

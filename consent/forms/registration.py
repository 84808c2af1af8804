"""Forms of a registration: what the applicant says, the declaration, a rejection with its reason."""

from typing import Any

from django import forms

from consent.models.registration_content import DeviceOwner
from consent.professions import Profession, codes_words
from consent.wording import wording
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea, Radios, RadioTiles, TickList

MINE: dict[str, str] = {DeviceOwner.DEPARTMENT: "My department's", DeviceOwner.OWN: "My own"}


class ApplyForm(PlainErrors, forms.Form):
    """The equipment, whose it is, what it is for, who applies, and the checklist. Rules: R-101, R-252."""

    make = forms.CharField(label="Make", max_length=60, help_text="For example Canon")
    model = forms.CharField(label="Model", max_length=60)
    serial = forms.CharField(
        label="Serial or asset number", max_length=60, widget=forms.TextInput(attrs={"data-width": "20"})
    )
    owned_by = forms.ChoiceField(
        label="Whose is it?",
        choices=[(value, MINE.get(value, label)) for value, label in DeviceOwner.choices],
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say whose it is: the rules are the same for every camera"},
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
    profession = forms.ChoiceField(
        label="What is your profession?",
        help_text="The code you answer to when you record a patient stands under each",
        choices=Profession.choices,
        widget=Radios(hints={name: codes_words(name) for name in Profession.values}),
        error_messages={"required": "Say what your profession is"},
    )
    professional_number = forms.CharField(
        label="Your registration number with its regulator",
        max_length=30,
        required=False,
        help_text="If you have one",
        widget=forms.TextInput(attrs={"data-width": "10"}),
    )
    trained_on = DateField(
        label="When did you do the training?",
        name="Date of training",
        required=False,
        help_text="Leave empty if you have not done it yet. It cannot be approved before that",
    )
    storing_trained_on = DateField(
        label="When were you trained to store and find images?",
        name="Date of training in storing images",
        required=False,
        help_text="Leave empty if you have not been yet",
    )
    access_approved_on = DateField(
        label="When was your network access to images approved?",
        name="Date of approval of access",
        required=False,
        help_text="Leave empty if it is not approved yet",
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

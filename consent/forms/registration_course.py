"""Forms about what becomes of a registration and of its equipment."""

from typing import Any

from django import forms

from consent.models.registration_kit import How, OnIt
from consent.unregistered import KINDS
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea, RadioTiles

WORDS = 500


def reason_field(label: str, empty: str, **more: Any) -> forms.CharField:
    """A sentence of reasons that must be given."""
    return forms.CharField(
        label=label,
        max_length=WORDS,
        widget=CountedTextarea(WORDS, attrs={"rows": 3}),
        error_messages={"required": empty},
        **more,
    )


class SuspendForm(PlainErrors, forms.Form):
    """Why nobody records under it for now."""

    reason = reason_field(
        "Why is it suspended?",
        "Say why it is suspended",
        help_text="The holder reads this. No patient's name",
    )


class LiftForm(PlainErrors, forms.Form):
    """Why recording may go on."""

    reason = reason_field("Why may they record again?", "Say why they may record again")


class RevokeForm(PlainErrors, forms.Form):
    """Why the leave ends for good."""

    reason = reason_field(
        "Why is it revoked?", "Say why it is revoked", help_text="The holder reads this. No patient's name"
    )


class AssessKitForm(PlainErrors, forms.Form):
    """What Media Studio found. Rules: R-113, R-202."""

    samples_seen = forms.BooleanField(label="I looked at sample images of this equipment", required=False)
    is_fit = forms.TypedChoiceField(
        label="Is it fit for what it is meant for?",
        help_text="Resolution, colour depth, how images are taken off it, where it is locked away",
        choices=(("yes", "Yes"), ("no", "No, or not yet")),
        coerce=lambda value: value == "yes",
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say whether it is fit"},
    )
    advice = forms.CharField(
        label="Your advice",
        max_length=WORDS,
        required=False,
        help_text="The applicant reads this. If it is not fit, say what would make it so",
        widget=CountedTextarea(WORDS, attrs={"rows": 3}),
    )


class InDepartment(PlainErrors, forms.Form):
    """Asks for the department that answers for an incident; one's own is filled in."""

    department = forms.ModelChoiceField(
        label="Department", queryset=Department.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["department"]
        field.queryset = Department.objects.order_by("name")
        here = [department for _, department in user.roles if department]
        if len(set(here)) == 1:
            self.initial.setdefault("department", here[0])


class ReportLossForm(InDepartment):
    """When, how, and what was on it. Rules: R-187."""

    how = forms.ChoiceField(
        label="What happened to it?",
        choices=How.choices,
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say whether it was lost or stolen"},
    )
    lost_on = DateField(label="When was it last seen?", name="Date it was last seen")
    place = forms.CharField(label="Where?", max_length=120, required=False)
    images = forms.ChoiceField(
        label="Were images of patients on it?",
        help_text="If you are not sure, we treat it as a yes",
        choices=OnIt.choices,
        widget=RadioTiles(columns=3),
        error_messages={"required": "Say whether images of patients were on it"},
    )
    images_words = forms.CharField(
        label="Which images?",
        max_length=WORDS,
        required=False,
        help_text="How many, of what, from which day. No names, no numbers",
        widget=CountedTextarea(WORDS, attrs={"rows": 3}),
    )
    field_order = ("how", "lost_on", "place", "images", "images_words", "department")


class SayFoundForm(PlainErrors, forms.Form):
    """When it came back, and in what state."""

    found_on = DateField(label="When was it found?", name="Date it was found")
    found_words = reason_field(
        "How was it found, and in what state?",
        "Say how it was found, and in what state",
        help_text="Were the images still on it? Had anyone opened it?",
    )


class UnregisteredForm(InDepartment):
    """What was recorded or copied without leave. Rules: R-112."""

    kind = forms.ChoiceField(
        label="What happened?",
        choices=KINDS,
        widget=RadioTiles(columns=1),
        error_messages={"required": "Say what happened"},
    )
    happened_on = DateField(label="When?", name="Date it happened")
    equipment = forms.CharField(
        label="With which equipment?", max_length=120, required=False, help_text="Make, model, serial number"
    )
    place = forms.CharField(label="Where?", max_length=120, required=False)
    what_happened = forms.CharField(
        label="What happened, in a few sentences",
        max_length=2000,
        help_text="Facts, not views. No names",
        widget=CountedTextarea(2000, attrs={"rows": 4}),
        error_messages={"required": "Say what happened, in a few sentences"},
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("kind", "happened_on", "equipment", "place", "what_happened", "department", "about")

    def clean_happened_on(self) -> Any:
        """Made already: what is only planned is refused where it is planned."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise forms.ValidationError("The date must be today or in the past")
        return day

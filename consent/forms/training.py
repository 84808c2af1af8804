"""Forms of training, and of the look at an image that was made outside the studio."""

from typing import Any

from django import forms

from consent.models.quality_check import PURPOSES, TrainingOffer
from consent.models.training import Topic
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Checkboxes, CountedTextarea, RadioTiles

YES_NO = (("yes", "Yes"), ("no", "No"))


class OfferTrainingForm(PlainErrors, forms.Form):
    """To whom, in what, and why."""

    username = forms.CharField(
        label="User name of the person",
        max_length=60,
        widget=forms.TextInput(attrs={"data-width": "20"}),
        error_messages={"required": "Enter the user name of the person"},
    )
    topic = forms.ChoiceField(
        label="In what?",
        choices=Topic.choices,
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say in what"},
    )
    why = forms.CharField(label="Why?", max_length=300, required=False, help_text="They read this")
    in_training = forms.BooleanField(
        label="They are a doctor in training",
        required=False,
        help_text="The head of Media Studio speaks with the Caldicott Guardian about them",
    )

    def clean_username(self) -> Any:
        """The person of that name, or a sentence."""
        found = User.objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError("Nobody who works here has that user name. Check it")
        return found

    def asked(self) -> dict[str, Any]:
        """The verb's keywords."""
        given = dict(self.cleaned_data)
        given["person"] = given.pop("username")
        return given


class GiveTrainingForm(PlainErrors, forms.Form):
    """When it was given, and about what."""

    given_on = DateField(label="When was it given?", name="Date it was given")
    words = forms.CharField(
        label="What was it about?",
        max_length=500,
        required=False,
        widget=CountedTextarea(500, attrs={"rows": 3}),
    )
    caldicott_told_on = DateField(
        label="When did you speak with the Caldicott Guardian about them?",
        name="Date you spoke with the Caldicott Guardian",
        required=False,
    )

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("given_on", clock.today())
        if not record.in_training:
            del self.fields["caldicott_told_on"]


class CheckQualityForm(PlainErrors, forms.Form):
    """Good enough, and for what. Rules: R-177, R-208."""

    resolution = forms.TypedChoiceField(
        label="Is the resolution adequate?",
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say whether the resolution is adequate"},
    )
    colour_depth = forms.TypedChoiceField(
        label="Is the colour depth adequate?",
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say whether the colour depth is adequate"},
    )
    not_for = forms.MultipleChoiceField(
        label="What is it not good enough for?",
        help_text="Whoever wants to use it for that is warned",
        choices=PURPOSES,
        required=False,
        widget=Checkboxes(),
    )
    words = forms.CharField(
        label="What is wrong with it?",
        max_length=500,
        required=False,
        help_text="Whoever made it reads this",
        widget=CountedTextarea(500, attrs={"rows": 3}),
    )
    offer = forms.ChoiceField(
        label="Training for whoever made it",
        choices=TrainingOffer.choices,
        widget=RadioTiles(columns=1),
        error_messages={"required": "Say whether you offer training"},
    )

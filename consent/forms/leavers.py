"""What is asked of somebody who leaves."""

from typing import Any

from django import forms

from consent.copying import RIGHTS
from consent.forms.copies import person_named, undertakes_field
from consent.models import Erased, Recording
from recordings_gov import references
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import RadioTiles


class StartLeaverForm(PlainErrors, forms.Form):
    """Who leaves, and when."""

    username = forms.CharField(
        label="User name of whoever leaves",
        max_length=60,
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    ends_on = DateField(label="What is their last day?", name="Last day")

    def clean_username(self) -> User:
        """Somebody here, or somebody whose account has ended already."""
        return person_named(self.cleaned_data["username"], is_active=False)


class AnswerLeaverForm(PlainErrors, forms.Form):
    """What there was on their own computers. Rules: R-188."""

    erased = forms.ChoiceField(
        label="Recordings of patients on a computer, phone or disc of your own",
        choices=Erased.choices,
        widget=RadioTiles(columns=1),
        error_messages={"required": "Say whether everything is erased"},
    )
    erased_on = DateField(label="On what day was this so?", name="Date")
    answer_says = forms.CharField(
        label="What was erased, or how do you know?", max_length=500, help_text="No names of patients"
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            self.fields["erased"].label = "Recordings of patients on a computer, phone or disc of their own"


class KeepForm(PlainErrors, forms.Form):
    """One recording that somebody who leaves would keep for teaching. Rules: R-176, R-188."""

    known = forms.CharField(
        label="Reference of the recording",
        max_length=20,
        help_text="For example REC-7K2M-9QXD-G",
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    purpose = forms.CharField(label="What will be taught with it, and where?", max_length=300)
    place = forms.CharField(label="On which computer will it be kept?", max_length=200)
    accepts_rights = forms.BooleanField(label=RIGHTS, required=False)
    undertakes = undertakes_field()
    signed_name = forms.CharField(label="Who signed both on paper?", max_length=120, required=False)

    def __init__(self, *args: Any, user: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if is_own:
            del self.fields["signed_name"]
            return
        self.fields["undertakes"].label = "They accepted this undertaking, and Media Studio has the paper"

    def clean_known(self) -> Recording:
        """An entry that this person may ask about."""
        try:
            reference = references.read(self.cleaned_data["known"])
        except references.BadReference as error:
            raise forms.ValidationError(str(error)) from error
        found: Recording | None = Recording.objects.visible_to(self.user).filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError("No recording that you may see has that reference. Ask Media Studio")
        return found

    def clean(self) -> dict[str, Any]:
        """The keywords of ``Leaver.keep``."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["recording"] = given.pop("known", None)
        return given

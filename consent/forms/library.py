"""Off the camera, into the library, into the register of films: what each step asks."""

from typing import Any

from django import forms

from consent.forms.moments import TimeField, together
from consent.places import PLACE_WORDS, Place
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

AT_FIRST = [(kind, PLACE_WORDS[kind]) for kind in (Place.TRUST_DRIVE, Place.SAFE, Place.ENCRYPTED_STICK)]
MINUTE = 60
LONGEST_MINUTES = 600


class OffCameraForm(PlainErrors, forms.Form):
    """When, and where it is now. Rules: R-186."""

    place = forms.ChoiceField(label="Where is it now?", choices=AT_FIRST, widget=Radios)
    where = forms.CharField(label="Which folder or shelf?", max_length=120, help_text="No names of patients")
    off_on = DateField(label="When did it come off the camera?", name="Date")
    off_time = TimeField(label="At what time?")

    def clean(self) -> dict[str, Any]:
        """One instant out of a day and a time."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        at = together(self, given, "off_on", "off_time")
        return {"place": given.get("place", ""), "where": given.get("where", ""), "at": at}


class AskUploadForm(PlainErrors, forms.Form):
    """The form, by its reference, and how the file reaches Media Studio. Rules: R-191."""

    form_reference = forms.CharField(
        label="Reference on its consent form",
        max_length=20,
        help_text="At the top of the paper, for example CF-7K2M-9QXD-G",
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    handed_how = forms.CharField(
        label="How does the file reach Media Studio?",
        max_length=200,
        help_text="For example: the Media Studio folder, today",
    )


class UploadForm(PlainErrors, forms.Form):
    """Its number in the library, and what the file is called. Rules: R-111, R-180."""

    library_number = forms.CharField(
        label="Number in the clinical image library",
        max_length=40,
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    named = forms.CharField(
        label="What is the file called?", max_length=120, help_text="It never shows who the patient is"
    )
    record_link = forms.CharField(
        label="Where does the patient’s record link to it?",
        max_length=300,
        required=False,
        help_text="For example: documents, photography, 3 June",
    )


class CorrectEntryForm(PlainErrors, forms.Form):
    """Its number and link once more. Rules: R-111."""

    library_number = UploadForm.base_fields["library_number"]
    record_link = UploadForm.base_fields["record_link"]


class EnterFilmForm(PlainErrors, forms.Form):
    """How long it is, and where its master is kept. Rules: R-195, R-249."""

    minutes = forms.IntegerField(
        label="Minutes",
        min_value=0,
        max_value=LONGEST_MINUTES,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    seconds = forms.IntegerField(
        label="Seconds",
        min_value=0,
        max_value=MINUTE - 1,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": "4"}),
    )
    place = forms.ChoiceField(
        label="Where is the master kept?",
        choices=[(Place.LIBRARY, PLACE_WORDS[Place.LIBRARY]), *AT_FIRST],
        widget=Radios,
    )
    where = forms.CharField(label="Which shelf, drive or folder?", max_length=200)
    not_in_library_because = forms.CharField(
        label="If it stays out of the library: why?",
        max_length=300,
        required=False,
        help_text="Short clips go to the library like photos, where possible",
    )

    def clean(self) -> dict[str, Any]:
        """The length in seconds."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["seconds"] = (given.pop("minutes", None) or 0) * MINUTE + (given.get("seconds") or 0)
        if not given["seconds"] and "seconds" not in self.errors and "minutes" not in self.errors:
            self.add_error("seconds", "Enter how long it is")
        return given


class FindRecordingForm(PlainErrors, forms.Form):
    """What is known of it."""

    known = forms.CharField(
        label="Reference, file name or number in the library",
        max_length=60,
        help_text="For example REC-7K2M-9QXD-G",
        widget=forms.TextInput(attrs={"data-width": "30", "autocomplete": "off"}),
    )

"""Forms of a picture of wards, equipment or staff: what it is, who appears, its use, a bystander."""

from typing import Any

from django import forms

from consent.forms.answering import line, one_of, yes_no
from consent.forms.release_uses import StaffField, UsesForm
from consent.models import ModelRelease
from consent.models.release_words import Appears, PictureKind
from consent.releasing import NamedUse
from recordings_gov import clock, references
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea


class KeepPictureForm(PlainErrors, forms.Form):
    """What it shows, where, when, and who made it."""

    kind = one_of("What is it?", PictureKind.choices, 2, error_messages={"required": "Say what it is"})
    title = line("What does it show?", "For example the new scanner in use. No names", limit=200)
    place = line("Where?", "For example Imaging, room 1", limit=200)
    made_on = DateField(label="When was it made?", name="Day it was made")
    made_by = line("Who made it?", "For example Media Studio, or a photographer by name", limit=200)
    equipment = line(
        "Which equipment does it show?",
        "Staff who normally operate it are deemed to agree by appearing",
        False,
        200,
    )

    def clean_made_on(self) -> Any:
        """Made already."""
        day = self.cleaned_data["made_on"]
        if day > clock.today():
            raise forms.ValidationError("The date must be today or in the past")
        return day


class AddPersonForm(PlainErrors, forms.Form):
    """Somebody who can be recognised. Rules: R-167, R-172."""

    shown_as = one_of("Who is it?", Appears.choices, 1, error_messages={"required": "Say who it is"})
    name = line("Their name", "For a patient or a member of the public", False, 120)
    staff = StaffField(label="User name of the member of staff", required=False)
    normally_operates = yes_no(
        "Do they normally operate the equipment shown?", "For a member of staff", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Staff by user name, everybody else by name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_staff = given.get("shown_as") == Appears.STAFF
        if is_staff and not given.get("staff") and "staff" not in self.errors:
            self.add_error("staff", "Enter the user name of the member of staff")
        if is_staff and given.get("normally_operates") is None:
            self.add_error("normally_operates", "Say whether they normally operate the equipment shown")
        if given.get("shown_as") and not is_staff and not given.get("name"):
            self.add_error("name", "Enter their name")
        given["normally_operates"] = bool(is_staff and given.get("normally_operates"))
        return given


class TakeReleaseForm(PlainErrors, forms.Form):
    """A release that is there already, by its reference. Rules: R-167."""

    release = line("Reference of their release", "It stands at the foot of the paper: REL-…", limit=40)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_release(self) -> ModelRelease:
        """The release, or a sentence."""
        try:
            reference = references.read(self.cleaned_data["release"])
        except references.BadReference as error:
            raise forms.ValidationError(str(error)) from error
        found: ModelRelease | None = (
            ModelRelease.objects.visible_to(self.user).filter(reference=reference).first()
        )
        if found is None:
            raise forms.ValidationError("There is no release with that reference")
        return found


class EndUseForm(PlainErrors, forms.Form):
    """What was done about a use that somebody no longer agrees to. Rules: R-168."""

    says = line(
        "What was stopped or taken down?", "For example: off the website, the rest of the leaflets destroyed"
    )
    is_beyond_recall = yes_no(
        "Is some of it out that cannot be called back?",
        "Given out in print, broadcast, or copied by others",
    )


class UsePictureForm(UsesForm):
    """The one use it is put to now. Rules: R-169."""

    most = 1

    def asked(self) -> NamedUse:
        """The use."""
        found: NamedUse = self.cleaned_data["uses"][0]
        return found


def who_else() -> forms.CharField:
    """Who else is in it, without a name. Rules: R-171."""
    return forms.CharField(
        label="Who else is in it, and where?",
        max_length=300,
        help_text="For example a second patient in the bed behind. No names",
        widget=CountedTextarea(300, attrs={"rows": 3}),
        error_messages={"required": "Say who else is in it, without a name"},
    )


class BystanderForm(PlainErrors, forms.Form):
    """Somebody is in a picture by accident. Rules: R-171."""

    says = who_else()


class RecordingBystanderForm(PlainErrors, forms.Form):
    """Somebody else is in a recording of a patient. Rules: R-171."""

    says = who_else()
    care_needs_it = forms.CharField(
        label="Does this patient’s care need the recording all the same? Why?",
        max_length=300,
        required=False,
        help_text="For a clinician of the department to say. Leave it empty, and it goes into quarantine",
        widget=CountedTextarea(300, attrs={"rows": 3}),
    )

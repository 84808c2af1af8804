"""Forms of a model release: whom it shows, each use by name, the signature, and a no."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.forms.answering import line, one_of
from consent.forms.moments import TimeField, together
from consent.forms.release_uses import StaffField, UsesForm
from consent.forms.signing_on_screen import MEANS, WitnessFields
from consent.models.form_signing import HowSigned
from consent.models.release_words import SIGNERS, PersonIs, ReleaseKind, SignedAs
from consent.models.signature import SigningMeans
from consent.strokes import LONGEST, read_strokes
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea


class PersonsReleaseForm(UsesForm):
    """The release of somebody who is named in a picture already."""

    person_is = one_of("Who are they?", PersonIs.choices, error_messages={"required": "Say who they are"})
    agency_form = line(
        "Did another body ask them to sign its own form?",
        "Which one. It is only noted: it does not take the place of this release",
        False,
        200,
    )


class PrepareReleaseForm(PersonsReleaseForm):
    """Whom it shows, what is pictured, and each use. Rules: R-167, R-168."""

    kind = one_of(
        "Which release?",
        ReleaseKind.choices,
        2,
        hints={
            ReleaseKind.GENERAL: "A patient or a member of the public",
            ReleaseKind.STAFF: "Away from the equipment they normally operate",
        },
        error_messages={"required": "Say which release"},
    )
    person_is = one_of("Who are they?", PersonIs.choices, required=False)
    person_name = line(
        "Name of the person shown",
        "Leave both empty for a blank to take along: the name is then written by hand",
        False,
        120,
    )
    username = StaffField(label="Or the user name of the member of staff shown", required=False)
    pictured = line("What is pictured, and where?", "For example the new waiting room of Imaging")
    pictured_on = DateField(label="Day of the picture", name="Day of the picture", required=False)
    field_order = ("kind", "person_name", "username", "person_is", "pictured", "pictured_on", "agency_form")

    def clean(self) -> dict[str, Any]:
        """Staff are found by their user name; everybody else is named."""
        given = super().clean()
        staff = given.pop("username", None)
        is_staff = given.get("kind") == ReleaseKind.STAFF
        if staff and not is_staff:
            self.add_error("username", "A general release is for somebody who does not work here")
        if is_staff and given.get("person_name") and not staff and "username" not in self.errors:
            self.add_error("username", "Enter the user name of the member of staff")
        if given.get("person_name") and not is_staff and not given.get("person_is"):
            self.add_error("person_is", "Say who they are")
        if is_staff or not given.get("person_is"):
            given["person_is"] = PersonIs.ADULT
        given["staff"] = staff if is_staff else None
        return given


class WhoSigned(PlainErrors, WitnessFields):
    """Whose name it is; a blank learns whom it shows."""

    name = line("Full name of who signs", limit=120)
    signed_as = one_of("Who signs?", SignedAs.choices, error_messages={"required": "Say who signs"})

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record.person_name or record.kind == ReleaseKind.STAFF:
            self._narrow(record)
        if record.person_name:
            return
        if record.kind == ReleaseKind.STAFF:
            self.fields["staff"] = StaffField(label="User name of the member of staff shown")
        else:
            self.fields["person_name"] = line(
                "Name of the person shown", "If it is somebody else than who signs", False, 120
            )
            self.fields["person_is"] = one_of(
                "Who is the person shown?", PersonIs.choices, error_messages={"required": "Say who they are"}
            )

    def _narrow(self, record: Any) -> None:
        """Only who may sign for them is offered; an adult who can decide is not asked about."""
        roles = SIGNERS[record.person_is]
        if roles == (SignedAs.SELF,):
            del self.fields["signed_as"]
            return
        signed_as: Any = self.fields["signed_as"]
        signed_as.choices = [(role.value, role.label) for role in roles]

    def asked(self, given: dict[str, Any]) -> dict[str, Any]:
        """The verb's keywords about who signed."""
        names = ("name", "signed_as", "person_name", "person_is", "staff")
        return {name: given[name] for name in names if given.get(name)}


class SignReleaseForm(WhoSigned):
    """Signed on the screen: drawn in the box, or typed."""

    means = one_of(
        "How do they sign?",
        MEANS,
        2,
        help_text="Drawing needs a pen, a finger or a mouse. Typing works with a keyboard alone.",
        error_messages={"required": "Choose how they sign"},
    )
    typed = forms.BooleanField(label="This is my name. I type it to sign", required=False)
    drawn = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What was drawn is read as numbers; typing is a signature when whoever types says so."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        seen = self.witnessed(given)
        means = given.get("means") or ""
        if means == SigningMeans.TYPED and not given.get("typed"):
            self.add_error("typed", "Tick that the typed name is their signature")
        if means == SigningMeans.TYPED and given.get("is_mark"):
            self.add_error("means", "A mark is made in the box, or on paper")
        drawn = ""
        if means == SigningMeans.DRAWN:
            try:
                drawn = read_strokes(given.get("drawn") or "")
            except ValidationError as error:
                self.add_error("means", error.messages[0])
        return self.asked(given) | {"signing": HowSigned(means, {}, *seen), "drawn": drawn}


class PaperReleaseForm(WhoSigned):
    """What stands on the signed paper."""

    signed_on = DateField(label="Date on the paper", name="Date on the paper")
    signed_time = TimeField(label="Time on the paper")

    def clean(self) -> dict[str, Any]:
        """The instant of the signature, and who saw a mark made."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        seen = self.witnessed(given)
        at = together(self, given, "signed_on", "signed_time")
        return self.asked(given) | {"signing": HowSigned(SigningMeans.PAPER, {}, *seen), "signed_at": at}


class EndReleaseForm(PlainErrors, forms.Form):
    """What they said, in a few words."""

    words = forms.CharField(
        label="What did they say?",
        max_length=300,
        required=False,
        help_text="They need not give a reason",
        widget=CountedTextarea(300, attrs={"rows": 3}),
    )

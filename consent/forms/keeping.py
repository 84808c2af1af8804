"""Forms about where an original is, how long, its fingerprint, its hold by law and its end."""

from typing import Any

from django import forms

from consent.forms.answering import line, one_of, yes_no
from consent.forms.registration_course import reason_field
from consent.models import Custodian, GivenBy, ImageDatabase
from consent.models.fingerprint import SHAPE
from consent.places import PLACE_WORDS
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors

NO_NAME = "Without a patient's name"


class StoreForm(PlainErrors, forms.Form):
    """The kind of place is asked of all there are: what is refused says where it goes instead. R-185."""

    place_kind = forms.ChoiceField(label="Where is the original kept?", choices=PLACE_WORDS.items())
    image_database = forms.ModelChoiceField(
        label="Which database?",
        help_text="Only where it is in a database. Those that information governance has authorised",
        queryset=ImageDatabase.objects.none(),
        required=False,
        empty_label="In none",
        to_field_name="reference",
    )
    place = line("Where exactly?", "For example the shelf, the drive and folder", limit=200)
    custodian = one_of("Who answers for it?", Custodian.choices)
    right_to_hold = line(
        "By what right is it held and used?",
        "For example the reference of a contract, where somebody else paid for it",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        databases: Any = self.fields["image_database"]
        databases.queryset = ImageDatabase.objects.authorised_on(clock.today()).order_by("name")
        databases.label_from_instance = lambda row: row.name


class RetentionForm(PlainErrors, forms.Form):
    """What the retention policy says. Rules: R-182."""

    retention_rule = line("Which rule of the retention policy?", "Its name or number", limit=200)
    keep_until = DateField(label="Until when is it kept at least?", name="Kept until")


class FingerprintForm(PlainErrors, forms.Form):
    """The SHA-256 of the original; the browser can work it out. Rules: R-248."""

    sha256 = forms.CharField(
        label="Fingerprint of the original (SHA-256)",
        help_text="64 characters. It is in the library's export, or choose the file above",
        max_length=90,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    given = one_of("Where does it come from?", GivenBy.choices)

    def clean_sha256(self) -> str:
        """Spaces and capitals do not matter."""
        typed = "".join(self.cleaned_data["sha256"].split()).lower()
        SHAPE(typed)
        return typed


class LegalHoldForm(PlainErrors, forms.Form):
    """Why nothing of it is destroyed. Rules: R-182."""

    because = reason_field("Why is it held?", "Say why it is held", help_text=NO_NAME)
    case_reference = line("Reference of the case", required=False, limit=100)


class LiftLegalHoldForm(PlainErrors, forms.Form):
    """Why it is over."""

    because = reason_field("Why is it lifted?", "Say why it is lifted", help_text=NO_NAME)


class ProposeDisposalForm(PlainErrors, forms.Form):
    """Why it is to be destroyed. Rules: R-182."""

    because = reason_field("Why is it to be destroyed?", "Say why it is to be destroyed", help_text=NO_NAME)


class DecideForm(PlainErrors, forms.Form):
    """The second of two people."""

    agrees = yes_no("Do you agree?")
    because = reason_field("Why?", "Say why", help_text=NO_NAME)


class DestroyForm(PlainErrors, forms.Form):
    """How it was destroyed."""

    how = line("How was it destroyed?", "The original and its safety copies, and with what proof")


class AskDatabaseForm(PlainErrors, forms.Form):
    """A database that holds, or would hold, patients' images. Rules: R-247."""

    name = line("What is the database called?", limit=200)
    owner = line("Who owns it?", "The office or department that answers for it", limit=200)
    place = line("Where is it?", "The server, drive or supplier", limit=200)
    holds = line("Which images does it hold, and what for?")


class AuthoriseForm(PlainErrors, forms.Form):
    """Information governance agrees until a review. Rules: R-247."""

    because = reason_field("Why may it hold patients' images?", "Say why it may hold patients' images")
    review_due = DateField(label="By when is this looked at again?", name="Review due")


class BecauseForm(PlainErrors, forms.Form):
    """A reason alone."""

    because = reason_field("Why?", "Say why", help_text=NO_NAME)

"""What is asked of a copy, and of an edit."""

from typing import Any

from django import forms

from consent.asking_use import permissions_about
from consent.editing import KINDS
from consent.forms.registration_course import reason_field
from consent.models import CopyStatus, PermissionKind, Recording
from consent.models.copy_words import ENDED
from consent.places import STORED_IN, Place
from consent.using.words import AIM_WORDS, Aim
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Checkboxes, Radios, RadioTiles

KEPT_IN = [(kind, words) for kind, words in STORED_IN if kind != Place.OUTSIDE]
NOT_HERE = "Nobody who works here has that user name. Check it"


def person_named(username: str, *, is_active: bool = True) -> User:
    """Whoever signs in by this name; raises ValidationError in plain words."""
    rows = User.objects.filter(username=username.strip())
    found = (rows.filter(is_active=True) if is_active else rows).first()
    if found is None:
        raise forms.ValidationError(NOT_HERE)
    return found


def place_fields(asked: str) -> tuple[forms.ChoiceField, forms.CharField]:
    """In what kind of place, and which one."""
    kind = forms.ChoiceField(label=asked, choices=KEPT_IN, widget=Radios)
    return kind, forms.CharField(
        label="Which folder, stick or shelf?", max_length=200, help_text="No names of patients"
    )


def undertakes_field() -> forms.BooleanField:
    """The tick under the words of the undertaking. Rules: R-176."""
    return forms.BooleanField(
        label="I accept this undertaking",
        required=False,
        error_messages={"required": "Accept the undertaking first"},
    )


class AskCopyForm(PlainErrors, forms.Form):
    """For what, for whom, and where it is kept. Rules: R-119, R-122."""

    aim = forms.ChoiceField(
        label="What is the copy for?",
        choices=[(aim.value, says) for aim, says in AIM_WORDS.items()],
        widget=Radios,
    )
    permission = forms.ChoiceField(
        label="Which named use?", required=False, help_text="As it stands on the form", widget=Radios
    )
    purpose = forms.CharField(
        label="In your words: what exactly?",
        max_length=300,
        help_text="For example: second-year students, 3 June",
    )
    from_notes = forms.TypedChoiceField(
        label="Where does the copy come from?",
        choices=(
            ("no", "Media Studio makes it from the original"),
            ("yes", "It is taken from the case notes"),
        ),
        coerce=lambda value: value == "yes",
        widget=RadioTiles(columns=1),
        error_messages={"required": "Say where the copy comes from"},
    )
    username = forms.CharField(
        label="User name of whoever will hold it",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"data-width": "20", "autocomplete": "off"}),
    )
    outside_body = forms.CharField(
        label="Or the body outside that will hold it",
        max_length=200,
        required=False,
        help_text="One named body, for example a court or another hospital",
    )
    place_kind, place = place_fields("Where will it be kept?")

    def __init__(self, *args: Any, record: Recording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in permissions_about(record) if row.kind == PermissionKind.NAMED_PURPOSE]
        self.named = {str(row.pk): row for row in rows}
        self.fields["permission"].choices = [(key, row.name) for key, row in self.named.items()]  # type: ignore[attr-defined]
        self.fields["place_kind"].choices = STORED_IN  # type: ignore[attr-defined]
        if not rows:
            del self.fields["permission"]

    def clean_username(self) -> User | None:
        """The person of that name."""
        typed = self.cleaned_data["username"]
        return person_named(typed) if typed.strip() else None

    def clean(self) -> dict[str, Any]:
        """The keywords of ``Copy.ask``."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.named.get(given.pop("permission", None) or "")
        given["permission"] = chosen if given.get("aim") == Aim.NAMED_PURPOSE else None
        given["holder"] = given.pop("username", None)
        return given


class UndertakeForm(PlainErrors, forms.Form):
    """The tick; for a body outside, who signed the paper. Rules: R-176."""

    undertakes = undertakes_field()
    signed_name = forms.CharField(label="Who signed the undertaking on paper?", max_length=120)

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["undertakes"].required = True
        if record.holder_id:
            del self.fields["signed_name"]
        else:
            self.fields["undertakes"].label = "They accepted this undertaking, and Media Studio has the paper"

    def clean(self) -> dict[str, Any]:
        """The verb's keywords: the tick is asked for here and nowhere else."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given.pop("undertakes", None)
        return given


class RefuseCopyForm(PlainErrors, forms.Form):
    """Why it is not given."""

    refused_because = reason_field(
        "Why is it not given?", "Say why it is not given", help_text="Whoever asked reads this"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refused_because"].max_length = 300  # type: ignore[attr-defined]


class EndCopyForm(PlainErrors, forms.Form):
    """What became of it. Rules: R-176."""

    outcome = forms.ChoiceField(
        label="What became of the copy?",
        choices=[(each.value, CopyStatus(each).label) for each in ENDED],
        widget=RadioTiles(columns=2),
        error_messages={"required": "Say what became of the copy"},
    )
    ended_on = DateField(label="When?", name="Date")
    ended_how = forms.CharField(
        label="How, or to whom?", max_length=300, help_text="For example: deleted, and the bin emptied"
    )


class MakeEditForm(PlainErrors, forms.Form):
    """What was changed, why, and by which registered practitioner. Rules: R-121, R-178, R-179."""

    kinds = forms.MultipleChoiceField(
        label="What was changed?", choices=list(KINDS.items()), widget=Checkboxes()
    )
    whole_image = forms.BooleanField(
        label="The whole image was treated alike: nothing in it was moved, added or taken away",
        error_messages={"required": "Only the whole image is edited. Tick this, or do not keep the edit"},
    )
    label = forms.CharField(
        label="The label on the image",
        max_length=200,
        required=False,
        help_text="Needed for contrast, brightness, colour and inversion. For example: Inverted",
    )
    because = forms.CharField(label="Why was it edited?", max_length=300)
    register = forms.CharField(label="Your register of medical illustration practitioners", max_length=120)
    registration_number = forms.CharField(
        label="Your number on it", max_length=40, widget=forms.TextInput(attrs={"data-width": "20"})
    )

"""Forms of leaflets and their editions: each asks for exactly its verb's keywords."""

from typing import Any

from django import forms

from policies.languages import choices
from policies.models import Direction, LeafletEdition
from policies.models.leaflet_status import LeafletFormat
from policies.models.leaflet_writing import LONGEST_PART, SHARING
from policies.wording import digest_of
from recordings_gov.accounts.models import Department, Site, User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

WHOSE = "department:"
WHOSE_SITE = "site:"


class NewLeafletForm(PlainErrors, forms.Form):
    """A leaflet of a department or of a site."""

    title = forms.CharField(label="Title", max_length=200)
    whose = forms.ChoiceField(label="Whose leaflet is it?")
    direction = forms.ChoiceField(label="What is it about?", choices=Direction.choices, widget=Radios())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose: Any = self.fields["whose"]
        departments = Department.objects.select_related("site").order_by("site__name", "name")
        whose.choices = [
            ("", "Choose a department or a site"),
            *((f"{WHOSE}{one.pk}", f"{one.name}, {one.site.name}") for one in departments),
            *((f"{WHOSE_SITE}{one.pk}", f"Whole site: {one.name}") for one in Site.objects.order_by("name")),
        ]

    def clean(self) -> dict[str, Any]:
        """The department or the site itself, as the verb takes them."""
        given = dict(super().clean() or {})
        kind, _, key = given.pop("whose", "").partition(":")
        if kind and key.isdigit():
            model: Any = Department if kind == "department" else Site
            given[kind] = model.objects.filter(pk=key).first()
        return given


class EntrustLeafletForm(PlainErrors, forms.Form):
    """Who keeps the leaflet right."""

    owner = forms.ModelChoiceField(
        label="Leaflet owner", queryset=User.objects.none(), empty_label="Choose a person"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.filter(is_active=True).order_by("name")


class DraftEditionForm(PlainErrors, forms.Form):
    """A further edition: in which language, set how."""

    language = forms.ChoiceField(
        label="Language",
        choices=choices,
        widget=Radios(),
        help_text="Any other than English is a translation: a named person approves it as one",
    )
    format = forms.ChoiceField(label="Format", choices=LeafletFormat.choices, widget=Radios())


class PartForm(PlainErrors, forms.Form):
    """One part of a leaflet: a heading and words."""

    title = forms.CharField(label="Heading", max_length=200, required=False)
    body = forms.CharField(
        label="Words",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="A line begun with - is a bullet, words between ** are bold, and a line such as "
        "[Picture: phone] puts a picture there",
        error_messages={"required": "Enter the words of this part"},
    )
    is_boxed = forms.BooleanField(label="Put a box round it", required=False)
    starts_back = forms.BooleanField(label="Begin the second side here", required=False)
    warns_about_sharing = forms.BooleanField(
        label="This part warns about sharing a recording (R-234)", required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def of(part: dict[str, Any]) -> dict[str, Any]:
        """What a part says now, as the form's initial values."""
        return {
            "title": part.get("title", ""),
            "body": part["body"],
            "is_boxed": part.get("is_boxed", False),
            "starts_back": part.get("starts_back", False),
            "warns_about_sharing": SHARING in part.get("rules", []),
            "seen": digest_of(part),
        }

    def clean_body(self) -> str:
        """A paste of five megabytes is refused here, with the number it may have."""
        body = str(self.cleaned_data["body"])
        if len(body) > LONGEST_PART:
            raise forms.ValidationError(f"Use {LONGEST_PART:,} characters or fewer")
        return body


class MovePartForm(PlainErrors, forms.Form):
    """Which place a part is to have."""

    to = forms.TypedChoiceField(label="New place", coerce=int)

    def __init__(self, *args: Any, edition: LeafletEdition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [
            (number, f"{number}. {part['title'] or 'Opening words'}")
            for number, part in enumerate(edition.sections, 1)
        ]


class RetitleForm(PlainErrors, forms.Form):
    """Another title, in the edition's own language."""

    title = forms.CharField(label="Title", max_length=200)


class LayReadersForm(PlainErrors, forms.Form):
    """Who of the patients or public read it, when, and what came of it."""

    group = forms.CharField(
        label="Who read it",
        max_length=200,
        help_text="For example: 4 patients of the liaison group. No patient's name",
    )
    read_on = DateField(label="When", name="Day they read it")
    effect = forms.CharField(
        label="What came of it",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="What was changed, or why nothing was",
    )


class ApproveTranslationForm(PlainErrors, forms.Form):
    """Who has read both and found them to say the same."""

    checked_by = forms.CharField(
        label="Person who has read the translation",
        max_length=200,
        help_text="Name and what they are: translator, bilingual member of staff",
    )


class ApproveEditionForm(PlainErrors, forms.Form):
    """Approval of a leaflet, and the day by which it is looked at again."""

    review_due_on = DateField(label="Review due", name="Review date")


class SendBackForm(PlainErrors, forms.Form):
    """What is to be put right before it can go on show."""

    reason = forms.CharField(
        label="What is to be put right", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class AllowPrintingForm(PlainErrors, forms.Form):
    """Why it is printed past its review date, and until when."""

    reason = forms.CharField(
        label="Why it is printed all the same", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    until = DateField(label="Until", name="Last day", help_text="At most 90 days from now")


class ConfirmForm(PlainErrors, forms.Form):
    """Who has confirmed one item, when, and what they said."""

    confirmed_by_whom = forms.CharField(
        label="Who has confirmed it", max_length=200, help_text="Name and what they are"
    )
    confirmed_on = DateField(label="When", name="Day of confirmation")
    note = forms.CharField(
        label="What they said",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="What they read, what was changed, where it is filed",
    )


class TakeBackForm(PlainErrors, forms.Form):
    """Why a confirmation no longer holds."""

    reason = forms.CharField(
        label="Why it no longer holds", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

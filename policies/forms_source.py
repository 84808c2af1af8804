"""Forms of the register of sources."""

from typing import Any

from django import forms

from policies.models import Source
from policies.models.dates import Precision
from policies.models.source import Standing
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

NAMES_HELP = "One a line, such as Data Protection Act 1998. Texts that use these words are found"


def lines_of(text: str) -> list[str]:
    """One entry a line, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def why_field(label: str = "How you know") -> forms.CharField:
    """Where the standing is to be seen."""
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class OvertakenForm(PlainErrors, forms.Form):
    """What replaces it, and how that is known."""

    replaced_by = forms.ModelChoiceField(
        label="What replaces it",
        queryset=Source.objects.none(),
        required=False,
        empty_label="Nothing on this register",
    )
    why = why_field()

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replaced_by: Any = self.fields["replaced_by"]
        replaced_by.queryset = Source.objects.exclude(pk=source.pk).order_by("title")


class WhyForm(PlainErrors, forms.Form):
    """How it is known."""

    why = why_field()


class HoldForm(PlainErrors, forms.Form):
    """Where the text is kept."""

    why = why_field("Where its text is kept")


class CorrectForm(PlainErrors, forms.Form):
    """How our texts name it, where it is to be read, and what should make us look again."""

    cited_as = forms.CharField(
        label="Words that name it in a text",
        required=False,
        max_length=1000,
        help_text=NAMES_HELP,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    relied_on_in = forms.CharField(label="Where the five sources name it", required=False, max_length=200)
    review_trigger = forms.CharField(label="Look again when", required=False, max_length=200)
    url = forms.URLField(label="Address on the web", required=False, max_length=300, assume_scheme="https")

    def clean_cited_as(self) -> list[str]:
        """One entry a line."""
        return lines_of(self.cleaned_data["cited_as"])


class ListWorkForm(CorrectForm):
    """A work that the register does not know yet."""

    title = forms.CharField(label="Title", max_length=200)
    issuer = forms.CharField(label="Who issued it", max_length=200)
    edition = forms.CharField(label="Edition", required=False, max_length=40)
    dated_on = DateField(label="Date", name="Date", required=False)
    dated_precision = forms.ChoiceField(
        label="How exactly is that known?",
        choices=Precision.choices,
        initial=Precision.UNDATED,
        widget=Radios(),
    )
    standing = forms.ChoiceField(label="Standing", choices=Standing.choices, widget=Radios())
    standing_note = forms.CharField(
        label="What is known about it", required=False, max_length=300, help_text="Say what took its place"
    )
    is_text_held = forms.BooleanField(label="We keep its text", required=False)

    field_order = (
        "title",
        "issuer",
        "edition",
        "dated_on",
        "dated_precision",
        "standing",
        "standing_note",
        "is_text_held",
        "cited_as",
    )

    def clean(self) -> dict[str, Any]:
        """A date and how exactly it is known go together."""
        given: dict[str, Any] = super().clean() or {}
        undated = given.get("dated_precision") == Precision.UNDATED
        if given.get("dated_on") and undated:
            self.add_error("dated_precision", "Say how exactly the date is known")
        if not given.get("dated_on") and not undated and "dated_on" in given:
            self.add_error("dated_on", "Enter the date, or say that it is undated")
        return given

"""The form of a safety zone."""

from typing import Any

from django import forms

from policies.forms_stance import chosen, words_field
from policies.stances import Matrix, Zone
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios


class ZoneForm(PlainErrors, forms.Form):
    """A place where a device may not be, or where care is needed. It never ends a note. Rules: R-044."""

    def __init__(self, *args: Any, matrix: Matrix, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["code"] = forms.SlugField(
                label="Short name", max_length=40, help_text="Small letters and hyphens, such as day-ward"
            )
        self.fields["name"] = forms.CharField(label="Name of the place", max_length=120)
        self.fields["kind"] = forms.ChoiceField(
            label="Why it matters", choices=KINDS, widget=Radios(), error_messages={"required": "Choose why"}
        )
        self.fields["effect"] = forms.ChoiceField(label="What holds there", choices=EFFECTS, widget=Radios())
        exams = {"any": "Every exam", **matrix.vocabulary.get("modality", {})}
        self.fields["applies_to"] = chosen(exams, "Exams it is about")
        self.fields["when"] = forms.CharField(label="When", max_length=200, help_text="Always, or while …")
        self.fields["with_exposure"] = forms.BooleanField(
            label="It holds whenever X-rays or the beam are, or may be, on", required=False
        )
        self.fields["device_may_be"] = forms.CharField(
            label="Where the device may be instead",
            max_length=400,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="One place a line",
        )
        self.fields["why"] = words_field("Why")
        self.fields["staff_words"] = words_field("Words for staff")
        self.fields["patient_words"] = words_field("Words for patients")
        offers = {name: term.staff for name, term in matrix.alternatives.items()}
        self.fields["offer"] = chosen(offers, "What to offer instead")

    def zone(self, code: str, rules: tuple[str, ...]) -> Zone:
        """The zone that was written."""
        given = self.cleaned_data
        return Zone(
            id=code,
            device_may_be=tuple(line.strip() for line in given["device_may_be"].splitlines() if line.strip()),
            applies_to=tuple(given["applies_to"]),
            offer=tuple(given["offer"]),
            rules=rules,
            **{name: given[name] for name in PLAIN_OF_ZONE},
        )


KINDS = (
    ("safety", "Safety"),
    ("confidentiality", "Other people's details are there"),
    ("privacy", "Other people are there"),
)
EFFECTS = (
    ("block_device_here", "No device is used here; the note is kept another way"),
    ("warn", "Staff point it out and offer another place"),
)
PLAIN_OF_ZONE = ("name", "kind", "effect", "when", "why", "staff_words", "patient_words", "with_exposure")


def initial_of_zone(zone: Zone) -> dict[str, Any]:
    """A zone as the form's first values."""
    return {name: getattr(zone, name) for name in PLAIN_OF_ZONE} | {
        "applies_to": list(zone.applies_to),
        "offer": list(zone.offer),
        "device_may_be": "\n".join(zone.device_may_be),
    }

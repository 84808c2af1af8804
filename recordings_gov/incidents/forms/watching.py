"""Forms of evaluations, measures and offices."""

from typing import Any

from django import forms

from recordings_gov.accounts.models import User
from recordings_gov.incidents.forms.fields import day, line, one_of, person, words
from recordings_gov.incidents.models import SEATS, Measure
from recordings_gov.incidents.models.words import YesNo
from recordings_gov.incidents.offices import NAMED
from recordings_gov.pages.nhsuk.forms import PlainErrors


class EvaluationForm(PlainErrors, forms.Form):
    """A meeting of the three, written down. Rules: R-212."""

    held_on = day("Date of the meeting")
    looked_at = words("What you looked at")
    decided = words("What you decided")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role, label in SEATS.items():
            field = person(f"Who was there as {label}")
            field.queryset = (
                User.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("name")
            )
            field.error_messages["required"] = f"Say who sat there as {label}"
            self.fields[role.value] = field
        self.order_fields(["held_on", *(role.value for role in SEATS), "looked_at", "decided"])


class MeasureForm(PlainErrors, forms.Form):
    """Whether one of the five measures is in place. Rules: R-251."""

    measure = one_of("Which measure?", Measure.choices)
    in_place = one_of("Is it in place?", YesNo.choices)
    evidence = line("What shows it", required=False, help_text="For example, the leaflet and its edition")


class OfficeForm(PlainErrors, forms.Form):
    """Who answers for an office that has no role of its own."""

    office = forms.ChoiceField(
        label="Which office?", choices=[(code, code.replace("_", " ").capitalize()) for code in NAMED]
    )
    person = person("Who hears for it")
    reason = line("Why", 1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = (
            User.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("name")
        )

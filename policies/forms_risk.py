"""Forms of the risk assessment."""

from typing import Any

from django import forms

from policies.assessing import LIKELIHOOD, SEVERITY
from policies.forms_version import named
from policies.models import Hazard
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

SCORED = (
    ("likelihood_before", "How likely, with nothing done about it?", LIKELIHOOD),
    ("severity_before", "How bad, with nothing done about it?", SEVERITY),
    ("likelihood_after", "How likely, with all of this in place?", LIKELIHOOD),
    ("severity_after", "How bad, with all of this in place?", SEVERITY),
)


class DescribeRiskForm(PlainErrors, forms.Form):
    """Whose assessment it is, and of when."""

    owner = forms.ModelChoiceField(
        label="Who answers for it", queryset=User.objects.none(), empty_label="Choose a person"
    )
    assessed_on = DateField(label="When it was made", name="Day of the assessment")
    review_due_on = DateField(label="When it is looked at again", name="Review date")
    other_hazards = forms.CharField(
        label="What else was thought of",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.filter(is_active=True).order_by("name")
        owner.label_from_instance = named


class TellOfRiskForm(PlainErrors, forms.Form):
    """Who was told what the policy allows."""

    employer_told_on = DateField(label="Employer told on", name="Day the employer was told", required=False)
    employer_told_whom = forms.CharField(
        label="Who was told for the employer", max_length=200, required=False
    )
    insurer_told_on = DateField(label="Insurer told on", name="Day the insurer was told", required=False)
    insurer_told_whom = forms.CharField(
        label="Who was told for the insurer", max_length=200, required=False, help_text="Or NHS Resolution"
    )
    insurance_effect = forms.CharField(
        label="What it means for cover",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class AddHazardForm(PlainErrors, forms.Form):
    """A hazard that is on no list."""

    title = forms.CharField(label="What may go wrong", max_length=200)
    harm = forms.CharField(
        label="Who is harmed, and how", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class ScoreForm(PlainErrors, forms.Form):
    """One hazard: whether it applies, and if so how likely and how bad. Nothing is chosen beforehand."""

    applies = forms.TypedChoiceField(
        label="Can this happen here?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda given: given == "yes",
        empty_value=None,
        widget=Radios(),
    )
    answer = forms.CharField(
        label="What you found",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text="If it cannot happen here: why not",
    )
    control_owner = forms.CharField(
        label="Who sees to it",
        max_length=200,
        required=False,
        help_text="A person or a post. Needed where the score is high or extreme",
    )

    def __init__(self, *args: Any, hazard: Hazard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, words in SCORED:
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=[("", "Choose"), *((str(n), f"{n} {said}") for n, said in words.items())],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.order_fields(["applies", "answer", *(name for name, _, _ in SCORED), "control_owner"])
        if hazard.applies is not None:
            self.initial = {
                "applies": "yes" if hazard.applies else "no",
                "answer": hazard.answer,
                "control_owner": hazard.control_owner,
                **{name: getattr(hazard, name) for name, _, _ in SCORED},
                **self.initial,
            }

    def clean(self) -> dict[str, Any]:
        """What applies is scored four times; what does not says why."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("applies"):
            for name, label, _ in SCORED:
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, f"Answer: {label}")
        elif given.get("applies") is False and not given.get("answer", "").strip():
            self.add_error("answer", "Say why this cannot happen here")
        return given

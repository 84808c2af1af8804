"""Forms of reviews and revisions: each asks for exactly its verb's keywords."""

from typing import Any

from django import forms

from policies.models import Policy, RiskAssessment
from policies.models.review_verbs import Outcome, Trigger
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Radios

EARLY = [(value, words) for value, words in Trigger.choices if value != Trigger.CALENDAR]


class BringForwardForm(PlainErrors, forms.Form):
    """What changed, when, and by when it is reviewed because of it."""

    trigger = forms.ChoiceField(label="What changed?", choices=EARLY, widget=Radios())
    what = forms.CharField(
        label="Say what changed",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Name no patient. An incident's reference is enough",
    )
    came_on = DateField(label="When it changed", name="Day it changed")
    to = DateField(label="Review by", name="Day to review it by")


class PlanReviewForm(PlainErrors, forms.Form):
    """The day on which the review that the calendar asks for is to be held."""

    planned_on = DateField(label="Day of the review", name="Day of the review")


class HoldReviewForm(PlainErrors, forms.Form):
    """When it was held, what came of it, and what shows that."""

    held_on = DateField(label="Held on", name="Day it was held")
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Outcome.choices,
        widget=Radios(
            hints={
                Outcome.REAFFIRMED: "The same words are approved again, by somebody else",
                Outcome.REVISED: "A revision is opened, due in three months. It holds until then",
                Outcome.RETIRED: "It ends without a successor, once somebody else confirms it",
            }
        ),
    )
    evidence = forms.CharField(
        label="What shows that",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Who took part, what they looked at, what they found",
    )
    next_due_on = DateField(
        label="Next review",
        name="Day of the next review",
        required=False,
        help_text="Only if it stays as it is. Three years at most",
    )

    def __init__(self, *args: Any, about: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(about, RiskAssessment):
            outcome: Any = self.fields["outcome"]
            outcome.choices = [pair for pair in Outcome.choices if pair[0] != Outcome.RETIRED]


class SendBackForm(PlainErrors, forms.Form):
    """Why somebody does not agree."""

    reason = forms.CharField(
        label="Why you do not agree", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class StartRevisionForm(PlainErrors, forms.Form):
    """Which policy an incident shows to need new words, and why."""

    policy = forms.ModelChoiceField(
        label="Policy to revise", queryset=Policy.objects.none(), empty_label="Choose a policy"
    )
    why = forms.CharField(
        label="What is to be revised",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="Name no patient: policies are read by everybody",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy: Any = self.fields["policy"]
        policy.queryset = Policy.objects.filter(versions__status="disseminated").order_by("title")

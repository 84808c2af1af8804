"""Forms for oneself: one's own objection, and what a colleague wrote down for one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.widgets import Checkboxes, Radios
from requests_app import vocabulary
from requests_app.forms.fields import plain_text
from requests_app.models import Covers, Said

LONGEST_YEARS = 5
LONGEST_REASON = 2000


class ObjectionForm(forms.Form):
    """One's own wish not to be recorded. Rules: R-056."""

    covers = forms.ChoiceField(
        label="What do you not want recorded?",
        choices=Covers.choices,
        widget=Radios(),
        error_messages={"required": "Say what you do not want recorded"},
    )
    in_settings = forms.MultipleChoiceField(
        label="Where?",
        help_text="Leave this empty if it is everywhere",
        choices=lambda: vocabulary.choices("setting"),
        widget=Checkboxes(),
        required=False,
        error_messages={"invalid_choice": "Choose from the list"},
    )
    until_on = DateField(
        label="Until when, if not for good",
        name="The last day",
        required=False,
        help_text="Leave this empty if it has no end",
    )
    reason = forms.CharField(
        label="Why, if you want to say",
        help_text="You need not. It is kept locked: only you can read it, and the person you name below",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        validators=[plain_text],
        required=False,
    )
    named = forms.ChoiceField(
        label="Who else may read why?",
        required=False,
        error_messages={"invalid_choice": "Choose a colleague of your department"},
    )

    def __init__(self, data: Any = None, *, person: User, **given: Any) -> None:
        super().__init__(data, **given)
        mine = person.memberships.exclude(department=None).values("department")
        rows = User.objects.filter(is_active=True, memberships__department__in=mine).exclude(pk=person.pk)
        self.colleagues = {str(each.pk): each for each in rows.distinct().order_by("name", "pk")}
        field: Any = self.fields["named"]
        field.choices = [("", "Nobody else"), *((pk, each.name) for pk, each in self.colleagues.items())]

    def clean_until_on(self) -> date | None:
        """A day that can still come."""
        until: date | None = self.cleaned_data["until_on"]
        today = clock.today()
        if until is not None and not today <= until <= today.replace(year=today.year + LONGEST_YEARS, day=1):
            raise ValidationError(f"The last day must be today or later, and within {LONGEST_YEARS} years")
        return until

    def clean_named(self) -> User | None:
        """The colleague of that choice."""
        return self.colleagues.get(self.cleaned_data["named"])


class LiftForm(forms.Form):
    """Nothing to fill in: the button says it."""


class MyAnswerForm(forms.Form):
    """Is it right what somebody wrote down for me? Rules: R-165."""

    says = forms.ChoiceField(
        label="May you be in it?",
        choices=[(Said.YES, "Yes, that is right"), (Said.NO, "No, I do not want to be in it")],
        widget=Radios(),
        error_messages={"required": "Say whether you may be in it"},
    )

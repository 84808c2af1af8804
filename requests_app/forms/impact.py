"""What the recording did to one's own work, and a worry told in confidence."""

from typing import Any

from django import forms

from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.widgets import Checkboxes
from requests_app.forms.fields import plain_text
from requests_app.models.words_after import Effect, Support
from requests_app.vocabulary import said_kindly

LONGEST_WORRY = 2000


class ImpactForm(forms.Form):
    """One's own statement. Rules: R-015."""

    effects = forms.MultipleChoiceField(
        label="What did the recording do to your work?",
        help_text="Tick all that is so",
        choices=Effect.choices,
        widget=Checkboxes(),
        error_messages={"required": "Say what it did to your work"},
    )
    words = forms.CharField(
        label="In your own words, if you like",
        help_text="About your work, not about the patient. Your colleagues of this request can read it",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[plain_text, said_kindly],
        required=False,
    )

    def clean_effects(self) -> list[str]:
        """It made a difference, or it did not."""
        given: list[str] = self.cleaned_data["effects"]
        if Effect.NONE in given and len(given) > 1:
            raise forms.ValidationError("It made no difference, or it did: choose again")
        return given


class ConcernForm(forms.Form):
    """A worry, and who may read it. Rules: R-016."""

    words = forms.CharField(
        label="What worries you?",
        help_text="It is kept locked: only you can read it, and the person you name below",
        max_length=LONGEST_WORRY,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[plain_text],
        error_messages={"required": "Say what worries you"},
    )
    named = forms.ChoiceField(
        label="Who else may read it?",
        required=False,
        error_messages={"invalid_choice": "Choose a colleague of your department"},
    )
    support_wanted = forms.MultipleChoiceField(
        label="What would help you?",
        help_text="Tick any. Whom you name sees it",
        choices=Support.choices,
        widget=Checkboxes(),
        required=False,
    )

    def __init__(self, *args: Any, person: User, **given: Any) -> None:
        super().__init__(*args, **given)
        mine = person.memberships.exclude(department=None).values("department")
        rows = User.objects.filter(is_active=True, memberships__department__in=mine).exclude(pk=person.pk)
        self.colleagues = {str(each.pk): each for each in rows.distinct().order_by("name", "pk")}
        field: Any = self.fields["named"]
        labels = ((pk, f"{each.name}, {each.job_title}") for pk, each in self.colleagues.items())
        field.choices = [("", "Nobody else"), *labels]

    def clean_named(self) -> User | None:
        """The colleague of that choice."""
        return self.colleagues.get(self.cleaned_data["named"])


class OfferSupportForm(forms.Form):
    """What was offered to somebody who is worried. Rules: R-016."""

    support_offered = forms.MultipleChoiceField(
        label="Which support did you offer?",
        choices=Support.choices,
        widget=Checkboxes(),
        error_messages={"required": "Say which support you offered"},
    )

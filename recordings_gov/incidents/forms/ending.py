"""Forms of candour, of what is put right, and of review and closing."""

from typing import Any

from django import forms

from recordings_gov.incidents.forms.fields import (
    StepForm,
    day,
    line,
    managers_of,
    one_of,
    person,
    staff_of,
    words,
)
from recordings_gov.incidents.models import CorrectiveAction
from recordings_gov.incidents.models.words import Candour, Recurrence, ToldWhom


class CandourForm(StepForm):
    """Whether an explanation is owed. Rules: R-204."""

    candour = one_of("Is a full explanation owed to the patient, carer or family?", Candour.choices)
    candour_reason = line("Why")


class ExplainForm(StepForm):
    """The conversation. Rules: R-204, R-205."""

    explained_to = one_of("Who had the explanation?", ToldWhom.choices)
    explained_on = day("Date of the conversation")
    explanation = words("What was explained", help_text="These words go into the note for the health record")


class ConfirmForm(StepForm):
    """The first confirmation. Rules: R-205."""

    confirmed_on_report_on = day("Date the incident report says so")


class ActForm(StepForm):
    """What is to be put right. Rules: R-107."""

    what = line("What is to be put right")
    owner = person("Who sees to it")
    due_on = day("By when")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = managers_of(self.incident.department_id)


class ActDoneForm(StepForm):
    """What was put right. Rules: R-107."""

    action = forms.ModelChoiceField(
        label="What is put right", queryset=CorrectiveAction.objects.none(), empty_label="Choose"
    )
    done_on = day("Date it was put right")
    done_words = line("What was done")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["action"]
        field.queryset = self.incident.actions.filter(done_on=None).order_by("due_on", "pk")


class NoActionForm(StepForm):
    """Why nothing is to be put right."""

    no_action_reason = line("Why nothing is to be put right")


class RecurrenceForm(StepForm):
    """The later look. Rules: R-107."""

    recurrence = one_of("Has it happened again?", Recurrence.choices)
    recurrence_on = day("Date you checked")
    recurrence_words = line("How you checked")


class DeputyForm(StepForm):
    """Who reviews this one. Rules: R-213."""

    review_deputy = person("Who reviews it instead of you")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["review_deputy"]
        field.queryset = staff_of(self.incident.department_id)


class ReviewForm(StepForm):
    """What the review found. Rules: R-213."""

    review_words = words("What you found", 1000)


class CloseForm(StepForm):
    """Nothing more is asked."""


class ReopenForm(StepForm):
    """Why it is opened again."""

    reopened_reason = line("Why it is opened again")

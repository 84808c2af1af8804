"""Forms on the way from a report to an answer."""

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
from recordings_gov.incidents.models import Office
from recordings_gov.incidents.models.referral import Referral
from recordings_gov.incidents.models.words import Severity, YesNo


class TakeOnForm(StepForm):
    """Who looks after it."""

    handler = person("Who looks after it")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["handler"]
        field.queryset = managers_of(self.incident.department_id)


class DatixForm(StepForm):
    """The Datix reference. Rules: R-203."""

    datix_reference = line("Datix reference", 40)


class AcknowledgeForm(StepForm):
    """That it has come."""

    acknowledged_on = day("Date they were told that it has come")


class RespondForm(StepForm):
    """The first real answer. Rules: R-213."""

    responded_on = day("Date of the answer")
    answer = words("What the answer was, and to whom", 4000, 5, help_text="By role. No names")


class SeverityForm(StepForm):
    """How serious it is. Rules: R-117."""

    severity = one_of("How serious is it?", Severity.choices)
    serious_misconduct = one_of("May it be serious misconduct?", YesNo.choices)
    severity_words = line("Why")


class EscalateForm(StepForm):
    """Escalated or not. Rules: R-215."""

    escalated = one_of("Is it escalated?", YesNo.choices)
    escalated_to = person("To whom", required=False)
    escalation_reason = line("Why, or why not")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["escalated_to"]
        field.queryset = staff_of(self.incident.department_id)


class ReferForm(StepForm):
    """To whom it is sent on, and why."""

    office = one_of("Who should hear of it?", Office.choices)
    to_whom = line("To whom, if you know", 120, required=False)
    why = line("Why")
    urgent = forms.BooleanField(label="It is urgent", required=False)


class HearBackForm(StepForm):
    """What an office answered."""

    referral = forms.ModelChoiceField(
        label="Who answered", queryset=Referral.objects.none(), empty_label="Choose"
    )
    answer = words("What they answered")
    answered_on = day("Date of their answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["referral"]
        field.queryset = Referral.objects.waiting().filter(incident=self.incident)

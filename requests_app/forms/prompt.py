"""The one-tap form of a visit: its number, and a button an answer."""

from typing import Any

from django import forms

from recordings_gov.accounts.models import Department
from requests_app.forms.fields import plain_text
from requests_app.models.visit_prompt import Answered, Prompted

NOT_ASKED = "not_asked"
ANSWERS = [*Answered.choices, (NOT_ASKED, "Not asked")]


class PromptForm(forms.Form):
    """What was offered at a visit and the answer; all three are offered unless one is ticked as left out.

    Rules: R-018.
    """

    accession_number = forms.CharField(
        label="Number of the visit",
        max_length=40,
        validators=[plain_text],
        error_messages={"required": "Scan or type the number of the visit"},
    )
    department = forms.ChoiceField(
        label="Department", error_messages={"invalid_choice": "Choose one of your departments"}
    )
    left_out = forms.MultipleChoiceField(
        label="Did you leave one out?", choices=Prompted.choices, required=False
    )
    answer = forms.ChoiceField(choices=ANSWERS, error_messages={"required": "Tap what the patient said"})

    def __init__(self, data: Any = None, *, departments: list[Department], **given: Any) -> None:
        super().__init__(data, **given)
        self.departments = departments
        field: Any = self.fields["department"]
        field.choices = [(str(each.pk), each.name) for each in departments]

    def noted(self) -> dict[str, Any]:
        """What ``VisitPrompt.note`` asks for."""
        given = self.cleaned_data
        where = next(each for each in self.departments if str(each.pk) == given["department"])
        asked = given["answer"] != NOT_ASKED
        return {
            "department": where,
            "accession_number": given["accession_number"],
            "answer": given["answer"] if asked else "",
            "offered": [code for code in Prompted.values if asked and code not in given["left_out"]],
        }

"""Forms of what was shared, of our own data, and of the law as a list to ask about."""

from typing import Any

from django import forms

from recordings_gov.incidents import advice, codes
from recordings_gov.incidents.forms.fields import StepForm, day, line, one_of
from recordings_gov.incidents.models.answerable import Taken
from recordings_gov.incidents.models.words import Known, Publication, YesNo
from recordings_gov.pages.nhsuk.widgets import Checkboxes

PEOPLE = (
    ("patient", "The patient"),
    ("trust_staff", "Staff"),
    ("other_patients", "Other patients, in person or on a screen"),
    ("visitors", "Visitors"),
)


class TriageForm(StepForm):
    """What was shared and how. Rules: R-046, R-227, R-228, R-229, R-232."""

    changed = one_of("Was it cut, captioned, mixed or changed?", Known.choices)
    hurtful = one_of("Is it used to harass, threaten or hurt somebody?", Known.choices)
    publication = one_of("How far has it gone?", Publication.choices)
    people_in_it = forms.MultipleChoiceField(label="Who is in it?", choices=PEOPLE, widget=Checkboxes())
    others_agreed = one_of("Did the others in it agree to its being shared?", Known.choices)
    beyond_personal = one_of("Is it used for more than their own use?", Known.choices)
    purpose_now = line("If so, what for?", 300, required=False)
    where_seen = line(
        "Where it was seen", 300, required=False, help_text="The web address, if it is in public"
    )
    disclosed_on = day("Date it was shared", required=False)


class DataForm(StepForm):
    """Whether data of ours got out. Conflict: C-20."""

    is_data_incident = one_of("Is this a data incident of ours?", YesNo.choices)
    data_reason = line("Why", help_text="If yes: does it go to the Information Commissioner?")


class TakenForm(StepForm):
    """Whether somebody took data without the Trust's consent. Rules: R-250."""

    taken = one_of("Did somebody do this knowingly, or without caring?", Taken.choices)
    taken_words = line("What points to it, or why does nothing?")


class CodeForm(StepForm):
    """Whether a professional code is touched. Rules: R-252."""

    profession = one_of("What is the profession of whoever recorded?", codes.choices)
    code_touched = one_of("Is what they did against their code?", Known.choices)
    code_words = line("Why?", help_text="Their regulator is told by their manager, not from here")


class OffencesForm(StepForm):
    """The advisory list of possible offences. Rules: R-231."""

    points = forms.MultipleChoiceField(
        label="Ask the legal team about",
        choices=list(advice.OFFENCES.items()),
        widget=Checkboxes(),
        required=False,
    )
    other = line("Other", 300, required=False)

    def clean(self) -> dict[str, Any]:
        """Something is chosen, or said."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not asked.get("points") and not asked.get("other"):
            raise forms.ValidationError({"points": "Choose a point, or write another"})
        return asked


class CivilForm(StepForm):
    """The advisory list of civil routes. Rules: R-232."""

    points = forms.MultipleChoiceField(
        label="Ask the legal team about",
        choices=list(advice.CIVIL.items()),
        widget=Checkboxes(),
        required=False,
    )
    other = line("Other", 300, required=False)
    implied_meaning = one_of("Does a caption, headline or setting imply something?", Known.choices)
    cause_of_action = line("The cause of action, if there is one", required=False)


class ProceedingsForm(StepForm):
    """Whether it may become evidence. Rules: R-023."""

    proceedings = one_of("Are proceedings expected, of a court or a regulator?", YesNo.choices)
    proceedings_words = line("Which, and what is known", required=False)
    to_preserve = line("Which records must be kept unchanged", required=False)

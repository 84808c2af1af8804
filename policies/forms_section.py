"""The form of one section, what it says and what that answers."""

from django import forms

from policies.clauses import CLAUSE_TITLES, SCENARIO_TITLES
from recordings_gov.audit.text import LONGEST
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Checkboxes, CountedTextarea

TOO_LONG = f"Use {LONGEST:,} characters or fewer: split it into sections. Nothing of it is saved yet"
HOW = (
    "An empty line starts a paragraph. A line that begins with - is in a list, with ### is a heading, "
    "with | is a row of a table. **Bold** between stars. No HTML. A name in {{ }} is filled in under "
    "“Fill in local words”."
)


class SectionForm(PlainErrors, forms.Form):
    """Its words, and what they answer."""

    title = forms.CharField(label="Heading", max_length=200)
    body = forms.CharField(
        label="Words",
        widget=CountedTextarea(LONGEST, attrs={"rows": 18}),
        max_length=LONGEST,
        help_text=HOW,
        error_messages={"max_length": TOO_LONG, "required": "Write the words of this section"},
    )
    clauses = forms.MultipleChoiceField(
        label="Which of these does this section say?",
        choices=list(CLAUSE_TITLES.items()),
        required=False,
        widget=Checkboxes(),
    )
    scenarios = forms.MultipleChoiceField(
        label="Which of these does it cover?",
        choices=list(SCENARIO_TITLES.items()),
        required=False,
        widget=Checkboxes(),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

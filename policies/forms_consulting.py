"""Forms of asking people: consultations, comments, the survey, reading, accountability, coverage."""

from typing import Any

from django import forms

from policies.models import Asked, OfficeHolder, PolicyVersion, Section
from policies.models.accountability import PASSES_ON, Office
from policies.models.clause_judgement import Judged
from policies.models.comment import Change
from policies.models.survey_answer import LONGEST_WORDS
from policies.survey_questions import QUESTIONS
from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CountedTextarea, Radios

COMMENT = 2000


class ConsultForm(PlainErrors, forms.Form):
    """Who was asked, how, when, what they said, and what came of it."""

    group = forms.ChoiceField(label="Who was asked?", choices=Asked.choices, widget=Radios())
    who = forms.CharField(
        label="Which group or person",
        max_length=200,
        required=False,
        help_text="For example the name of a committee, or an office. No patient's name",
    )
    method = forms.CharField(label="How they were asked", max_length=300)
    held_on = DateField(label="First day", name="First day")
    ended_on = DateField(
        label="Last day", name="Last day", required=False, help_text="Leave it empty if it was one day"
    )
    views = forms.CharField(
        label="What they said",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    effect = forms.CharField(
        label="What came of it",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="What was changed, or why nothing was",
    )


class CommentForm(PlainErrors, forms.Form):
    """A comment on one section of a draft, or on the whole."""

    section = forms.ModelChoiceField(
        label="What is it about?",
        queryset=Section.objects.none(),
        required=False,
        empty_label="The whole draft",
    )
    words = forms.CharField(
        label="Your comment",
        widget=CountedTextarea(COMMENT, attrs={"rows": 5}),
        max_length=COMMENT,
        help_text="Those who prepare the policy and your colleagues can read it. Leave out patients' details",
    )

    def __init__(self, *args: Any, version: PolicyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = version.sections.exclude(title="").order_by("number")


class AnswerCommentForm(PlainErrors, forms.Form):
    """What came of a comment."""

    change = forms.ChoiceField(label="What came of it?", choices=Change.choices, widget=Radios())
    reply = forms.CharField(
        label="Your answer", widget=CountedTextarea(COMMENT, attrs={"rows": 4}), max_length=COMMENT
    )


class OpenSurveyForm(PlainErrors, forms.Form):
    """Which department is asked, and until when."""

    department = forms.ModelChoiceField(
        label="Department", queryset=Department.objects.none(), empty_label="Choose a department"
    )
    closes_on = DateField(
        label="Last day for answers",
        name="Last day",
        help_text="Results can be read after this day, from five answers up",
    )

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department: Any = self.fields["department"]
        department.queryset = departments


class AnswerSurveyForm(forms.Form):
    """The questions of the survey; each may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.code] = (
                forms.ChoiceField(
                    label=question.says, choices=question.choices, widget=Radios(), required=False
                )
                if question.choices
                else forms.CharField(
                    label=question.says,
                    help_text=question.hint,
                    widget=CountedTextarea(LONGEST_WORDS, attrs={"rows": 5, "autocomplete": "off"}),
                    max_length=LONGEST_WORDS,
                    required=False,
                )
            )


class AcknowledgeForm(PlainErrors, forms.Form):
    """That a person has read exactly this version."""

    is_read = forms.BooleanField(
        label="I have read this version and know where to find it",
        error_messages={"required": "Tick to say that you have read it"},
    )


class NameHolderForm(PlainErrors, forms.Form):
    """Who holds an office, since when."""

    office = forms.ChoiceField(label="Office", choices=Office.choices, widget=Radios())
    division = forms.CharField(
        label="Division or department",
        max_length=120,
        required=False,
        help_text="For directors and managers only",
    )
    name = forms.CharField(label="Name", max_length=120)
    since = DateField(label="Since", name="First day")


class EndHolderForm(PlainErrors, forms.Form):
    """The last day in an office."""

    until = DateField(label="Last day", name="Last day")


class PassOnForm(PlainErrors, forms.Form):
    """Which director passed a version on, when and how."""

    holder = forms.ModelChoiceField(
        label="Director", queryset=OfficeHolder.objects.none(), empty_label="Choose a director"
    )
    passed_on = DateField(label="When", name="Day they passed it on")
    how = forms.CharField(label="How the division was told", max_length=300)

    def __init__(self, *args: Any, version: PolicyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        told = version.disseminations.values("division")
        directors = OfficeHolder.objects.in_office().filter(office__in=PASSES_ON)
        holder.queryset = directors.exclude(division__in=told)
        holder.label_from_instance = lambda each: (
            f"{each.division}: {each.name}, {each.get_office_display().lower()}"
        )


class JudgeClauseForm(PlainErrors, forms.Form):
    """A person's own judgement of a clause, with the reason."""

    department = forms.ModelChoiceField(
        label="Department", queryset=Department.objects.none(), empty_label=None
    )
    judged = forms.ChoiceField(label="How is it covered?", choices=Judged.choices, widget=Radios())
    reason = forms.CharField(
        label="Why", widget=CountedTextarea(COMMENT, attrs={"rows": 4}), max_length=COMMENT
    )

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department: Any = self.fields["department"]
        department.queryset = departments

"""What is asked when consent is taken back, a form never counted, or a recording is stopped."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from consent.forms.moments import TimeField, together
from consent.models import AnswerBy, PartMade, TakenBackBy, WhyInvalid, WhyStopped
from consent.models.ending_choices import Route
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles, CountedTextarea, Radios, RadioTiles

ALL = "all"


class WithdrawForm(PlainErrors, forms.Form):
    """The slip: nobody has to say why."""

    permissions = forms.MultipleChoiceField(
        label="What do they take back?",
        help_text="Tap all that apply",
        error_messages={"required": "Choose what they take back"},
        widget=CheckboxTiles(columns=1),
    )
    who = forms.ChoiceField(label="Who takes it back?", widget=RadioTiles(columns=2))
    who_name = forms.CharField(label="Their name, if it is not the patient", max_length=120, required=False)
    route = forms.ChoiceField(
        label="How did they tell us?", choices=Route.choices, widget=RadioTiles(columns=2)
    )
    said_on = DateField(label="Date they told us")
    said_time = TimeField(label="Time they told us")
    answer_by = forms.ChoiceField(
        label="How would they like to hear what we did?",
        choices=AnswerBy.choices,
        widget=RadioTiles(columns=3),
    )
    words = forms.CharField(
        label="What they said, in their words",
        help_text="Only if they want it written down. They do not have to say why.",
        max_length=500,
        required=False,
        widget=CountedTextarea(500, attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, given: Sequence[Any], who: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(row.pk), row.name) for row in given]
        both = [(ALL, "All of it"), *named] if len(named) > 1 else named
        self.fields["permissions"].choices = both  # type: ignore[attr-defined]
        self.fields["who"].choices = [(each, TakenBackBy(each).label) for each in who]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The keywords of ``ConsentForm.withdraw``."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("who") not in (None, "", TakenBackBy.PATIENT) and not given.get("who_name"):
            self.add_error("who_name", "Enter the name of whoever takes it back")
        given["said_at"] = together(self, given, "said_on", "said_time")
        chosen = given.get("permissions") or []
        given["permissions"] = None if ALL in chosen else [int(each) for each in chosen]
        given.pop("said_on", None)
        given.pop("said_time", None)
        return given


class InvalidateForm(PlainErrors, forms.Form):
    """Why it never counted, and how that was found."""

    why = forms.ChoiceField(label="Why does it not count?", choices=WhyInvalid.choices, widget=Radios())
    words = forms.CharField(
        label="What was found, and how?",
        help_text="The patient does not read this",
        max_length=1000,
        widget=CountedTextarea(1000, attrs={"rows": 4}),
    )
    sure = forms.BooleanField(
        label="I know that there is no way back, and that everything recorded under it is locked away",
        error_messages={"required": "Tick that you know there is no way back"},
    )

    def clean(self) -> dict[str, Any]:
        """The keywords of ``ConsentForm.invalidate``."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given.pop("sure", None)
        return given


class StopForm(PlainErrors, forms.Form):
    """Why, when, and what became of the part made."""

    why = forms.ChoiceField(label="Why was it stopped?", choices=WhyStopped.choices, widget=Radios())
    part = forms.ChoiceField(
        label="What became of the part that had been made?", choices=PartMade.choices, widget=Radios()
    )
    stopped_on = DateField(label="Date it was stopped")
    stopped_time = TimeField(label="Time it was stopped")
    words = forms.CharField(
        label="What happened", max_length=500, required=False, widget=CountedTextarea(500, attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """The keywords of ``ConsentForm.stop``."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("why") == WhyStopped.OTHER and not given.get("words"):
            self.add_error("words", "Say what happened")
        given["stopped_at"] = together(self, given, "stopped_on", "stopped_time")
        given.pop("stopped_on", None)
        given.pop("stopped_time", None)
        return given


class ResumeForm(PlainErrors, forms.Form):
    """Who agreed to go on."""

    words = forms.CharField(
        label="Who agreed to go on, and how?", max_length=300, help_text="For example: the patient, in words"
    )


class SupersedeForm(PlainErrors, forms.Form):
    """The newer form."""

    newer = forms.ChoiceField(label="Which form counts from now on?", widget=Radios())

    def __init__(self, *args: Any, newer: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forms = {row.reference: row for row in newer}
        self.fields["newer"].choices = [(row.reference, f"{row.reference}: {row.subject}") for row in newer]  # type: ignore[attr-defined]

    def clean_newer(self) -> Any:
        """The form itself."""
        return self.forms[self.cleaned_data["newer"]]


class CameOutForm(PlainErrors, forms.Form):
    """Which named use came out, when and where."""

    permission = forms.ChoiceField(label="What came out?", widget=Radios())
    on = DateField(label="Date it came out")
    where = forms.CharField(
        label="Where?",
        max_length=300,
        help_text="For example the journal and page, or the address of the web page",
    )

    def __init__(self, *args: Any, named: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in named}
        self.fields["permission"].choices = [(key, row.name) for key, row in self.rows.items()]  # type: ignore[attr-defined]

    def clean_permission(self) -> Any:
        """The permission itself."""
        return self.rows[self.cleaned_data["permission"]]


class TellForm(PlainErrors, forms.Form):
    """The day they heard."""

    on = DateField(label="Date they were told")


class GoBackForm(PlainErrors, forms.Form):
    """The talk with the clinician who asked."""

    on = DateField(label="Date you spoke with the clinician")
    words = forms.CharField(
        label="What was said?",
        max_length=1000,
        help_text="A parent's wish does not bring the recording back into use",
        widget=CountedTextarea(1000, attrs={"rows": 3}),
    )

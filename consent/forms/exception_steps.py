"""What the steps of an exception with a name ask for."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from consent.forms.answering import line, one_of, yes_no
from consent.forms.moments import TimeField, together
from consent.implied import EXCEPTIONS, Listed
from consent.models.recording_exception import AnonymousUseTold
from consent.models.recording_words import Identifiable, RecordingKind
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors


class ProcedureForm(PlainErrors, forms.Form):
    """A line for the list: the test, the exception it rests on, and why. Rules: R-064, R-158."""

    name = line("What is the test called?", "Never an intervention, and never a camera", limit=120)
    exception = one_of("Which exception does it rest on?", EXCEPTIONS, columns=2)
    because = line("Why is recording part of the test itself?", limit=500)


class BecauseForm(PlainErrors, forms.Form):
    """One reason."""

    because = line("Why?", limit=500)


class AuthoriseForm(PlainErrors, forms.Form):
    """The consultant says who they are, and signs with their own sign-in. Rules: R-159."""

    is_in_charge = forms.BooleanField(
        label="I am the consultant in charge of this patient, and what stands here is so",
        error_messages={"required": "Only the consultant in charge of the patient decides"},
    )
    secret = forms.CharField(
        label="Your password",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args: Any, check: Callable[[str], None], has_pin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        if has_pin:
            self.fields["secret"].label = "Your password, or your PIN at this tablet"

    def clean_secret(self) -> str:
        """Their own, and nobody else's; it is not kept."""
        self.check(self.cleaned_data["secret"])
        return ""


class ImpliedForm(PlainErrors, forms.Form):
    """A recording that a test made by itself. Rules: R-064, R-065, R-158."""

    code = forms.ChoiceField(label="Which test?", widget=forms.Select)
    kind = one_of("What did it make?", RecordingKind.choices, columns=3)
    shows = line("What does it show?", "In plain words")
    was_told = yes_no("Did you tell them before the test that it makes a recording?")
    told_on = DateField(label="Date you told them")
    told_time = TimeField(label="Time you told them")
    said_no = yes_no("Did they say no?")
    anonymous_use_told = one_of(
        "Did you explain that it could be used so that nobody is recognised?",
        AnonymousUseTold.choices,
        columns=3,
    )
    anonymous_use_because = line("If that was not practicable: why?", required=False)
    captured_on = DateField(label="Date of the recording")
    captured_time = TimeField(label="Time of the recording")
    identifiable = one_of("Could anyone tell who it is?", Identifiable.choices, columns=3)

    def __init__(
        self, *args: Any, tests: Sequence[Listed], departments: Sequence[Any] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((row.code, row.name) for row in tests)]
        self.fields["code"].choices = choices  # type: ignore[attr-defined]
        if len(departments) > 1:
            rows = [("", "Choose"), *((str(row.pk), str(row)) for row in departments)]
            self.fields = {
                "department": forms.ChoiceField(label="Which department?", choices=rows),
                **self.fields,
            }

    def clean(self) -> dict[str, Any]:
        """Two instants out of days and times; a reason where it was not practicable."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        told = together(self, given, "told_on", "told_time")
        given["captured_at"] = together(self, given, "captured_on", "captured_time")
        given["told_at"] = told if given.pop("was_told", None) else None
        if given.get("anonymous_use_told") == AnonymousUseTold.NOT_PRACTICABLE:
            if not given.get("anonymous_use_because"):
                self.add_error("anonymous_use_because", "Say why that was not practicable")
        else:
            given["anonymous_use_because"] = ""
        for name in ("told_on", "told_time", "captured_on", "captured_time"):
            given.pop(name, None)
        return given


class TellParentsForm(PlainErrors, forms.Form):
    """Whom, and when. Rules: R-152."""

    who = line("Who was told?", "For example the mother", limit=200)
    told_on = DateField(label="Date they were told")
    told_time = TimeField(label="Time they were told")

    def clean(self) -> dict[str, Any]:
        """One instant."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["told_at"] = together(self, given, "told_on", "told_time")
        given.pop("told_on", None)
        given.pop("told_time", None)
        return given


class DeferForm(PlainErrors, forms.Form):
    """Until when, and why. Conflict: C-10."""

    waits_until = DateField(label="Until when does it wait?", name="Date until which it waits")
    because = line("Why does safeguarding ask to wait?", limit=500)


class AnonymisedForm(PlainErrors, forms.Form):
    """What was done. Rules: R-066."""

    how = line("What was done so that nobody is recognised?")

"""Forms of what was said and done there and then."""

from typing import Any

from django import forms

from recordings_gov.incidents.forms.fields import StepForm, day, line, one_of, words
from recordings_gov.incidents.models.words import Care, Concern, YesNo
from recordings_gov.patients import finding


class CareForm(StepForm):
    """Whether care went on. Rules: R-022."""

    care = one_of("Did care go on?", Care.choices)
    care_words = line("If it stopped: why, and who decided?", required=False)


class EscalateCareForm(StepForm):
    """Who was told that care stopped. Rules: R-022."""

    care_escalated_to = line("Who was told", 120, help_text="The clinical lead, by their role")
    care_escalated_on = day("Date they were told")


class OfferCareForm(StepForm):
    """When care was offered again. Rules: R-022."""

    care_offered_on = day("Date care was offered again")


class ReviewCareForm(StepForm):
    """Why care rightly stopped. Rules: R-022."""

    care_review_words = line(
        "Which reason", help_text="A safety reason, or what the recording got in the way of"
    )


class SaidForm(StepForm):
    """Script, advice, status statement, and what nobody did. Rules: R-045."""

    script_used = one_of("Was the response script used?", YesNo.choices)
    status_told = one_of(
        "Were they told what the recording is: theirs, and no hospital record?", YesNo.choices
    )
    advice_words = words("What was advised", 1000)
    nothing_seized = one_of("Was every device left alone: not taken, held or searched?", YesNo.choices)
    no_offence_said = one_of("Was nothing said about an offence or the law being broken?", YesNo.choices)
    scene_words = line("If any answer is no: what happened, and why?", required=False)


class ConcernForm(StepForm):
    """Whether a worry about care lies behind it. Rules: R-241."""

    concern = one_of("Is there a worry about care?", Concern.choices)
    concern_words = line("What is the worry?", required=False, help_text="Without a name. PALS is told")


class AnswerConcernForm(StepForm):
    """What came of looking into the worry. Rules: R-241."""

    concern_found = words("What was found, and what the patient was told")
    concern_answered_on = day("Date they were told")


class PatientForm(StepForm):
    """Whom it is about."""

    number = line("NHS number or local number", 20)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The one patient of the number, as the verb wants it."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        typed = asked.pop("number", "")
        patient = finding.by_number(self.user, typed) if typed else None
        if typed and patient is None:
            raise forms.ValidationError({"number": "No patient has that number. Check it"})
        return {"patient": patient}

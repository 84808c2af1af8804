"""Judgements: competence, capacity and best interests, in the questions of the wording's edition."""

from typing import Any

from django import forms

from consent.forms.answering import SigningForm, line, one_of, yes_no
from consent.models import PermissionKind
from consent.signing import Ask
from consent.signing.evidence import NEEDED
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles


class CompetenceForm(SigningForm):
    """Can somebody under 16 decide about this recording?"""

    heading = "Can they decide about this recording?"
    lead = (
        "They are under 16, so you judge this for this recording and these uses, today. Ask in their words."
        " Able to decide needs a yes to the first seven questions."
    )
    words = ("because", "parent_said", "second_opinion_from")

    outcome = one_of(
        "What is your view?",
        (
            ("able", "Able to decide"),
            ("not_able", "Not yet able to decide"),
            ("not_sure", "Not sure: a second opinion"),
        ),
    )
    covers = forms.MultipleChoiceField(
        label="Able to decide about which uses?",
        help_text="Only if you chose able",
        required=False,
        widget=CheckboxTiles(columns=1),
    )
    because = line("What are your reasons?", "One or two sentences. They are kept with the form", limit=500)
    parent_said = line("What did a parent or carer say, if they were asked?", required=False, limit=500)
    second_opinion_from = line("If you are not sure: whom do you ask for a second opinion?", required=False)

    def arrange(self) -> None:
        """The questions first; of the uses, those asked for."""
        uses = [row for row in PermissionKind.choices if row[0] in self.case.uses]
        self.fields["covers"].choices = uses  # type: ignore[attr-defined]
        asked = {
            f"q_{row['id']}": yes_no(row["ask"], f"Look for: {row['look_for']}", required=False)
            for row in wording().texts["competence"]["question"]
        }
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        """Able needs the seven and the uses; a doubt needs the other person."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("outcome") == "able":
            for name in NEEDED:
                if not given.get(f"q_{name}") and f"q_{name}" not in self.errors:
                    self.add_error(f"q_{name}", "Able to decide needs a yes here. Otherwise change your view")
            self.need(given, "covers")
        if given.get("outcome") == "not_sure":
            self.need(given, "second_opinion_from")
        return given

    def given(self) -> dict[str, Any]:
        """The questions answered with yes, by name."""
        facts = {name: self.cleaned_data[name] for name in ("outcome", "covers")}
        answered = {name: value for name, value in self.cleaned_data.items() if name.startswith("q_")}
        return facts | {"yes": [name.removeprefix("q_") for name, value in answered.items() if value]}


class CapacityForm(SigningForm):
    """Can this person decide about this recording now? Rules: R-139."""

    heading = "Can this person decide about this recording now?"
    lead = "Start from yes. An unwise choice is no sign that they cannot decide."
    words = ("help_given", "impairment", "understand", "retain", "weigh", "communicate", "because")
    steps = ("understand", "retain", "weigh", "communicate")

    help_given = line(
        "What help was given to decide?", "Time, place, words, pictures, interpreter, someone they trust"
    )
    impairment = line("Is something affecting how their mind or brain works now? What?", required=False)
    understand = yes_no("Can they understand what the recording is and what it is for?")
    retain = yes_no("Can they hold it in mind long enough to decide?")
    weigh = yes_no("Can they weigh it up?")
    communicate = yes_no("Can they tell us their choice, in any way at all?")
    can_decide = yes_no("All in all: can they decide now?")
    because = line("What are your reasons?", limit=500)
    look_again_on = DateField(
        label="When will you look again?",
        name="Date to look again",
        required=False,
        help_text="Needed if they cannot decide now. After that date this no longer counts",
    )
    can_wait = yes_no("Can the recording wait until then?", required=False)

    def clean(self) -> dict[str, Any]:
        """Cannot needs a no among the four, what it comes from, and an end. Rules: R-139."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        answers = [given.get(name) for name in self.steps]
        if given.get("can_decide") is False:
            self.need(given, "impairment", "look_again_on", "can_wait")
            if all(answers):
                self.add_error("can_decide", "Four times yes means that they can decide")
        elif given.get("can_decide") and False in answers:
            self.add_error("can_decide", "A no above means that they cannot decide now")
        day = given.get("look_again_on")
        if day and day < clock.today():
            self.add_error("look_again_on", "The date to look again is in the past")
        return given

    def given(self) -> dict[str, Any]:
        """The judgement and its dates."""
        facts = {name: self.cleaned_data[name] for name in ("can_decide", "look_again_on")}
        return facts | {"can_wait": bool(self.cleaned_data["can_wait"])}

    def verb_words(self) -> dict[str, Any]:
        """The four answers as words beside the judgement."""
        sent = super().verb_words()
        said = {name: "Yes" if self.cleaned_data[name] else "No" for name in self.steps}
        return sent | {"words": sent["words"] | said}


class BestInterestsForm(SigningForm):
    """Is this recording in the person's best interests?"""

    heading = "Is this recording in the person's best interests?"
    lead = "Next of kin, carers and advocates are asked what they think. They do not sign."
    words = ("wishes", "beliefs", "took_part")

    wishes = line("What has the person said or shown, now or in the past? Any written wishes?", limit=500)
    beliefs = line("Which beliefs or values would matter to them?", required=False, limit=500)
    took_part = line("How did the person take part in this decision?", required=False, limit=500)
    consulted = line(
        "Who was consulted, and what did they say?",
        "Family, carer, attorney, deputy, advocate (IMCA). If nobody, why not",
        limit=500,
    )
    necessary = yes_no("Is the recording needed, and would nothing less do?")
    benefit = yes_no("Does it help this person?")
    best = yes_no("All in all, is it in their best interests?")
    because = line("How does it help, and why is it best?", limit=500)
    others_instead = yes_no("Would recordings of people who can decide do as well?")
    distress = yes_no("Does the person seem upset by it, or resist?")

    def arrange(self) -> None:
        """Others' recordings matter only for further uses."""
        if not self.case.further_uses:
            del self.fields["others_instead"]


JUDGING: dict[Ask, type[SigningForm]] = {
    Ask.COMPETENCE: CompetenceForm,
    Ask.CAPACITY: CapacityForm,
    Ask.BEST_INTERESTS: BestInterestsForm,
}

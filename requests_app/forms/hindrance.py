"""Did the recording get in the way?"""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.widgets import Checkboxes, Radios
from requests_app.forms.fields import words as line
from requests_app.forms.telling import AsksIfTold
from requests_app.models.hindrance import DONE, LONGEST
from requests_app.models.words import STOPS

FACTS = ("got_in_the_way", "extra_minutes", "words", "need_met")


class HindranceForm(AsksIfTold):
    """What got in the way, what was done, and how long it took. Rules: R-039, R-043."""

    got_in_the_way = forms.TypedChoiceField(
        label="Did the recording get in the way of the exam?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=Radios(),
        error_messages={"required": "Say whether it got in the way"},
    )
    done = forms.MultipleChoiceField(
        label="What did you do about it?",
        help_text="Tick all that you did",
        choices=list(DONE.items()),
        widget=Checkboxes(
            hints={
                "recording_stopped": "The request then says that it was stopped",
                "repeated": "Your governance lead hears of it, without the patient’s name",
            }
        ),
        required=False,
    )
    words = line("What got in the way of what?", 500, help_text="Facts. No names")
    extra_minutes = forms.IntegerField(
        label="How many more minutes did the visit take because of it?",
        help_text="Your best guess. 0 if none. Leave it empty if you do not know",
        min_value=0,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput(attrs={"data-width": 4, "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter the minutes as a number",
            "min_value": "Minutes must be 0 or more",
            "max_value": f"Minutes must be {LONGEST} or fewer",
        },
    )
    need_met = line("They have a need: what did you do about it?", 500)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if not self.record.needs:
            del self.fields["need_met"]

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together."""
        given = super().clean() or {}
        done = given.get("done", [])
        if done and given.get("got_in_the_way") is False:
            self.add_error("done", "It did not get in the way, so nothing was done about it")
        if ("recording_stopped" in done or "repeated" in done) and not given.get("words"):
            self.add_error("words", "Say what got in the way of what")
        if "recording_stopped" in done and self.record.outcome not in STOPS:
            self.check_told(given)
            if self.record.needs and not given.get("need_met"):
                self.add_error("need_met", "Say what you did about their need")
        return given

    def asked(self) -> dict[str, Any]:
        """As the verb takes it."""
        given = self.cleaned_data
        done = {name: name in given["done"] for name in DONE}
        return {name: given[name] for name in FACTS if name in given} | done | self.telling()

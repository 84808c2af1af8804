"""What came to light: the form from which an incident is reported."""

from typing import Any

from django import forms

from recordings_gov import clock
from recordings_gov.incidents.models.words import Care
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app.forms.fields import plain_text
from requests_app.forms.telling import AsksIfTold
from requests_app.models.words_after import ASKS_ABOUT_CARE, Matter
from requests_app.vocabulary import said_kindly


class MatterForm(AsksIfTold):
    """What happened in one's own words; the request's facts go with it. Rules: R-022, R-045, R-203."""

    matter = forms.ChoiceField(
        label="What came to light?",
        choices=Matter.choices,
        widget=Radios(hints={"found_covert": "It is something to talk about, and never bad conduct"}),
        error_messages={"required": "Say what came to light"},
    )
    what_happened = forms.CharField(
        label="What happened?",
        help_text="Facts, in a few sentences. No names: what we know of the request is added by itself",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[plain_text, said_kindly],
        error_messages={"required": "Say what happened"},
    )
    discovered_on = DateField(label="When did it come to light?", name="Date it came to light")
    care = forms.ChoiceField(
        label="Did care go on?",
        help_text="Write it down as it was. A recording never ends care",
        choices=Care.choices,
        widget=Radios(),
        required=False,
    )
    care_words = forms.CharField(
        label="If care stopped: why, and who decided?",
        max_length=500,
        required=False,
        validators=[plain_text, said_kindly],
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if not self.is_bound:
            self.initial.setdefault("discovered_on", clock.today())
            self.initial.setdefault("matter", self.record.suggested_matter)

    def clean(self) -> dict[str, Any]:
        """Care is asked about where the patient, or somebody with them, recorded us."""
        given = super().clean() or {}
        self.check_told(given)
        if given.get("matter") in ASKS_ABOUT_CARE and not given.get("care"):
            self.add_error("care", "Say whether care went on")
        if given.get("care") == Care.STOPPED and not given.get("care_words"):
            self.add_error("care_words", "Say why care was stopped, and who decided")
        return given

    def asked(self) -> dict[str, Any]:
        """As the verb takes it."""
        names = ("matter", "what_happened", "discovered_on", "care", "care_words")
        return {name: self.cleaned_data[name] for name in names} | self.telling()

"""The question about the note, for a request of which nobody has said yet whether the patient was told."""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.widgets import Radios
from requests_app import vocabulary
from requests_app.forms.fields import words

TOLD = "told"


class AsksIfTold(forms.Form):
    """Mixed into forms by which a recording becomes known. Rules: R-040."""

    note_told = forms.ChoiceField(
        label="Were they told that a note of this goes into the health record?",
        choices=lambda: [(TOLD, "Yes, I told them"), *_reasons()],
        widget=Radios(),
        required=False,
        error_messages={"invalid_choice": "Choose from the list"},
    )
    not_told_words = words("If there was another reason: which?", 200)

    def __init__(self, *args: Any, record: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.record = record
        self.asks_if_told = record.wants_to_know_if_told
        if not self.asks_if_told:
            del self.fields["note_told"], self.fields["not_told_words"]

    def check_told(self, given: dict[str, Any]) -> None:
        """An answer is there, with words for a reason of its own."""
        if self.asks_if_told and not given.get("note_told"):
            self.add_error("note_told", "Say whether you told them, or why you could not")
        if given.get("note_told") == "other" and not given.get("not_told_words"):
            self.add_error("not_told_words", "Say which reason")

    def telling(self) -> dict[str, Any]:
        """As the verbs take it."""
        said = self.cleaned_data.get("note_told", "")
        if not said:
            return {}
        reason = "" if said == TOLD else said
        return {
            "told_now": said == TOLD,
            "not_told_reason": reason,
            "not_told_words": self.cleaned_data.get("not_told_words", "") if reason else "",
        }


def _reasons() -> list[tuple[str, str]]:
    return [(code, f"No: {label[0].lower()}{label[1:]}") for code, label in vocabulary.choices("not_told")]

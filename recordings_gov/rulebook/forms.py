"""The filters over the list of rules."""

from typing import Any

from django import forms

from recordings_gov.rulebook.entries import APP_WORDS, DUTY_WORDS, Book, State


class RuleFilter(forms.Form):
    """Every filter may be left alone; one that makes no sense is left out."""

    words = forms.CharField(label="Search", required=False, max_length=100)
    app = forms.ChoiceField(label="Part", required=False, choices=[("", "All parts"), *APP_WORDS.items()])
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any state"), *((state.value, state.words) for state in State)],
    )
    duty = forms.ChoiceField(label="Duty", required=False, choices=[("", "Any duty"), *DUTY_WORDS.items()])
    source = forms.ChoiceField(label="Source", required=False)

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = [(document.code, document.issuer) for document in book.documents.values()]
        self.fields["source"].choices = [("", "All sources"), *documents]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was asked for and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

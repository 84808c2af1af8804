"""Errors that say what to do, never only "required" or "invalid"."""

from typing import Any

from django import forms

from recordings_gov.pages.nhsuk.widgets import TickList

SAYS_ITSELF = frozenset(["say", "tell", "tick", "choose", "enter", "write", "give", "describe"])
DETERMINED = frozenset(
    ["the", "a", "an", "your", "their", "his", "her", "our", "why", "what", "who", "when", "where", "how"]
)
CHOSEN = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


class PlainErrors:
    """Mix into a form: a field left empty asks for its answer by name. A field's own message wins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = asking(field, str(field.label or name.replace("_", " ")))


def asking(field: forms.Field, label: str) -> str:
    """The sentence for a field left empty: "Enter the age", "Choose the site", "Tick to say: I agree"."""
    if label.endswith("?"):
        return f"Answer: {label}"
    if isinstance(field.widget, TickList) and field.help_text:
        return str(field.help_text)
    if label.split(" ", maxsplit=1)[0].lower() in SAYS_ITSELF:
        return label
    spoken = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick to say: {label}"
    if isinstance(field.widget, forms.FileInput):
        return f"Choose a file for {spoken}"
    article = "" if spoken.split(" ")[0] in DETERMINED else "the "
    return f"{'Choose' if isinstance(field.widget, CHOSEN) else 'Enter'} {article}{spoken}"

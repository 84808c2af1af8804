"""One bound form field as an NHS.UK component."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk import inputs, options, widgets
from recordings_gov.pages.nhsuk.components import component
from recordings_gov.pages.nhsuk.dates import DateInput, wrong_part
from recordings_gov.pages.nhsuk.parts import identity

Render = Callable[[BoundField, Mapping[str, str]], tuple[str, dict[str, Any]]]

# The first that fits wins, so a kind of widget stands before the kind it is built on.
KINDS: tuple[tuple[Any, Render], ...] = (
    (DateInput, inputs.date_input),
    ((forms.RadioSelect, forms.CheckboxSelectMultiple), options.options),
    (forms.CheckboxInput, options.checkbox),
    (forms.Select, inputs.select),
    (widgets.CountedTextarea, inputs.counted),
    (forms.Textarea, inputs.textarea),
    (forms.FileInput, inputs.file),
    (forms.PasswordInput, inputs.password),
    (forms.Widget, inputs.text_input),
)


def render_field(field: BoundField, conditionals: Mapping[str, str] | None = None) -> SafeString:
    """The component for a field: label or legend, hint, error and input, every id used once.

    ``conditionals`` are the questions that a choice opens, as markup by the value of the choice.
    """
    if field.is_hidden:
        return SafeString(field.as_widget())
    render = next(render for kind, render in KINDS if isinstance(field.field.widget, kind))
    name, params = render(field, conditionals or {})
    return component(name, params)


def anchor(field: BoundField) -> str:
    """The id that a link in the error summary leads to."""
    if isinstance(field.field.widget, DateInput):
        return f"{identity(field)}_{wrong_part(field.errors.as_data())}"
    return identity(field)

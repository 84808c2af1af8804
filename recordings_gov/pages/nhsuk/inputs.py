"""Fields with boxes to type in, choose from a list in, or put a file into."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from recordings_gov.pages.nhsuk.choices import choices
from recordings_gov.pages.nhsuk.components import words
from recordings_gov.pages.nhsuk.dates import PARTS
from recordings_gov.pages.nhsuk.parts import OPTIONS, identity, one, shared, size

DJANGOS_ROWS = "10"
Params = tuple[str, dict[str, Any]]


def written(field: BoundField) -> str:
    """The value as the widget writes it."""
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value)


def text_input(field: BoundField, _: Any) -> Params:
    """One line; numbers are text with a numeric keypad, as NHS.UK asks."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "text")
    params = one(field) | {key: widget.attrs.get(key) for key in OPTIONS}
    attributes = dict(params["attributes"] or {})
    params |= {"width": attributes.pop("data-width", None), "type": kind, "value": written(field)}
    if kind == "number":
        decimal = isinstance(field.field, (forms.DecimalField, forms.FloatField))
        params |= {"type": "text", "inputmode": "decimal" if decimal else "numeric"}
        params |= {"spellcheck": False, "width": params["width"] or 5}
        attributes = {key: value for key, value in attributes.items() if key not in ("min", "max", "step")}
    elif kind in ("email", "tel"):
        params |= {"autocomplete": params["autocomplete"] or kind, "spellcheck": False}
    return "input", params | {"attributes": attributes or None}


def password(field: BoundField, _: Any) -> Params:
    """A password that can be shown; it is never sent back."""
    complete = field.field.widget.attrs.get("autocomplete", "current-password")
    return "password-input", one(field) | {"autocomplete": complete}


def textarea(field: BoundField, _: Any) -> Params:
    """Several lines."""
    rows = str(field.field.widget.attrs.get("rows") or DJANGOS_ROWS)
    rows = "5" if rows == DJANGOS_ROWS else rows
    return "textarea", one(field) | {"value": written(field), "rows": rows}


def counted(field: BoundField, conditionals: Any) -> Params:
    """Several lines with the number of characters left."""
    params = textarea(field, conditionals)[1]
    return "character-count", params | {"maxlength": field.field.widget.limit, "threshold": 75}


def file(field: BoundField, _: Any) -> Params:
    """A file."""
    return "file-upload", one(field) | {"multiple": field.field.widget.attrs.get("multiple")}


def select(field: BoundField, _: Any) -> Params:
    """One of a long list."""
    params = one(field) | {"items": [item for item, _ in choices(field)]}
    if isinstance(field.field.widget, forms.SelectMultiple):
        params["attributes"] = {**(params["attributes"] or {}), "multiple": ""}
    return "select", params


def date_input(field: BoundField, _: Any) -> Params:
    """A date in three parts."""
    typed = field.value()
    parts = typed if isinstance(typed, (list, tuple)) else field.field.widget.decompress(typed)
    items = [
        {
            "name": f"{field.html_name}_{part}",
            "id": f"{identity(field)}_{part}",
            "label": part.capitalize(),
            "value": "" if value is None else str(value),
            "width": 4 if part == "year" else 2,
            "classes": "nhsuk-input--error" if field.errors else None,
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part, value in zip(PARTS, parts, strict=True)
    ]
    legend = words(field.label) | {"size": size(field)}
    return "date-input", shared(field) | {
        "id": identity(field),
        "fieldset": {"legend": legend},
        "items": items,
    }

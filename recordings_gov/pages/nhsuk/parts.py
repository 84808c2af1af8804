"""What the parameters of every field's component share."""

from typing import Any

from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk.components import words

# Attributes that the component writes itself, or that Django adds and NHS.UK leaves out.
OWN = frozenset(
    ["class", "rows", "cols", "aria-describedby", "maxlength", "required", "autofocus", "id", "name", "value"]
)
OPTIONS = ("autocomplete", "inputmode", "autocapitalize", "placeholder", "pattern")


def identity(field: BoundField) -> str:
    """The id that the component's first input carries."""
    return field.auto_id or field.html_name


def shared(field: BoundField) -> dict[str, Any]:
    """What every component takes: name, hint, error, classes, attributes."""
    attrs = field.field.widget.attrs
    return {
        "name": field.html_name,
        "hint": words(field.help_text) if field.help_text else None,
        "errorMessage": words(_said(field)) if field.errors else None,
        "classes": attrs.get("class"),
        "disabled": field.field.disabled or None,
        "attributes": {
            key: "" if value is True else str(value)
            for key, value in attrs.items()
            if value not in (False, None)
            and key not in OWN
            and key not in OPTIONS
            and not key.startswith("data-label")
        }
        or None,
    }


def _said(field: BoundField) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((str(error),) for error in field.errors))


def _passes(key: str, value: Any) -> bool:
    return value not in (False, None) and key not in OWN and key not in OPTIONS and key != "data-label-size"


def one(field: BoundField) -> dict[str, Any]:
    """What a component with one input takes besides: its id and label."""
    return shared(field) | {"id": identity(field), "label": words(field.label) | {"size": size(field)}}


def size(field: BoundField) -> str:
    """How big the label or legend is: s, m or l."""
    return str(field.field.widget.attrs.get("data-label-size") or "s")

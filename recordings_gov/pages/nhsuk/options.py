"""Radios, checkboxes, tiles and lists of ticks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from recordings_gov.pages.nhsuk import widgets
from recordings_gov.pages.nhsuk.choices import choices
from recordings_gov.pages.nhsuk.components import words
from recordings_gov.pages.nhsuk.parts import identity, shared, size

Params = tuple[str, dict[str, Any]]


def checkbox(field: BoundField, conditionals: Mapping[str, str]) -> Params:
    """One box to tick."""
    item = {
        "value": "on",
        "checked": bool(field.value()),
        "hint": words(field.help_text) if field.help_text else None,
        "conditional": {"html": conditionals["on"]} if "on" in conditionals else None,
        **words(field.label),
    }
    return "checkboxes", shared(field) | {"hint": None, "idPrefix": identity(field), "items": [item]}


def options(field: BoundField, conditionals: Mapping[str, str]) -> Params:
    """Radios and checkboxes: ``idPrefix`` alone, for ``id`` as well would give two elements one id."""
    widget = field.field.widget
    several = isinstance(widget, forms.CheckboxSelectMultiple)
    items = []
    for item, hint in choices(field, blank=several):
        opens = conditionals.get(item["value"])
        items.append(item | {"hint": hint or None, "conditional": {"html": opens} if opens else None})
    params = shared(field) | {"idPrefix": identity(field), "items": items}
    if isinstance(widget, widgets.Tiles):
        params |= _tiles(field, widget, items)
    else:
        plain = len(items) == 2 and not conditionals and not getattr(widget, "hints", None)
        legend = words(field.label) | {"size": size(field)}
        params |= {"fieldset": {"legend": legend}, "inline": (plain and not several) or None}
    return "checkboxes" if several else "radios", params


def _tiles(field: BoundField, widget: widgets.Tiles, items: list[dict[str, Any]]) -> dict[str, Any]:
    legend = field.label
    if field.help_text:
        legend = format_html('{} <span class="app-group__aside">{}</span>', field.label, field.help_text)
    extra = widget.attrs.get("class", "")  # type: ignore[attr-defined]
    return {
        "items": [*_all_of_them(field, widget), *(_tile(field, *each) for each in enumerate(items, start=1))],
        "hint": None,
        "classes": f"app-tiles {_shape(widget)} {extra}".strip(),
        "fieldset": {"legend": words(legend) | {"classes": "app-group__title"}},
        "formGroup": {"classes": "app-group"},
    }


def _shape(widget: widgets.Tiles) -> str:
    if isinstance(widget, widgets.TickList):
        return "app-ticks app-ticks--2" if widget.columns == 2 else "app-ticks"
    return f"app-tiles--{widget.columns}"


def _tile(field: BoundField, number: int, item: dict[str, Any]) -> dict[str, Any]:
    label = item["text"]
    if item["hint"]:
        label = format_html('{} <span class="app-tile__hint">{}</span>', label, item["hint"])
    own = {"id": identity(field) + (f"-{number}" if number > 1 else ""), "hint": None, "text": None}
    return item | own | words(label) | {"behaviourGroup": field.html_name}


def _all_of_them(field: BoundField, widget: widgets.Tiles) -> list[dict[str, Any]]:
    """The row that ticks the others; its name is not the field's, so the form never sees its value."""
    if not isinstance(widget, widgets.TickList) or not widget.all_of_them:
        return []
    own = {"id": f"{identity(field)}-all", "name": f"{field.html_name}-all", "value": "all"}
    does = {"behaviour": "inclusive", "behaviourGroup": field.html_name}
    return [own | does | {"text": widget.all_of_them}]

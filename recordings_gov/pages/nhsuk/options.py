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
    ticks = isinstance(widget, widgets.TickList)
    classes = f"app-tiles app-tiles--{widget.columns}"
    if ticks:
        classes = "app-tiles app-ticks" + (" app-ticks--2" if widget.columns == 2 else "")
    shown: list[dict[str, Any]] = []
    if ticks and widget.all_of_them:
        every = {"id": f"{identity(field)}-all", "name": f"{field.html_name}-all", "value": "all"}
        shown.append(every | {"text": widget.all_of_them, "behaviour": "inclusive"})
    for index, item in enumerate(items):
        label = item["text"]
        if item["hint"]:
            label = format_html('{} <span class="app-tile__hint">{}</span>', label, item["hint"])
        suffix = f"-{index + 1}" if index else ""
        shown.append(item | {"id": identity(field) + suffix, "hint": None} | _label(label))
    legend = field.label
    if field.help_text:
        legend = format_html('{} <span class="app-group__aside">{}</span>', field.label, field.help_text)
    extra = field.field.widget.attrs.get("class", "")
    return {
        "items": shown,
        "hint": None,
        "classes": f"{classes} {extra}".strip(),
        "fieldset": {"legend": words(legend) | {"classes": "app-group__title"}},
        "formGroup": {"classes": "app-group"},
    }


def _label(label: Any) -> dict[str, Any]:
    given = words(label)
    return {"text": given.get("text"), "html": given.get("html")}

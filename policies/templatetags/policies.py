"""What pages show of policies: ``{% load policies %}``."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from policies.models import Stance
from policies.stances import DIMENSIONS
from policies.text import html
from recordings_gov.pages.templatetags.pages import long_date

register = template.Library()
ANYTHING = {
    "setting": "any setting",
    "modality": "any exam",
    "medium": "any way",
    "recorder": "whoever records",
}
STANCES = {
    "facilitate": ("We help", "green"),
    "conditions": ("With conditions", "blue"),
    "discourage": ("Discouraged", "yellow"),
    "not_supported": ("Not supported", "orange"),
}


@register.filter
def markdown(words: str) -> SafeString:
    """Text as safe HTML; nobody's own HTML is let through."""
    return html(words)


@register.filter
def spaced(name: str) -> str:
    """The name of an open place in words: "Pals phone"."""
    return name.replace("_", " ").capitalize()


@register.filter
def stance_word(stance: str) -> str:
    """The stance in two words."""
    return STANCES[stance][0]


@register.filter
def stance_colour(stance: str) -> str:
    """The colour of its tag."""
    return STANCES[stance][1]


@register.filter
def situation(stance: Stance, matrix: Mapping[str, Any]) -> str:
    """When a row holds: "Clinical discussion, any exam, Sound only, whoever records"."""
    words = matrix.get("vocabulary", {})
    said = []
    for dimension in DIMENSIONS:
        named = getattr(stance, dimension)
        known = words.get(dimension, {})
        said.append(" or ".join(known.get(each, each) for each in named) if named else ANYTHING[dimension])
    return "; ".join(said)


@register.simple_tag
def fact(label: str, value: Any, url: str = "") -> SafeString:
    """One row of a summary list; a date is written out, and what is not known says so."""
    value = long_date(value) if isinstance(value, date) else value
    shown = (
        format_html('<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}</a>', url, value)
        if url
        else value
    )
    return format_html(
        '<div class="nhsuk-summary-list__row"><dt class="nhsuk-summary-list__key">{}</dt>'
        '<dd class="nhsuk-summary-list__value">{}</dd></div>',
        label,
        shown or format_html('<span class="app-quiet">{}</span>', "Not known"),
    )

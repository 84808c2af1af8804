"""What pages show of the stance matrix: ``{% load stances %}``."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from policies.grid import Cell
from policies.stances import DIMENSIONS, Matrix, Row, Term, Zone
from policies.templatetags.policies import ANYTHING, STANCES

register = template.Library()
PURPOSES = {"keepsake": "for a keepsake", "other": "for another use"}


@register.filter
def situation_in(row: Row, matrix: Matrix) -> str:
    """When a row holds: "Clinical discussion; any exam; Sound only; whoever records"."""
    said = []
    for dimension in DIMENSIONS:
        named = getattr(row, dimension)
        known = matrix.vocabulary.get(dimension, {})
        said.append(" or ".join(known.get(each, each) for each in named) if named else ANYTHING[dimension])
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


@register.filter
def purposes_said(purposes: Iterable[str]) -> str:
    """The purposes of a row that is not supported."""
    return " or ".join(PURPOSES.get(purpose, purpose) for purpose in purposes)


@register.filter
def terms_of(names: Iterable[str], terms: Mapping[str, Term]) -> list[Term]:
    """Conditions or alternatives by their names."""
    return [terms[name] for name in names if name in terms]


@register.filter
def exams_of(zone: Zone, matrix: Matrix) -> str:
    """The exams a zone is about."""
    known = matrix.vocabulary.get("modality", {})
    return ", ".join("every exam" if name == "any" else known.get(name, name) for name in zone.applies_to)


@register.simple_tag
def stance_cell(cell: Cell) -> SafeString:
    """One cell of the grid: the stance as a tag, the row that says so, and what differs."""
    if cell.row is None:
        return format_html('<span class="nhsuk-tag nhsuk-tag--{}">{}</span>', "grey", "No answer")
    notes: list[tuple[Any, ...]] = [
        (words, STANCES[row.stance][0].lower(), row.id, row.id) for words, row in cell.notes
    ]
    return format_html(
        '{} <a class="nhsuk-link nhsuk-link--no-visited-state app-quiet" href="#row-{}">{}</a>{}',
        _tag(cell.row),
        cell.row.id,
        cell.row.id,
        format_html_join("", NOTE, notes),
    )


NOTE = (
    '<br><span class="app-quiet">{}: {} '
    '<a class="nhsuk-link nhsuk-link--no-visited-state" href="#row-{}">{}</a></span>'
)


def _tag(row: Row) -> SafeString:
    words, colour = STANCES[row.stance]
    return format_html('<span class="nhsuk-tag nhsuk-tag--{}">{}</span>', colour, words)
